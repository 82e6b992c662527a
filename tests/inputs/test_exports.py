"""Downloads of news databases: one file, many articles."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from newsetl.core.documents import RawDocument
from newsetl.inputs import RejectedInput
from tests.inputs.helpers import kinds, read, read_bytes
from tests.inputs.pdf_files import column, make_pdf

NEXIS_TEXT = """
Download Request: Selected Items: 1-2
Terms: (troops) and (valley)

                               1 of 2 DOCUMENTS


                               The Calden Courier (London)

                            March 5, 2024 Tuesday
                                 First Edition

Ferry with 40 recruits turns back off Port Amsel

BYLINE: Mara Quill

SECTION: NEWS; Pg. 3

LENGTH: 62 words

The ferry that was to bring forty recruits to the island turned back on Monday
after waves broke two windows, the harbour master said.

"Nobody was hurt and nobody wanted to go on," he said.

LOAD-DATE: March 6, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2024 Calden Media Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                          Agence du Nord -- English

                     March 6, 2024 Wednesday 4:30 PM GMT

Mayor of Amsel asks for 200 guards

LENGTH: 40 words

DATELINE: PORT AMSEL, March 6 2024

The mayor asked the ministry for two hundred guards before the market opens.

LOAD-DATE: March 6, 2024
"""
NEXIS_GERMAN = """
                               Dokument 1 von 1


                               Der Hafenbote

                          5. März 2024 Dienstag
                             Gesamtausgabe

Fähre kehrt vor Port Amsel um

AUTOR: Jan Petersen

RUBRIK: POLITIK; S. 4

LÄNGE: 120 Wörter

Die Fähre mit vierzig Rekruten kehrte am Montag um, sagte der Hafenmeister.

UPDATE: 6. März 2024

SPRACHE: GERMAN; DEUTSCH
"""
FACTIVA_ARTICLE = (
    '<div id="article-{id}"><div class="article {lang}Article"><p></p><div>{section}</div>'
    '<div id="hd"><span class="enHeadline">{title}</span></div>{author}<div>{count}</div><div>{date}</div>'
    "<div>{outlet}</div><div>CALD</div><div>1</div><div>{language}</div><div>Copyright 2024 Calden Media</div>"
    '<p class="articleParagraph enarticleParagraph">{first}</p>'
    '<p class="articleParagraph enarticleParagraph">{second}</p><p>Calden Media Limited</p>'
    "<p>{end} {id}</p></div></div>"
)
BODY = {
    "first": "Forty recruits left the port on Monday.",
    "second": "Two hundred more will follow, an officer said.",
}


def factiva_page(**facts: str) -> bytes:
    """A page of two articles."""
    shared = {
        "lang": "en",
        "section": "World",
        "author": "",
        "language": "English",
        "end": "Document",
        **BODY,
    }
    ids = ("CALD000020240305ek350002x", "CALD000020240306ek3600001")
    articles = "".join(FACTIVA_ARTICLE.format(**{**shared, **facts, "id": id}) for id in ids)
    return f"<html><head><title>Factiva</title></head><body><h1>Factiva</h1>{articles}</body></html>".encode()


def uni_docx() -> bytes:
    """A newer download: a title page, then two articles."""
    document = docx.Document()
    lines = [
        "User Name: DESK",
        "Date and Time: Friday, 8 March 2024 7:08:00 PM",
        "Job Number: 1",
        "Documents (2)",
    ]
    lines += ["1. Ferry turns back", "Client/Matter: -None-", "Search Terms: ferry", ""]
    for title, day in (
        ("Ferry turns back", "March 5, 2024 Tuesday"),
        ("Mayor asks for guards", "March 6, 2024"),
    ):
        lines += [
            title,
            "Calden Courier",
            day,
            "",
            "\nCopyright 2024 Calden Media",
            "Section:\xa0NEWS; Pg. 3",
        ]
        lines += ["Length:\xa062 words", "Byline:\xa0Mara Quill", "Body", "", BODY["first"], BODY["second"]]
        lines += ["Classification", "", "Language:\xa0ENGLISH", "Subject:\xa0FERRIES (90%)"]
        lines += ["Load-Date:\xa0March 7, 2024", "", "End of Document"]
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def facts(outcomes: list[RawDocument | RejectedInput], *names: str) -> list[tuple[str | None, ...]]:
    """Facts of each document; a rejection fails."""
    assert all(isinstance(outcome, RawDocument) for outcome in outcomes), outcomes
    return [tuple(outcome.metadata.get(name) for name in names) for outcome in outcomes]


def test_nexis_text(tmp_path):
    """Each document of an older Nexis download is an article with its own facts; frame lines are in no text."""
    found = read_bytes(tmp_path, "a.txt", NEXIS_TEXT.encode())
    assert facts(found, "outlet", "published_at", "title", "byline", "section", "language", "dateline") == [
        ("The Calden Courier (London)", "2024-03-05", "Ferry with 40 recruits turns back off Port Amsel",
         "Mara Quill", "NEWS; Pg. 3", "en", None),
        ("Agence du Nord", "2024-03-06 16:30 GMT", "Mayor of Amsel asks for 200 guards",
         None, None, None, "PORT AMSEL"),
    ]  # fmt: skip
    assert found[0].content.decode() == (
        "The ferry that was to bring forty recruits to the island turned back on Monday after waves broke two "
        'windows, the harbour master said.\n\n"Nobody was hurt and nobody wanted to go on," he said.'
    )
    assert [document.uri.rsplit("#", 1)[1] for document in found] == ["1", "2"]
    assert found[0].reader == "Nexis download"


def test_nexis_german(tmp_path):
    """Labels of the German interface are known; a date is read by its German month."""
    [document] = read_bytes(tmp_path, "a.txt", NEXIS_GERMAN.encode("cp1252"))
    assert facts([document], "outlet", "published_at", "title", "byline", "section", "language") == [
        (
            "Der Hafenbote",
            "2024-03-05",
            "Fähre kehrt vor Port Amsel um",
            "Jan Petersen",
            "POLITIK; S. 4",
            "de",
        )
    ]
    assert document.content.decode().startswith("Die Fähre")
    assert document.content.decode().endswith("meister.")


def test_nexis_uni(tmp_path):
    """A newer download as .docx: the title page is left out, notes behind the text too."""
    found = read_bytes(tmp_path, "a.DOCX", uni_docx())
    assert facts(found, "title", "outlet", "published_at", "byline", "section", "language") == [
        ("Ferry turns back", "Calden Courier", "2024-03-05", "Mara Quill", "NEWS; Pg. 3", "en"),
        ("Mayor asks for guards", "Calden Courier", "2024-03-06", "Mara Quill", "NEWS; Pg. 3", "en"),
    ]
    assert {document.content.decode() for document in found} == {"\n\n".join(BODY.values())}


@pytest.mark.parametrize(
    ("count", "date", "language", "end", "expected"),
    [
        ("1,259 words", "5 March 2024", "English", "Document", "2024-03-05"),
        ("808 Wörter", "5 März 2024", "Englisch", "Dokument", "2024-03-05"),
        ("808 mots", "5 février 2024", "Anglais", "Document", "2024-02-05"),
        ("1203 字", "2024 年 3 月 5 日", "英文", "文件", "2024-03-05"),
        ("1203 слов", "5 Март 2024", "Английский", "Документ", "2024-03-05"),
        ("1203 palabras", "5 marzo 2024", "Inglés", "Documento", "2024-03-05"),
    ],
)
def test_factiva_page_in_any_interface_language(tmp_path, count, date, language, end, expected):
    """The line that counts words anchors the head, whatever its language."""
    page = factiva_page(
        title="Recruits leave", count=count, date=date, outlet="Calden Courier", language=language, end=end,
        author='<div class="author">By Mara Quill</div>',
    )  # fmt: skip
    found = read_bytes(tmp_path, "a.html", page)
    assert facts(found, "title", "outlet", "published_at", "byline", "section", "language", "id") == [
        (
            "Recruits leave",
            "Calden Courier",
            expected,
            "By Mara Quill",
            "World",
            "en",
            "CALD000020240305ek350002x",
        ),
        (
            "Recruits leave",
            "Calden Courier",
            expected,
            "By Mara Quill",
            "World",
            "en",
            "CALD000020240306ek3600001",
        ),
    ]
    assert {document.content.decode() for document in found} == {"\n\n".join(BODY.values())}


def test_factiva_page_that_is_not_in_the_encoding_that_it_declares(tmp_path):
    """ "808 Wörter" in Windows-1252 under a declaration of UTF-8 still counts words."""
    page = factiva_page(title="T", count="808 Wörter", date="5 Januar 2024", outlet="Calden Courier")
    content = page.decode().replace("<title>", '<meta charset="utf-8"><title>').encode("cp1252")
    assert facts(read_bytes(tmp_path, "a.html", content), "published_at")[0] == ("2024-01-05",)


FACTIVA_RTF = (
    r"{\rtf1\ansi\ansicpg1252 World\par {\b Recruits leave}\par By Mara Quill\par 62 words\par 5 March 2024\par "
    r"06:30\par Calden Courier\par CALD\par English\par (c) 2024 Calden Media\par "
    r"Forty recruits left the port on Monday.\par Two hundred more will follow, an officer said.\par "
    r"Calden Media Limited\par Document CALD000020240305ek350002x\par }"
)
FACTIVA_CODED = """HD  Recruits leave
BY  By Mara Quill
WC  62 words
PD  5 March 2024
SN  Calden Courier
SC  CALD
LA  English
CY  (c) 2024 Calden Media
LP  Forty recruits left the port on Monday.
TD  Two hundred more will follow, an officer said.
NS  gmil : Armed Forces
AN  Document CALD000020240305ek350002x
"""
PROQUEST = """____________________________________________________________

Document 1 of 1

Recruits leave

Author: Quill, Mara

Publication info: Calden Courier ; Amsel [Amsel]05 Mar 2024: A.3.

Full text: Forty recruits left the port on Monday.

Two hundred more will follow, an officer said.

Subject: Recruits; Ports

Title: Recruits leave

Publication title: Calden Courier

Pages: A.3

Publication date: Mar 5, 2024

Section: World

Language of publication: English

ProQuest document ID: 123456789

Document URL: https://www.proquest.example/docview/123456789

Copyright: (Copyright 2024 Calden Media)

Database: Calden Newsstream

____________________________________________________________

Contact us at: https://support.example/
"""
EBSCO = """Record: 1

Title: Recruits leave.

Authors: Quill, Mara

Source: Calden Courier. 3/5/2024, p3. 2p.

Document Type: Article

Accession Number: 2W123

Database: Newspaper Store

Forty recruits left the port on Monday.

Two hundred more will follow, an officer said.

Copyright of Calden Courier is the property of Calden Media and its content may not be copied.
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rtf", FACTIVA_RTF),
        ("a.txt", FACTIVA_CODED),
        ("b.txt", PROQUEST),
        ("c.txt", EBSCO),
        ("f.txt", EBSCO.replace("\n\n", "\n")),
        ("g.txt", EBSCO.replace(": ", ":\n").replace("Record:\n", "Record: ")),
        ("d.html", "".join(f"<p>{line}</p>" for line in PROQUEST.splitlines())),
        ("e.rtf", r"{\rtf1 " + EBSCO.replace("\n", "\\par ") + "}"),
    ],
)
def test_other_layouts(tmp_path, name, content):
    """The same article in the layouts of Factiva, ProQuest and EBSCOhost."""
    [document] = read_bytes(tmp_path, name, content.encode())
    assert document.content.decode() == "\n\n".join(BODY.values())
    known = {key: str(value).rstrip(".") for key, value in document.metadata.items()}
    assert (known["title"], known["outlet"], known["published_at"]) == (
        "Recruits leave",
        "Calden Courier",
        "2024-03-05",
    )
    assert "Mara" in known["byline"]


# Labels of the headline, author, outlet, day, language, text, subject and number, as interfaces print them.
PROQUEST_LABELS = {
    "fr": ("Titre", "Auteur", "Titre de la publication", "Date de publication", "5 mars 2024", "Texte intégral",
           "Sujet", "Langue de publication", "ID du document ProQuest", " : "),
    "fr of theses": ("Titre", "Auteur", "Titre de la publication", "Date du diplôme", "5 mars 2024",
                     "Texte intégral", "Type de source", "Langue", "ID du document ProQuest", "\xa0: "),
    "es": ("Título", "Autor", "Título de publicación", "Fecha de publicación", "5 de marzo de 2024",
           "Texto completo", "Materia", "Idioma de la publicación", "ID del documento de ProQuest", ": "),
    "it": ("Titolo", "Autore", "Titolo pubblicazione", "Data di pubblicazione", "5 marzo 2024", "Testo completo",
           "Soggetto", "Lingua di pubblicazione", "ID documento ProQuest", ": "),
    "pt": ("Título", "Autor", "Título da publicação", "Data de publicação", "5 de março de 2024",
           "Texto completo", "Assunto", "Idioma de publicação", "ID do documento do ProQuest", ": "),
    "ru": ("Название", "Автор", "Название публикации", "Дата публикации", "5 марта 2024", "Полный текст",
           "Тема", "Язык публикации", "Идентификатор документа ProQuest", ": "),
    "zh": ("标题", "作者", "出版物名称", "出版日期", "2024年3月5日", "全文", "主题", "出版物语言",
           "ProQuest 文档 ID", "："),
}  # fmt: skip
EBSCO_LABELS = {
    "fr": ("Notice : {}", "Titre", "Auteurs", "Source", "Type de document", "Numéro d'accès", "Base de données", " : "),
    "es": ("Registro: {}", "Título", "Autores", "Fuente", "Tipo de documento", "Número de acceso",
           "Base de datos", ": "),
    "zh": ("记录: {}", "标题", "作者", "来源", "文献类型", "入藏号", "数据库", ": "),
}  # fmt: skip


def proquest_in(language: str) -> str:
    """Two records as an interface in another language prints them."""
    *labels, colon = PROQUEST_LABELS[language]
    title, author, outlet, day, written, text, subject, spoken, number = labels
    lines = [
        *(title + colon + "Recruits leave", author + colon + "Quill, Mara", text + colon + BODY["first"]),
        *(BODY["second"], subject + colon + "Ports", outlet + colon + "Calden Courier"),
        *(day + colon + written, spoken + colon + "English", number + colon + "123456789", "_" * 60),
    ]
    return "\n\n".join(["_" * 60, *lines, *lines])


def ebsco_in(language: str) -> str:
    """Two records as an interface in another language prints them."""
    counter, title, author, source, kind, number, database, colon = EBSCO_LABELS[language]
    lines = [
        *(title + colon + "Recruits leave.", author + colon + "Quill, Mara", kind + colon + "Article"),
        *(source + colon + "Calden Courier. 3/5/2024, p3. 2p.", number + colon + "2W123"),
        *(database + colon + "Newspaper Store", BODY["first"], BODY["second"]),
    ]
    return "\n\n".join([counter.format(1), *lines, counter.format(2), *lines])


@pytest.mark.parametrize(
    "text",
    [*map(proquest_in, PROQUEST_LABELS), *map(ebsco_in, EBSCO_LABELS)],
    ids=lambda text: text[:90].strip("_\n"),
)
def test_records_in_other_interface_languages(tmp_path, text):
    """ProQuest and EBSCOhost in French, Spanish, Italian, Portuguese, Russian and Chinese: each article whole."""
    found = read_bytes(tmp_path, "a.txt", text.encode())
    assert facts(found, "title", "outlet", "published_at", "byline") == [
        ("Recruits leave", "Calden Courier", "2024-03-05", "Quill, Mara")
    ] * 2  # fmt: skip
    assert {document.content.decode() for document in found} == {"\n\n".join(BODY.values())}


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (
            ("Rubrique: MONDE; p. 3", "Longueur: 62 mots", "Signature: Mara Quill", "Corps"),
            "5 mars 2024 mardi",
        ),
        (
            ("Sección: MUNDO; p. 3", "Longitud: 62 palabras", "Autor: Mara Quill", "Cuerpo"),
            "5 de marzo de 2024",
        ),
        (("版面：国际", "长度：62 字", "作者：Mara Quill", "正文"), "2024年3月5日"),
    ],
)
def test_nexis_in_other_interface_languages(tmp_path, lines, day):
    """Newer downloads in French, Spanish and Chinese: the labels are facts, and their frame is not text."""
    tail = {"Corps": "Date de chargement: 6 mars 2024", "Cuerpo": "Fecha de carga: 6 de marzo de 2024"}
    end = {"Corps": "Fin du document", "Cuerpo": "Fin del documento"}
    parts = []
    for title in ("Ferry turns back", "Mayor asks for guards"):
        parts += [title, "Calden Courier", day, "Copyright 2024 Calden Media", *lines, *BODY.values()]
        parts += [tail.get(lines[-1], "加载日期：2024年3月6日"), end.get(lines[-1], "文档结束")]
    found = read_bytes(tmp_path, "a.txt", "\n\n".join(parts).encode())
    assert facts(found, "title", "outlet", "published_at", "byline") == [
        (title, "Calden Courier", "2024-03-05", "Mara Quill")
        for title in ("Ferry turns back", "Mayor asks for guards")
    ]
    assert {document.content.decode() for document in found} == {"\n\n".join(BODY.values())}


def test_nexis_of_the_nineties(tmp_path):
    """Copyright is above the outlet, the headline has a label, and the text begins behind its own."""
    text = (
        "                               1 of 1 DOCUMENTS\n\n                 Copyright 2001 Calden Media\n"
        "                           The Calden Times\n\n             October 5, 2001, Friday, Late Edition - Final\n\n"
        "SECTION: Section A; Page 1\n\nLENGTH: 62 words\n\nHEADLINE: FERRY TURNS BACK\n\nBYLINE:  By MARA QUILL\n\n"
        f"DATELINE: AMSEL, Oct. 4\n\nBODY:\n   {BODY['first']}\n\n   {BODY['second']}\n\nGRAPHIC: Photo: A ferry.\n"
    )
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert facts([document], "outlet", "published_at", "title", "byline", "dateline") == [
        ("The Calden Times", "2001-10-05", "FERRY TURNS BACK", "By MARA QUILL", "AMSEL")
    ]
    assert document.content.decode() == "\n\n".join(BODY.values())


def test_nexis_uni_without_a_heading_for_the_text(tmp_path):
    """Labels alone part head and text; the last article may lack its end."""
    lines = []
    for title in ("Fähre kehrt um", "Wachen für Amsel"):
        lines += [
            title,
            "Der Hafenbote",
            "Dienstag 5. März 2024",
            "Copyright 2024 Hafenbote",
            "Rubrik: Politik; S. 4",
        ]
        lines += ["Länge: 62 Wörter", "Autor: Jan Petersen", *BODY.values(), "Sprache: German; Deutsch"]
        lines += ["Update: 6. März 2024", "Ende des Dokuments"]
    rtf = "{\\rtf1\\ansi " + "\\par ".join("".join(_escaped(c) for c in line) for line in lines[:-1]) + "}"
    found = read_bytes(tmp_path, "a.rtf", rtf.encode("ascii"))
    assert facts(found, "title", "outlet", "published_at", "byline", "section", "language") == [
        ("Fähre kehrt um", "Der Hafenbote", "2024-03-05", "Jan Petersen", "Politik; S. 4", "de"),
        ("Wachen für Amsel", "Der Hafenbote", "2024-03-05", "Jan Petersen", "Politik; S. 4", "de"),
    ]
    assert {document.content.decode() for document in found} == {"\n\n".join(BODY.values())}


def _escaped(character: str) -> str:
    """A character as RTF writes it."""
    return character if character.isascii() else f"\\u{ord(character)}?"


GALE = """Title: {0}
Author(s): {1}
Source: {2}, March 5, 2024, p. A3.
Document Type: Article

Full Text:
{3}

Copyright: COPYRIGHT 2024 {2}
Gale Document Number: GALE|A78500000{4}
"""
NEWSBANK = """{0}

{2} (Amsel) - March 5, 2024

Author/Byline: {1}
Section: News
Page: A3

{3}

Index terms: Ports
Record: 1A2B3C4D5E6F{4}
Copyright: Copyright (c) 2024 {2}
"""
EUROPRESSE = """<article><header><span class="DocPublicationName">{2}, no. 24187</span>
<span class="DocHeader">News, mardi 5 mars 2024, p. 3</span><p class="titreArticleVisu rdp__articletitle">{0}</p>
<div class="sm-margin-bottomNews">{1}</div></header><div class="docOcurrContainer"><p>{3}</p></div>
<footer><div class="publiC-lblNodoc">news·20240305·CC·{4}</div><div>© 2024 {2}</div></footer></article>"""
TWO_PAPERS = (
    (
        "Ferry turns back off Port Amsel",
        "Mara Quill",
        "Calden Courier",
        "The ferry turned back on Monday, he said.",
        1,
    ),
    ("Bridge is ready", "Jo Roe", "Jarrow Times", "The bridge was opened by the mayor on Monday.", 2),
)


@pytest.mark.parametrize(
    ("name", "layout"),
    [("gale.txt", GALE), ("newsbank.txt", NEWSBANK), ("europresse.html", EUROPRESSE)],
)
def test_databases_of_libraries(tmp_path, name, layout):
    """Gale, NewsBank and Europresse: each record is an article with its own facts and no line of the frame."""
    content = "\n".join(layout.format(*facts) for facts in TWO_PAPERS)
    found = read_bytes(tmp_path, name, content.encode())
    for document, (title, byline, outlet, text, _) in zip(found, TWO_PAPERS, strict=True):
        assert document.content.decode() == text
        facts = document.metadata
        assert (facts["title"], facts["byline"], facts["outlet"]) == (title, byline, outlet)
        assert facts["published_at"] == "2024-03-05"


@pytest.mark.parametrize("name", ["newsbank.html", "newsbank.rtf"])
def test_newsbank_as_page_and_rtf(tmp_path, name):
    """The same from a page and from RTF, whose records may say "Record Number"."""
    lines = (
        "\n".join(NEWSBANK.format(*facts) for facts in TWO_PAPERS)
        .replace("Record:", "Record Number:")
        .split("\n")
    )
    if name.endswith("html"):
        content = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines if line) + "</body></html>"
    else:
        content = "{\\rtf1\\ansi " + "\\par\n".join(line for line in lines if line) + "}"
    found = read_bytes(tmp_path, name, content.encode())
    assert [document.metadata["outlet"] for document in found] == ["Calden Courier", "Jarrow Times"]
    assert [document.content.decode() for document in found] == [facts[3] for facts in TWO_PAPERS]


def test_newsbank_keeps_labels_within_a_text(tmp_path):
    """A headline may have two lines; "Correction: ..." and "Page: ..." within a text are a part of it."""
    text = "The ferry turned back.\n\nCorrection: it was the bridge.\n\nPage: the mayor wrote none."
    first, second = TWO_PAPERS
    content = NEWSBANK.format(
        "Ferry turns back\n\nMayor asks who pays", first[1], first[2], f"{text}\n\nSo it is.", 1
    )
    found = read_bytes(tmp_path, "a.txt", (content + NEWSBANK.format(*second)).encode())
    assert found[0].content.decode() == f"{text}\n\nSo it is."
    assert found[0].metadata["title"] == "Ferry turns back Mayor asks who pays"
    assert (len(found), found[1].metadata["title"]) == (2, second[0])


def test_link_above_a_newsbank_text_is_none_of_it(tmp_path):
    """ "OpenURL Link" is a button of the page."""
    content = "".join(NEWSBANK.format(*facts) for facts in TWO_PAPERS).replace(
        "Page: A3", "Page: A3\n\nOpenURL Link"
    )
    found = read_bytes(tmp_path, "a.txt", content.encode())
    assert [document.content.decode() for document in found] == [facts[3] for facts in TWO_PAPERS]


def test_rights_below_a_newsbank_record_need_no_label(tmp_path):
    """ "Copyright (c) 2024" closes a record as "Copyright: …" does."""
    content = "".join(NEWSBANK.format(*facts) for facts in TWO_PAPERS).replace(
        "Copyright: Copyright", "Copyright"
    )
    found = read_bytes(tmp_path, "a.txt", content.encode())
    assert [document.metadata["title"] for document in found] == [facts[0] for facts in TWO_PAPERS]


def test_europresse_without_outlets_is_refused(tmp_path):
    """Several documents without a line of outlet and day are not taken for one."""
    content = "\n\n".join(f"{t}\n\n{x}\n\nnews·20240305·CC·{n}" for t, _, _, x, n in TWO_PAPERS)
    [found] = read_bytes(tmp_path, "europresse.txt", content.encode())
    assert found.reason_code == "unknown_layout"


@pytest.mark.parametrize(
    "text",
    [
        "Title: a word on ports\nSource: the sea\nThe ferry turned back on Monday, the harbour master said.",
        "Record: the storm of 1987\n\nCopyright: who owns the sea - March 5, 2024\n\nThe ferry turned back on Monday.",
    ],
)
def test_news_with_words_of_a_database_stays_one_article(tmp_path, text):
    """A label or two make no download."""
    [found] = read_bytes(tmp_path, "a.txt", text.encode())
    assert found.content.decode() == text


def test_labels_in_cells_of_their_own(tmp_path):
    """Nexis's section and byline in a table of two columns belong to their article."""
    document = docx.Document()
    for line in (
        "Ferry turns back",
        "Calden Courier",
        "March 5, 2024 Tuesday",
        "Copyright 2024 Calden Media",
    ):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=2)
    for label, value in (("Section:", "NEWS; Pg. 3"), ("Length:", "62 words"), ("Byline:", "Mara Quill")):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = label, value
    for line in ("Body", TWO_PAPERS[0][3], "Load-Date: March 6, 2024", "End of Document"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    [found] = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert (found.metadata["section"], found.metadata["byline"]) == ("NEWS; Pg. 3", "Mara Quill")
    assert found.content.decode() == TWO_PAPERS[0][3]


def test_article_without_text_is_reported(tmp_path):
    """A document of a download that holds a headline alone is rejected by itself, with its facts."""
    text = NEXIS_TEXT.replace(
        "The mayor asked the ministry for two hundred guards before the market opens.", ""
    )
    first, second = read_bytes(tmp_path, "a.txt", text.encode())
    assert isinstance(first, RawDocument)
    assert (second.reason_code, second.metadata["title"]) == ("no_text", "Mayor of Amsel asks for 200 guards")


def test_list_of_documents_is_no_article(tmp_path):
    """A zipped download holds a list of its documents beside them."""
    lines = ["User Name: DESK", "Date and Time: Friday, 8 March 2024", "Job Number: 1", "Documents (1)"]
    lines += ["1. Ferry turns back off Port Amsel", "Client/Matter: -None-", "Search Terms: ferry"]
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    [outcome] = read_bytes(tmp_path, "Documents_doclist.docx", file.getvalue())
    assert outcome.reason_code == "not_an_article"


@pytest.mark.parametrize("label", ["ProQuest document ID: {}", "Load-Date: May {}", "LADEDATUM: {}. Mai"])
def test_unknown_layout_is_refused(tmp_path, label):
    """Many articles in a layout that is not known never become one article."""
    part = f"Some headline\n\nA text of some words about something that happened.\n\n{label}\n\n"
    [outcome] = read_bytes(tmp_path, "a.txt", "".join(part.format(n) for n in range(100, 103)).encode())
    assert (outcome.reason_code, "3 articles" in outcome.detail) == ("unknown_layout", True)


def test_news_that_quotes_a_label_stays_one_article(tmp_path):
    """An article that mentions a database's words is an article."""
    text = "Clerk finds 3 of 10 DOCUMENTS\n\nThe clerk said that 3 of 10 documents, Load-Date: unknown, are lost.\n"
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.content.decode() == text


def test_real_downloads(shared):
    """Eight real downloads: all 331 articles, dated, with outlet and title."""
    found = read(Path(shared) / "data" / "inputs" / "exports")
    assert len(facts(found, "title")) == 331
    for name in ("title", "outlet", "published_at"):
        assert sum(document.metadata.get(name) is not None for document in found) >= 0.98 * 331, name


def test_nexis_printed_to_pdf(tmp_path):
    """A newer download as PDF: labels of a line each are told apart, running heads left out."""
    pages = []
    for title, day in (
        ("Ferry turns back off Amsel", "March 5, 2024 Tuesday"),
        ("Mayor asks for guards", "March 6, 2024"),
    ):
        head = [(60.0, 740.0, 18.0, title), *column(60, 715, ["Calden Courier", day], 12, 15)]
        labels = [
            "Copyright 2024 Calden Media",
            "Section: NEWS; Pg. 3",
            "Length: 62 words",
            "Byline: Mara Quill",
        ]
        text = [
            "Forty recruits left the port on Monday as the ferry turned back off the island, as",
            "an officer said.",
        ]
        tail = ["Load-Date: March 7, 2024", "End of Document"]
        places = ((680, labels), (600, ["Body"]), (575, text), (505, tail[:1]), (480, tail[1:]))
        body = [line for top, lines in places for line in column(60, top, lines, leading=13)]
        pages.append([(280.0, 820.0, 8.0, "Page 1 of 1"), *head, *body])
    found = read_bytes(tmp_path, "a.pdf", make_pdf(pages))
    assert facts(found, "title", "outlet", "published_at", "byline", "section") == [
        ("Ferry turns back off Amsel", "Calden Courier", "2024-03-05", "Mara Quill", "NEWS; Pg. 3"),
        ("Mayor asks for guards", "Calden Courier", "2024-03-06", "Mara Quill", "NEWS; Pg. 3"),
    ]
    assert {document.content.decode()[-40:] for document in found} == {
        "ned back off the island, as an officer said."[-40:]
    }


GERMAN_BODY = (
    "Die Fähre mit vierzig Rekruten kehrte am Montag um.",
    "Länge: das Schiff misst 40 Meter, hieß es.",
)
CODED = (
    ("SE", "Politik"), ("HD", "Fähre kehrt um"), ("BY", "Von Jan Petersen"), ("WC", "1.043 Wörter"),
    ("PD", "5. März 2024"), ("SN", "Der Hafenbote"), ("SC", "HAFB"), ("LA", "Deutsch"),
    ("LP", GERMAN_BODY[0]), ("TD", GERMAN_BODY[1]), ("NS", "gpol : Politik"), ("RE", "gfr : Deutschland"),
)  # fmt: skip


def german_text(counter: str, date: str, edition: str, change: Callable[[str], str]) -> str:
    """An older download of two articles; `change` writes the labels."""
    labels = (("Autor", "Von Jan Petersen"), ("Rubrik", "POLITIK; S. 4"), ("Länge", "120 Wörter"))
    tail = (("Ladedatum", "6. März 2024"), ("Sprache", "GERMAN; DEUTSCH"), ("Grafik", "Foto"))
    return "".join(
        "\n\n".join(
            [
                "",
                counter.format(number, 2),
                "DER HAFENBOTE",
                date,
                edition,
                "Fähre kehrt um;\nRekruten warten",
            ]
            + [f"{change(name)}: {value}" for name, value in labels]
            + [*GERMAN_BODY, *(f"{change(name)}: {value}" for name, value in tail)]
            + ["PUBLICATION-TYPE: Zeitung", "Copyright 2024 Hafenbote GmbH\nAlle Rechte vorbehalten\n\n"]
        )
        for number in (1, 2)
    )


@pytest.mark.parametrize(
    ("counter", "date", "edition", "change", "encoding", "published"),
    [
        ("{} von {} DOKUMENTEN", "5. März 2024 Dienstag", "Gesamtausgabe", str.upper, "cp1252", "2024-03-05"),
        ("{} von {} Dokumenten", "Dienstag, 05. März 2024", "Ausgabe Nord", str, "utf-16", "2024-03-05"),
        ("Dokument {} von {}", "5. März 2024 Dienstag 6:00 AM GMT+1", "Spätausgabe", str, "utf-8",
         "2024-03-05 06:00 +01:00"),
    ],
)  # fmt: skip
def test_german_nexis_in_its_forms(tmp_path, counter, date, edition, change, encoding, published):
    """Labels in capitals or not, whatever edition is below the date; GMT+1 is an hour east."""
    text = german_text(counter, date, edition, change)
    for name, content in (
        ("a.txt", text.encode(encoding)),
        ("b.html", "".join(f"<p>{line}</p>" for line in text.split("\n\n") if line).encode()),
    ):
        found = read_bytes(tmp_path, name, content)
        assert (
            facts(found, "title", "outlet", "published_at", "byline", "section", "language")
            == [
                (
                    "Fähre kehrt um; Rekruten warten",
                    "DER HAFENBOTE",
                    published,
                    "Von Jan Petersen",
                    "POLITIK; S. 4",
                    "de",
                )
            ]
            * 2
        )
        assert {document.content.decode() for document in found} == {"\n\n".join(GERMAN_BODY)}


def test_newer_german_download_without_a_heading_for_the_text(tmp_path):
    """An edition and the copyright between date and labels are not a text; the list of documents is none either."""
    document = docx.Document()
    for line in (
        "Benutzername: DESK", "Datum und Uhrzeit: Freitag, 8. März 2024 19:08:00 MEZ", "Jobnummer: 1",
        "1. Fähre kehrt um",
    ):  # fmt: skip
        document.add_paragraph(line)
    listed = io.BytesIO()
    document.save(listed)
    document = docx.Document()
    head = [
        "Fähre kehrt um",
        "Der Hafenbote",
        "5. März 2024 Dienstag",
        "Bundesausgabe",
        "Copyright 2024 Hafenbote",
    ]
    for line in (
        *head,
        "Rubrik: POLITIK",
        "Länge: 9 Wörter",
        *GERMAN_BODY,
        "Ladedatum: 6. März 2024",
        "Ende des Dokuments",
    ):
        document.add_paragraph(line)
    article = io.BytesIO()
    document.save(article)
    [refused] = read_bytes(tmp_path, "liste.docx", listed.getvalue())
    assert refused.reason_code == "not_an_article"
    [found] = read_bytes(tmp_path, "a.docx", article.getvalue())
    assert found.content.decode() == "\n\n".join(GERMAN_BODY)


@pytest.mark.parametrize(
    ("head", "section", "title", "byline"),
    [
        (["World", "Failed Harbour Policy"], "World", "Failed Harbour Policy", None),
        (["World", "A lady of letters"], "World", "A lady of letters", None),
        (["Dow Jones Factiva", "World", "Recruits leave", "James Tarrow ; Anna Quill"], "World", "Recruits leave",
         "James Tarrow ; Anna Quill"),
        (["World", "Recruits leave", "Velizar Marquardt"], "World", "Recruits leave", "Velizar Marquardt"),
        (["World", "Recruits leave", "Reuters"], "World", "Recruits leave", "Reuters"),
        (["World", "Rekruten ziehen ab", "Von Jan Petersen"], "World", "Rekruten ziehen ab", "Von Jan Petersen"),
    ],
)  # fmt: skip
def test_heads_without_labels(tmp_path, head, section, title, byline):
    """Who signed is told from the headline by names, agencies and what is above."""
    lines = [*head, "62 words", "5 March 2024", "Calden Courier", "CALD", "English", "Copyright 2024 Calden"]
    lines += [*BODY.values(), "Calden Media Digital (Full Text)", "Document CALD000020240305ek350002x"]
    [found] = read_bytes(tmp_path, "a.txt", "\n".join(lines).encode())
    assert facts([found], "section", "title", "byline") == [(section, title, byline)]
    assert found.content.decode() == "\n\n".join(BODY.values())


def test_headings_of_an_interface_that_is_not_known(tmp_path):
    """A word that begins or ends the texts of all articles is not text."""
    document = docx.Document()
    for title in ("Færgen vender om", "Vagter til Amsel"):
        head = [title, "Havneposten", "5. marts 2024", "Copyright 2024 Havneposten", "Length: 9 ord"]
        for line in (
            *head,
            "Brødtekst",
            *BODY.values(),
            "Klassifikationer",
            "Load-Date: March 6, 2024",
            "End of Document",
        ):
            document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    found = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert facts(found, "title") == [("Færgen vender om",), ("Vagter til Amsel",)]
    assert {document.content.decode() for document in found} == {"\n\n".join(BODY.values())}


@pytest.mark.parametrize("form", ["{}\n{}\n", "{}  {}\n", "<tr><td><b>{}</b></td><td>{}</td></tr>"])
def test_german_field_codes(tmp_path, form):
    """Codes are before their value, on a line of their own or in a table; a text may begin with such letters."""
    parts = []
    for number in (1, 2):
        values = [*CODED[:-2], ("TD", "IN AMSEL warten sie."), *CODED[-2:]]
        values.append(("AN", f"Dokument HAFB00002024030{number}ek350000{number}"))
        parts.append("".join(form.format(code, value) for code, value in values))
    is_page = form.startswith("<")
    content = "".join(f"<table>{part}</table>" if is_page else f"{part}\n" for part in parts)
    found = read_bytes(tmp_path, "a.html" if is_page else "a.txt", content.encode())
    assert (
        facts(found, "title", "outlet", "published_at", "byline", "language")
        == [("Fähre kehrt um", "Der Hafenbote", "2024-03-05", "Von Jan Petersen", "de")] * 2
    )
    assert {document.content.decode() for document in found} == {
        "\n\n".join((*GERMAN_BODY, "IN AMSEL warten sie."))
    }


@pytest.mark.parametrize(
    "title",
    ["Recruits leave. By: Quill, Mara, Calden Courier, 0040781X, 3/5/2024, Vol. 168, Issue 12",
     "Recruits leave.\n\nSource: Calden Courier; 3/5/2024, p4-4, 1p",
     "Recruits leave.\n\nAuthors: Quill, Mara\n\nSource: Calden Courier. Mar 5, 2024, p4-4. 1p."],
)  # fmt: skip
def test_ebsco_records_that_tell_the_source_otherwise(tmp_path, title):
    """Older records have author and source behind the title; newer ones a semicolon before the date."""
    record = (
        f"Record: 1\n\nTitle: {title}\n\nAccession Number: 17\n\nDatabase: Newspaper Source\n\nSection: World\n\n"
        + "\n\n".join(BODY.values())
        + "\n\n~~~~~~~~\n\nBy Mara Quill\n"
    )
    [document] = read_bytes(tmp_path, "a.txt", record.encode())
    assert facts([document], "title", "outlet", "published_at") == [
        ("Recruits leave", "Calden Courier", "2024-03-05")
    ]
    assert document.content.decode() == "\n\n".join(BODY.values())


def headed(number: int, has_counter: bool) -> str:
    """A record in the newer layout of ProQuest, whose full text and details are under headings."""
    record = PROQUEST.split("Document 1 of 1")[1].split("____", maxsplit=1)[0]
    record = record.replace(
        "Full text: ", "ProQuest document link\n\nABSTRACT (ENGLISH)\n\nShort.\n\nFULL TEXT\n\n"
    )
    record = record.replace("Subject:", "DETAILS\n\nSubject:").replace(
        "Recruits leave", f"Recruits leave {number}"
    )
    return f"{'_' * 60}\n\nDocument {number} of 2{record}" if has_counter else record


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", headed(1, True) + headed(2, True)),
        ("b.txt", headed(1, False) + headed(2, False)),
        ("c.rtf", r"{\rtf1 " + (headed(1, False) + headed(2, False)).replace("\n", "\\par ") + "}"),
    ],
)
def test_newer_proquest_with_headings(tmp_path, name, content):
    """Nothing but the last field need part the records; surnames come first."""
    first, second = read_bytes(tmp_path, name, content.encode())
    assert [first.metadata["title"], second.metadata["title"]] == ["Recruits leave 1", "Recruits leave 2"]
    for document in (first, second):
        assert document.content.decode() == "\n\n".join(BODY.values())
        assert (document.metadata["outlet"], document.metadata["published_at"]) == (
            "Calden Courier",
            "2024-03-05",
        )
        assert document.metadata["authors"] == "Mara Quill"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Quill, Mara; Zhang, Qiang", "Mara Quill; Qiang Zhang"),
        ("Quill, M.", "M. Quill"),
        ("Quill, Mara.", "Mara Quill"),
        ("Reuters, Kyiv", None),
        ("Kyiv, Ukraine", None),
        ("Kyiv, Ukraine; Warsaw, Poland", None),
        ("Reuters, Ann; Quill, Mara", None),
    ],
)
def test_surnames_that_come_first(tmp_path, byline, authors):
    """An agency with its place and a place with its country are nobody's name."""
    text = headed(1, False).replace("Quill, Mara", byline)
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.metadata.get("authors") == authors


def test_a_proquest_layout_that_is_not_known_is_no_nexis_download(tmp_path):
    """ "Dokument 1 von 2" counts documents in both."""
    record = "Dokument {} von 2\n\nBrigade verlegt\n\nProQuest-Dokumentenlink\n\nVierzig Rekruten gingen.\n\n"
    (rejected,) = read_bytes(tmp_path, "a.txt", (record.format(1) + record.format(2)).encode())
    assert rejected.reason_code == "unknown_layout"


def test_factiva_page_whose_byline_has_no_class(tmp_path):
    """ "Por Ana Lago" above the number of words is not a section."""
    page = (
        '<div class="article esArticle"><div id="hd"><span class="esHeadline">Salen los reclutas</span></div>'
        "<div>Por Ana Lago</div><div>312 palabras</div><div>5 marzo 2024</div><div>El Correo</div><div>Español</div>"
        '<p class="articleParagraph esarticleParagraph">Cuarenta reclutas salieron del puerto el lunes.</p>'
        "<p>Documento CORNOR0020240305ek350002x</p></div>"
    )
    (document,) = read_bytes(tmp_path, "a.html", page.encode())
    assert (document.metadata["byline"], document.metadata.get("section")) == ("Por Ana Lago", None)


@pytest.mark.parametrize(("line", "kept"), [("mc-bo/gk", ()), ("fire", ("fire",))])
def test_the_desks_initials_are_no_text(tmp_path, line, kept):
    """Agencies close their copy with "mc-bo/gk"; a word alone may be the text's."""
    coded = FACTIVA_CODED.replace("an officer said.\n", f"an officer said.\n\n{line}\n")
    [document] = read_bytes(tmp_path, "a.txt", coded.encode())
    assert document.content.decode() == "\n\n".join((*BODY.values(), *kept))


def test_ebsco_heading_of_the_text(tmp_path):
    """ "Full Text" may be a heading, the headline be printed again above it, and the byline below the text."""
    record = (
        "Record: 1\n\nTitle: Recruits leave.\n\nAuthors: Quill, Mara\n\nSource: Calden Courier. 3/5/2024, p4.\n\n"
        "Accession Number: 17\n\nDatabase: Newspaper Source\n\nRecruits leave\n\nFull Text\n\n"
    )
    texts = [
        "\n\n".join((*BODY.values(), last)) for last in ("By Mara Quill", "By Mara Quill's count 40 left.")
    ]
    [signed] = read_bytes(tmp_path, "a.txt", (record + texts[0]).encode())
    assert signed.content.decode() == "\n\n".join(BODY.values())
    [unsigned] = read_bytes(tmp_path, "b.txt", (record + texts[1]).encode())
    assert unsigned.content.decode() == texts[1]


def genios(
    number: int, outlet: str = "Der Hafenbote", masthead: str = "{outlet}, 0{number}.03.2024, S. 4 / Politik"
) -> str:
    """An article as wiso prints it."""
    lines = [masthead.format(outlet=outlet, number=number), f"Fähre {number} kehrt um", *GERMAN_BODY]
    lines += [f"Quelle:\t{outlet} Nr. 5{number} vom 0{number}.03.2024, S. 4", "ISSN:\t0000-0000"]
    lines += ["Ressort:\tPolitik", f"Dokumentnummer:\tHB{number}", "Dauerhafte Adresse des Dokuments:"]
    lines += [f"https://www.wiso-net.example/document/HB{number}", "Alle Rechte vorbehalten: (c) Verlag"]
    return "\n\n".join(filter(None, lines))


CLOSING = "© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH"


@pytest.mark.parametrize("closing", [CLOSING, ""])
@pytest.mark.parametrize(
    ("masthead", "contents"),
    [
        ("", ""),
        ("{outlet}, 0{number}.03.2024, S. 4 / Politik", ""),
        ("{outlet} vom 0{number}.03.2024", "Inhalt\n\nFähre 5 kehrt um ... 1\n\nFähre 6 kehrt um ... 2\n\n"),
    ],
)
def test_genios(tmp_path, closing, masthead, contents):
    """Each article has the outlet and day of the line below it; numbers, addresses and rights are no text."""
    articles = (genios(5, masthead=masthead), genios(6, "20 Minuten", masthead))
    text = contents + "".join(f"{article}\n\n{closing}\n\n" for article in articles)
    found = read_bytes(tmp_path, "a.txt", text.encode())
    assert facts(found, "title", "outlet", "published_at", "section", "id") == [
        ("Fähre 5 kehrt um", "Der Hafenbote", "2024-03-05", "Politik", "HB5"),
        ("Fähre 6 kehrt um", "20 Minuten", "2024-03-06", "Politik", "HB6"),
    ]
    assert {document.content.decode() for document in found} == {"\n\n".join(GERMAN_BODY)}


def test_genios_headline_above_the_source_and_byline(tmp_path):
    """The line of outlet and day may be below the headline, and above it who wrote."""
    first, rest = genios(5).split("\n\n", 1)
    title, rest = rest.split("\n\n", 1)
    text = f"{title}\n\n{first}\n\nVon Anna Petersen\n\n{rest}\n\n{CLOSING}\n\nSeite 1 von 1"
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert facts([document], "title", "byline") == [(title, "Von Anna Petersen")]
    assert document.content.decode() == "\n\n".join(GERMAN_BODY)


def test_an_article_that_cites_a_documents_number_is_one(tmp_path):
    """ "Quelle:" and "Dokumentnummer:" below a text make no download."""
    text = "\n\n".join((*GERMAN_BODY, "Quelle: Senat vom 5. März 2024", "Dokumentnummer: 12"))
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.content.decode() == text


def test_a_short_list_of_nexis_documents_is_no_article(tmp_path):
    """Two labels of a title page and the count of documents are enough."""
    text = "Date and Time: Saturday, March 9, 2024 12:00 PM\n\nJob Number: 21\n\nDocuments (2)\n\n1. Ferry turns back\n"
    assert kinds(read_bytes(tmp_path, "a.txt", text.encode())) == ["not_an_article"]


def test_headlines_of_factiva_are_refused(tmp_path):
    """A list of headlines and leads holds no articles, and is none itself."""
    lines = [
        f"{t}\n\n{o}, 5 March 2024, 40{n} words, (English)\n\n{x}\n\n(Document CALDC0002024030{n}ek35000a{n})"
        for t, _, o, x, n in TWO_PAPERS
    ]
    [refused] = read_bytes(tmp_path, "a.txt", "\n\n".join(lines).encode())
    assert (refused.reason_code, "full articles" in refused.detail) == ("unknown_layout", True)
