"""Downloads and dumps in further layouts: what closes each article, and what is a list of results only."""

import io
import json
from dataclasses import dataclass

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read_bytes, word_document
from tests.inputs.test_csv_and_workbooks import workbook


@dataclass(frozen=True)
class Story:
    """An article as it should come out."""

    title: str
    outlet: str
    day: str
    lines: tuple[str, ...]


BOATS = Story(
    "Patrol boats leave the estuary",
    "Calden Courier",
    "2024-03-05",
    (
        "Three patrol boats with 120 marines left the Halder estuary on Monday, the harbour office said.",
        "They are expected at the island of Vorn by the weekend, where 300 soldiers stand guard.",
    ),
)
BRIDGE = Story(
    "Council votes for a new bridge",
    "Amsel Times",
    "2024-03-06",
    (
        "The town council of Amsel voted on Tuesday to replace the bridge that the flood carried away.",
        "Work will begin in autumn, the mayor said, and about 40 army engineers will help.",
    ),
)
STORIES = (BOATS, BRIDGE)


def check_stories(found, stories=STORIES) -> None:
    """Each story is a document of its own, with nothing of the frame."""
    assert all(isinstance(document, RawDocument) for document in found), found
    told = [
        (
            d.metadata.get("title"),
            d.metadata.get("outlet"),
            d.metadata["published_at"][:10],
            d.content.decode(),
        )
        for d in found
    ]
    assert told == [(s.title, s.outlet, s.day, "\n\n".join(s.lines)) for s in stories]


def europresse(story: Story) -> list[str]:
    """Lines of a document as Europresse prints it."""
    return [
        f"{story.outlet}, no. 24187",
        f"International, mardi {int(story.day[-2:])} mars 2024, p. 3",
        story.title,
        "Ada Holm et Jo de Roe",
        *story.lines,
        f"© 2024 {story.outlet}. Tous droits réservés.",
        "Certificat émis le 8 mars 2024 à UNIVERSITE-DE-CALDEN.",
        f"news·{story.day.replace('-', '')}·CC·001",
    ]


def monitored(story: Story) -> list[str]:
    """Lines of a report of BBC Monitoring."""
    day = int(story.day[-2:])
    return [
        story.title,
        *story.lines,
        f"Source: {story.outlet}, Amsel, in Caldish 1800 gmt {day} Mar 24",
        "BBC Mon EU1 EuroPol sd/mj",
        "© British Broadcasting Corporation 2024",
    ]


def newsbank(story: Story) -> list[str]:
    """Lines of a record with a label each."""
    day = int(story.day[-2:])
    return [
        f"Paper: {story.outlet}",
        f"Title: {story.title}",
        f"Date: March {day}, 2024",
        "Section: News",
        *story.lines,
        "Author: Mara Quill",
        "Record: 10A2B3C4D5E6F7",
    ]


def wiso(story: Story) -> list[str]:
    """Lines of an article of wiso, its section above the headline."""
    day = f"{story.day[-2:]}.03.2024"
    return [
        f"{story.outlet} vom {day}",
        "Politik",
        story.title,
        *story.lines,
        f"Quelle: {story.outlet} vom {day}, S. 4",
        "Rubrik: Politik",
        "Dokumentnummer: HZ1",
        "Dauerhafte Adresse des Dokuments:",
        "https://www.wiso-net.example/document/HZ__1",
        "© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH",
    ]


def newsbank_page(story: Story) -> list[str]:
    """Lines of an article as NewsBank's newer pages print it."""
    day = int(story.day[-2:])
    return [
        story.title,
        f"March {day}, 2024 | {story.outlet} (Calden, UK) | Mara Quill | News | 62 Words",
        "Page: A3",
        "OpenURL Link",
        *story.lines,
        "CITATION (AGLC STYLE)",
        f"Mara Quill, '{story.title}', {story.outlet} (online), {day} Mar 2024 ‹https://infoweb.example/1›",
        "Copyright 2024 Calden Media",
    ]


def pressreader(story: Story) -> list[str]:
    """Lines of an article of PressReader."""
    facts = [f"Article Name:{story.title}", f"Publication:{story.outlet}", "Author:By Mara Quill"]
    head = [story.title, story.outlet, f"{int(story.day[-2:])} Mar 2024", "By Mara Quill"]
    return [*head, *story.lines, *facts, "Start Page:3", "End Page:3"]


def located(story: Story) -> list[str]:
    """Lines of a German record whose place of publication has outlet and day."""
    day = f"{story.day[-2:]}.03.2024"
    place = f"Fundstelle: {story.outlet} vom {day}, Nr. 55, S. 4"
    return [place, f"Titel: {story.title}", "Rubrik: Politik", f"Text: {story.lines[0]}", *story.lines[1:]]


@pytest.mark.parametrize(
    "layout", [europresse, monitored, newsbank, newsbank_page, pressreader, located, wiso]
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_each_document_of_a_layout(tmp_path, layout, name):
    """The number, the source or the label tells outlet and day, and none of it is in a text."""
    lines = [line for story in STORIES for line in layout(story)]
    if layout is wiso:  # with a table of contents that counts
        lines = [*(f"{n}. {story.title}" for n, story in enumerate(STORIES, 1)), *lines]
    content = word_document(lines) if name == "a.docx" else "\n\n".join(lines).encode()
    check_stories(read_bytes(tmp_path, name, content))


def test_europresse_page_whose_head_has_no_day(tmp_path):
    """The document's number tells it; "(site web)" is no part of an outlet's name."""
    article = (
        "<article><header><span class='DocPublicationName'>{0.outlet} (site web)</span>"
        "<span class='DocHeader'>International</span><p class='titreArticle'>{0.title}</p></header>"
        "<div class='docOcurrContainer'><p>{0.lines[0]}</p><p>{0.lines[1]}</p></div>"
        "<div class='publiC-lblNodoc'>web·{1}·CC·1</div></article>"
    )
    page = "".join(article.format(story, story.day.replace("-", "")) for story in STORIES)
    check_stories(read_bytes(tmp_path, "a.html", f"<meta charset=utf-8>{page}".encode()))


def test_news_that_cites_bbc_monitoring_is_one_article(tmp_path):
    """A line on the source without the monitor's own line closes nothing."""
    text = "\n\n".join((*BOATS.lines, "Source: Calden TV, Amsel, in Caldish 1800 gmt 5 Mar 24"))
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.content.decode() == text


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (["Results for: boats", "User Name: DESK", "Date and Time: Friday, 8 March 2024"], "not_an_article"),
        ([], "no_text"),
    ],
)
def test_list_of_results_in_word_is_refused(tmp_path, head, reason):
    """Excerpts between dots are no articles, though outlet and day are above each."""
    lines = list(head)
    for number, story in enumerate((*STORIES, BOATS), 1):
        lines += [
            f"{number}. {story.title}",
            f"{story.outlet} | Mar 5, 2024",
            f"... {story.lines[0][:60]} ...",
        ]
    assert kinds(read_bytes(tmp_path, "a.docx", word_document(lines))) == [reason]


def nested(story: Story, number: int) -> dict:
    """A record whose text lies three records deep."""
    moment = {5: 1709625600000, 6: 1709712000000}[int(story.day[-2:])]
    return {
        "source": {"id": 7, "name": story.outlet},
        "doc": {
            "id": number,
            "headline": {"main": story.title},
            "content": {"text": "\n\n".join(story.lines), "words": 31},
            "dates": {"published": moment},
            "image": {"url": "https://img.example/1.jpg", "id": "p1"},
        },
    }


def test_records_within_records(tmp_path):
    """Headline, day and text come from below; the address of a picture is not the article's."""
    rows = [nested(story, number) for number, story in enumerate(STORIES)]
    found = read_bytes(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    check_stories(found)
    assert [document.metadata.get("url") for document in found] == [None, None]


def test_fields_name_what_lies_deep(tmp_path):
    """A refusal lists dotted names, and [fields] takes them."""
    record = {"meta": {"k": 1}, "a": {"b": {"c": " ".join(BOATS.lines)}}}
    content = json.dumps(record).encode()
    [refused] = read_bytes(tmp_path, "a.json", content)
    assert (refused.reason_code, "a.b.c" in refused.detail) == ("missing_field", True)
    [document] = read_bytes(tmp_path, "a.json", content, fields={"text": "a.b.c"})
    assert document.content.decode() == " ".join(BOATS.lines)


def nexis_without_ends(story: Story) -> list[str]:
    """Lines of a document of Nexis Uni that no "End of Document" closes."""
    day = f"March {int(story.day[-2:])}, 2024 Tuesday"
    head = [story.title, story.outlet, day, "Copyright 2024 Calden Media", "Section: NEWS; Pg. 3"]
    return [*head, "Length: 62 words", "Body", *story.lines, "Load-Date: March 9, 2024"]


def test_nexis_without_end_lines(tmp_path):
    """The day on which the database took a document in closes it."""
    lines = [line for story in STORIES for line in nexis_without_ends(story)]
    check_stories(read_bytes(tmp_path, "a.docx", word_document(lines)))


def test_day_of_loading_under_a_label_that_is_not_known(tmp_path):
    """What all texts end with, a date under one label, is none of them."""
    lines = []
    for story in STORIES:
        lines += [*nexis_without_ends(story)[:-1], "Laadtijd: March 9, 2024", "End of Document"]
    check_stories(read_bytes(tmp_path, "a.docx", word_document(lines)))


def test_europresse_page_whose_text_has_line_breaks(tmp_path):
    """Line breaks part paragraphs where a page has none."""
    article = (
        "<article><header><span class='DocPublicationName'>{0.outlet}, no. 1</span><span class='DocHeader'>News, "
        "{0.day}</span><p class='titreArticle'>{0.title}</p></header><div class='docOcurrContainer'>"
        "{0.lines[0]}<br><br>{0.lines[1]}</div></article>"
    )
    page = "".join(map(article.format, STORIES))
    check_stories(read_bytes(tmp_path, "a.html", f"<meta charset=utf-8>{page}".encode()))


def test_record_in_a_wrapper_and_a_record(tmp_path):
    """Elasticsearch's "_source" may hold the article in a record of its own."""
    rows = [
        {
            "_index": "news",
            "_source": {
                "publisher": {"name": story.outlet},
                "published": story.day,
                "article": {"title": story.title, "body": "\n\n".join(story.lines)},
                "link": "https://calden.example/1",
            },
        }
        for story in STORIES
    ]
    check_stories(read_bytes(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode()))


def test_an_address_beside_a_long_unknown_text(tmp_path):
    """A record whose text lies deep under an unknown name is no list of addresses."""
    record = {"url": "https://calden.example/1", "a": {"b": {"prose": BOATS.lines[0] * 10}}}
    [refused] = read_bytes(tmp_path, "a.json", json.dumps(record).encode())
    assert (refused.reason_code, "a.b.prose" in refused.detail) == ("missing_field", True)


@pytest.mark.parametrize(
    "names",
    [
        ["العنوان", "المصدر", "التاريخ", "النص"],
        ["عنوان", "منبع", "تاریخ", "متن"],
        ["Başlık", "Kaynak", "Tarih", "Metin"],
        ["Tytuł", "Źródło", "Data publikacji", "Treść"],
        ["Titel", "Bron", "Publicatiedatum", "Volledige tekst"],
        ["Titulek", "Zdroj", "Datum vydání", "Obsah"],
        ["כותרת", "מקור", "תאריך", "תוכן"],
        ["見出し", "媒体名", "日付", "本文"],
        ["Judul", "Sumber", "Tanggal", "Isi berita"],
    ],
    ids=lambda names: names[0],
)
def test_names_of_columns_in_further_languages(tmp_path, names):
    """Arabic, Persian, Turkish, Polish, Dutch, Czech, Hebrew, Japanese and Indonesian tables."""
    rows = [[s.title, s.outlet, s.day, "\n\n".join(s.lines)] for s in STORIES]
    check_stories(read_bytes(tmp_path, "a.xlsx", workbook([names, *rows])))


def test_press_review_with_labels_below_its_headlines(tmp_path):
    """ "Source:" and "Date:" below a heading are a source as "Courier, 5 March 2024" is; other labels go with them."""
    document = docx.Document()
    for story in STORIES:
        document.add_heading(story.title, 1)
        for line in (f"Source: {story.outlet}", f"Date: {int(story.day[-2:])} March 2024", "Reach: 12,000"):
            document.add_paragraph(line)
        for line in story.lines:
            document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    check_stories(read_bytes(tmp_path, "a.docx", file.getvalue()))


@pytest.mark.parametrize("count", [2, 1])
def test_a_table_of_word_for_each_article(tmp_path, count):
    """Names of fields in the first column, texts in the second; one such table alone stays a part of its document."""
    document = docx.Document()
    for story in STORIES[:count]:
        table = document.add_table(rows=0, cols=2)
        facts = {
            "Headline": story.title,
            "Source": story.outlet,
            "Date": story.day,
            "Text": "\n".join(story.lines),
        }
        for name, value in facts.items():
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, value
        document.add_paragraph("")
    file = io.BytesIO()
    document.save(file)
    found = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert len(found) == count
    assert [d.metadata.get("outlet") for d in found] == (
        [s.outlet for s in STORIES] if count == 2 else [None]
    )


def test_a_digest_of_excerpts_by_mail_is_refused(tmp_path):
    """Headlines, outlets and words between dots are links to articles; one sentence beside them is a text."""
    lines = [
        line for s in STORIES for line in (s.title, f"{s.outlet} | 05-Mar-2024", f"...{s.lines[0][:60]}...")
    ]
    head = b"From: Desk <no-reply@monitor.example>\nSubject: Digest\nMessage-ID: <1@x>\n\n"
    [refused] = read_bytes(tmp_path, "a.eml", head + "\n\n".join(lines).encode())
    assert refused.reason_code == "not_an_article"
    [document] = read_bytes(tmp_path, "b.eml", head + "\n\n".join((*lines, BOATS.lines[1])).encode())
    assert document.content.decode().endswith(BOATS.lines[1])


def test_sheet_that_google_saved_as_a_page(tmp_path):
    """Letters above its columns and numbers beside its rows are none of it."""
    cells = [["Date", "Source", "Headline", "Full text"]]
    cells += [[s.day, s.outlet, s.title, "<br><br>".join(s.lines)] for s in STORIES]
    rows = "".join(
        f"<tr><th>{n}</th>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for n, row in enumerate(cells, 1)
    )
    letters = "".join(f"<th>{letter}</th>" for letter in "ABCD")
    page = f"<table class='waffle'><thead><tr><th></th>{letters}</tr></thead><tbody>{rows}</tbody></table>"
    found = read_bytes(tmp_path, "Sheet1.html", f"<meta charset=utf-8><div>{page}</div>".encode())
    assert [d.content.decode().split("\n")[0] for d in found] == [s.lines[0] for s in STORIES]
    assert [d.metadata["outlet"] for d in found] == [s.outlet for s in STORIES]


def test_a_list_of_addresses_in_json_is_one_refusal(tmp_path):
    """It says how many there are; beside an article each record is refused by itself."""
    links = [{"title": s.title, "url": "https://calden.example/1"} for s in STORIES]
    [refused] = read_bytes(tmp_path, "a.json", json.dumps({"articles": links}).encode())
    assert (refused.reason_code, "(2 records)" in refused.detail) == ("addresses_only", True)
    found = read_bytes(tmp_path, "b.json", json.dumps([*links, row(BOATS)]).encode())
    assert kinds(found) == ["addresses_only", "addresses_only", "text/plain"]
    assert all(outcome.content for outcome in found)


def row(story: Story) -> dict:
    """A story as a row of a data frame."""
    moment = {5: 1709625600000, 6: 1709712000000}[int(story.day[-2:])]
    return {"title": story.title, "outlet": story.outlet, "date": moment, "text": "\n\n".join(story.lines)}


ROWS = [row(story) for story in STORIES]


@pytest.mark.parametrize(
    "frame",
    [
        {name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]},
        {str(n): row for n, row in enumerate(ROWS)},
        {"columns": list(ROWS[0]), "index": [0, 1], "data": [list(row.values()) for row in ROWS]},
    ],
    ids=["columns", "index", "split"],
)
def test_data_frames_in_json(tmp_path, frame):
    """By columns, by rows under their number, or split into names and cells: each row is an article."""
    check_stories(read_bytes(tmp_path, "a.json", json.dumps(frame).encode()))


def test_groups_of_columns_above_their_names(tmp_path):
    """ "Source | | Article | " names groups, though "Article" is a name of texts elsewhere."""
    head = [["Media report"], ["Source", "", "", "Article", ""]]
    names = ["Publication", "Country", "Date", "Headline", "Full text"]
    rows = [[s.outlet, "Calden", s.day, s.title, "\n\n".join(s.lines)] for s in STORIES]
    check_stories(read_bytes(tmp_path, "a.xlsx", workbook([*head, names, *rows])))


def test_repeated_headline_of_a_record_is_no_text(tmp_path):
    """EBSCOhost puts a full stop behind the title of a record, and none into the heading of its text."""
    record = (
        "Record: 1\n\nTitle: {0.title}.\n\nSource: {0.outlet}. 3/5/2024, p3.\n\nAccession Number: 2W1\n\n"
    )
    record += "Database: Newspaper Store\n\n{0.title}\n\n{0.lines[0]}\n\n{0.lines[1]}\n"
    check_stories(read_bytes(tmp_path, "a.txt", record.format(BOATS).encode()), (BOATS,))


ELEMENTS = (
    "<item nr='1'><title>{0.title}</title><paper>{0.outlet}</paper><date>{0.day}</date>"
    "<body><p>{0.lines[0]}</p><p><b>They</b>{1}</p></body><tag>a</tag><tag>b</tag></item>"
)
FACTIVA_XML = (
    "<article><accessionNo>C1</accessionNo><headline><paragraph>{0.title}</paragraph></headline>"
    "<sourceName>{0.outlet}</sourceName><publicationDate><date>{0.day}</date></publicationDate>"
    "<leadParagraph><paragraph>{0.lines[0]}</paragraph></leadParagraph>"
    "<tailParagraphs><paragraph>{0.lines[1]}</paragraph></tailParagraphs></article>"
)


def test_articles_in_xml_of_any_kind(tmp_path):
    """Elements with a text and a headline or a day are articles, whatever they and the root are called."""
    items = ELEMENTS.format(BOATS, BOATS.lines[1].removeprefix("They"))
    check_stories(read_bytes(tmp_path, "a.xml", f"<dump><set>{items}</set></dump>".encode()), (BOATS,))
    articles = "".join(FACTIVA_XML.format(story) for story in STORIES)
    check_stories(read_bytes(tmp_path, "b.xml", f"<response>{articles}</response>".encode()))


def test_xml_without_articles_is_refused(tmp_path):
    """A body without headline and day is none."""
    [refused] = read_bytes(tmp_path, "a.xml", b"<parts><part><body>Screws of 4 mm</body></part></parts>")
    assert (refused.reason_code, "<parts>" in refused.detail) == ("unknown_format", True)


def with_meta(story: Story) -> dict:
    """A record of a corpus: the text, and what is known of it in a record beside."""
    facts = {"title": story.title, "source": story.outlet, "date": story.day}
    return {"text": "\n\n".join(story.lines), "meta": facts}


def with_article(story: Story) -> dict:
    """A record whose article and facts are records both."""
    text = "\n\n".join(story.lines)
    return {
        "article": {"title": story.title, "text": text},
        "meta": {"source": story.outlet, "date": story.day},
    }


def with_meta_in_a_text(story: Story) -> dict:
    """As with_meta, the facts kept as JSON in a text."""
    record = with_meta(story)
    return {"text": record["text"], "metadata": json.dumps(record["meta"])}


@pytest.mark.parametrize("record", [with_meta, with_meta_in_a_text, with_article])
def test_facts_in_a_record_beside_the_text(tmp_path, record):
    """In JSON and in Parquet."""
    rows = [record(story) for story in STORIES]
    check_stories(read_bytes(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode()))
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    check_stories(read_bytes(tmp_path, "b.parquet", file.getvalue()))


@pytest.mark.parametrize(
    ("counter", "labels"),
    [
        (
            "Documento {} di 2",
            ("Testo completo", "Titolo pubblicazione", "Data di pubblicazione", "ID documento ProQuest"),
        ),
        (
            "Document {} sur 2",
            ("Texte intégral", "Titre de la publication", "Date de publication", "ID du document ProQuest"),
        ),
    ],
)
def test_counters_of_proquest_are_no_headlines(tmp_path, counter, labels):
    """ "Documento 1 di 2" above a record is a counter in the interface's language."""
    text, outlet, day, number = labels
    lines = []
    for n, story in enumerate(STORIES, 1):
        lines += ["_" * 60, counter.format(n), story.title, f"{text}: {story.lines[0]}", *story.lines[1:]]
        lines += [
            f"{outlet}: {story.outlet}",
            f"{day}: Mar {int(story.day[-2:])}, 2024",
            f"{number}: 29000000{n}",
        ]
    check_stories(read_bytes(tmp_path, "a.txt", "\n\n".join(lines).encode()))
