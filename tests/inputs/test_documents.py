"""PDF, Word, OpenDocument and RTF that hold one article."""

import io
import zipfile
import zlib

import docx
import pypdf
import pytest
from docx.shared import Pt

from tests.inputs.helpers import kinds, read_bytes
from tests.inputs.pdf_files import column, make_pdf
from tests.inputs.test_archives import make_zip

LEFT = [
    "Forty recruits left the port on Monday as the",
    "ferry turned back, the harbour master said. The re-",
    "gion had seen no such storm for thirty years.",
]
RIGHT = [
    "The mayor asked the ministry for two hundred",
    "guards before the market opens on Friday and",
    "closed the pier.",
]
HEAD = [(60.0, 810.0, 8.0, "Calden Courier, page 1 of 3")]
ONE = "Forty recruits left the port on Monday as the ferry turned back, the harbour master said. "
PARAGRAPHS = [
    "Ferry turns back off Port Amsel",
    ONE + "The region had seen no such storm for thirty years.",
    "The mayor asked the ministry for two hundred guards before the market opens on Friday and closed the pier.",
]


def news_pdf() -> bytes:
    """Three pages of two columns under a running head; the headline runs across the first."""
    body = [*column(60, 700, LEFT), *column(310, 700, RIGHT)]
    title = [(60.0, 740.0, 20.0, "Ferry turns back off Port Amsel")]
    return make_pdf([[*HEAD, *title, *body], *([(60.0, 810.0, 8.0, f"Calden Courier, page {n} of 3"), *column(60, 700, [
        f"Page {n} tells more of the storm."])] for n in (2, 3))])  # fmt: skip


def test_pdf_in_columns(tmp_path):
    """Columns are read one after the other, hyphens of line ends undone, running heads left out."""
    [document] = read_bytes(tmp_path, "a.pdf", news_pdf())
    assert document.content.decode().split("\n\n") == [
        *PARAGRAPHS,
        "Page 2 tells more of the storm.",
        "Page 3 tells more of the storm.",
    ]
    assert (document.metadata["title"], document.reader) == (PARAGRAPHS[0], "PDF")


def advance(letter: str) -> float:
    """How far Helvetica of ten points, set a little wide, goes on behind a letter."""
    widths = {"ijl": 2.2, "ft ,.": 2.8, "r": 3.3, "cksvxyz": 5.0, "mw": 8.0, "FPAS": 6.7}
    return next((width for letters, width in widths.items() if letter in letters), 5.6) + 0.4


def test_pdf_that_sets_each_letter(tmp_path):
    """Browsers that print to PDF may place each letter by itself: words and figures stay whole."""
    lines = ["Ferry turns back off Port Amsel", "Some 1,200 recruits left the port, the mayor said."]
    letters = [
        (60.0 + sum(map(advance, line[:place])), 700.0 - 16 * number, 10.0, letter)
        for number, line in enumerate(lines)
        for place, letter in enumerate(line)
    ]
    [document] = read_bytes(tmp_path, "a.pdf", make_pdf([letters]))
    assert document.content.decode().split() == " ".join(lines).split()


def justified(
    left: float, top: float, words: str, width: float = 155
) -> list[tuple[float, float, float, str]]:
    """A line whose letters are each by themselves, and whose blanks fill its width."""
    rows = words.split()
    blank = (width - sum(map(advance, "".join(rows)))) / (len(rows) - 1)
    letters, place = [], left
    for word in rows:
        for letter in word:
            letters.append((place, top, 10.0, letter))
            place += advance(letter)
        place += blank
    return letters


def test_pdf_of_justified_columns(tmp_path):
    """Wide blanks of narrow columns are no gutters, and the narrow gutter is one."""
    lines = ["Some forty men left the town.", "All of them went by ferry.", "The mayor saw nothing of it."]
    page = [
        letters
        for left in (60, 226)
        for n, line in enumerate(lines)
        for letters in justified(left, 700 - 12 * n, line)
    ]
    [document] = read_bytes(tmp_path, "a.pdf", make_pdf([page]))
    assert document.content.decode().split() == " ".join(lines * 2).split()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Calden Courier, 5 March 2024", "2024-03-05"),
        ("The Jarrow Times | March 5, 2024", "2024-03-05"),
        ("The fall of Amsel on 5 March 2024 and after", None),
        ("In the storm of 1987, by 5 March 1988", None),
    ],
)
def test_the_day_behind_an_outlet(tmp_path, line, day):
    """A line of an outlet and a day dates a document; a subheading does not."""
    file = io.BytesIO()
    document = docx.Document()
    for text in (PARAGRAPHS[0], line, *PARAGRAPHS[1:]):
        document.add_paragraph(text)
    document.save(file)
    [found] = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert found.metadata.get("published_at") == day


def review(sources: list[str]) -> bytes:
    """A Word document with a title page and a heading, a source line and a text for each."""
    document = docx.Document()
    document.add_heading("Press review", 1)
    for number, source in enumerate(sources, 1):
        document.add_heading("World", 1)
        document.add_heading(f"Headline {number}", 2)
        document.add_paragraph(source)
        document.add_paragraph(ONE)
        document.add_heading("What now?", 3)
        document.add_paragraph(PARAGRAPHS[2])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_press_review(tmp_path):
    """Each headed text with outlet and day is an article; sections' headings are in none."""
    found = read_bytes(
        tmp_path, "a.docx", review(["Calden Courier, 5 March 2024", "Jarrow Times, 6 March 2024, p. 3"])
    )
    assert [document.metadata for document in found] == [
        {"title": "Headline 1", "outlet": "Calden Courier", "published_at": "2024-03-05"},
        {"title": "Headline 2", "outlet": "Jarrow Times", "published_at": "2024-03-06"},
    ]
    text = "\n\n".join([ONE.strip(), "What now?", PARAGRAPHS[2]])
    assert [document.content.decode() for document in found] == [text, text]


def headed(*parts: tuple[str, str]) -> bytes:
    """A Word document of headings, each with a line and a text below it, and a foreword."""
    document = docx.Document()
    document.add_heading("Press review", 1)
    document.add_paragraph(FOREWORD)
    for heading, line in parts:
        document.add_heading(heading, 1)
        document.add_paragraph(line)
        document.add_paragraph(ONE)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


FOREWORD = "The ferry and the bridge were in all papers of the week, and most of them asked who pays."


def test_foreword_of_a_press_review_is_kept(tmp_path):
    """A summary above the first article is an article of its own, without outlet and date."""
    parts = (
        ("Ferry", "20 Minutes, 5 March 2024"),
        ("Bridge", "eToro, 6 March 2024"),
        ("Sea", "taz, 7 March 2024"),
    )
    found = read_bytes(tmp_path, "a.docx", headed(*parts))
    assert [document.metadata.get("outlet") for document in found] == [None, "20 Minutes", "eToro", "taz"]
    assert (found[0].content.decode(), found[0].metadata["title"]) == (FOREWORD, "Press review")


def test_outlets_whose_names_hold_a_dot(tmp_path):
    """A dot within a name or behind an abbreviation ends no sentence; one behind a word does."""
    names = ("Hafenbote.de", "St. Amsel Post", "taz.de", "U.S. Courier", "The ferry left. Amsel")
    found = read_bytes(tmp_path, "a.docx", headed(*((f"Story {n}", f"{n}, 5 March 2024") for n in names)))
    assert [document.metadata.get("outlet") for document in found[1:]] == list(names[:-1])


@pytest.mark.parametrize(
    ("below", "count"),
    [(("Calden Courier, 5 March 2024", "taz.de, 6.3.2024"), 2), (("What now?", "5 March 2024"), 1)],
)
def test_press_review_without_styles(tmp_path, below, count):
    """Bold lines are headings where an outlet and a day are below each; a bold line of an article stays in it."""
    document = docx.Document()
    for number, line in enumerate(below, 1):
        document.add_paragraph().add_run(f"Headline {number}").bold = True
        document.add_paragraph("")
        for text in (line, ONE):
            document.add_paragraph(text)
        document.add_paragraph().add_run("Ann Lee").bold = True
    document.save(file := io.BytesIO())
    found = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert len(found) == count
    if count > 1:
        assert [(d.metadata["title"], d.content.decode()) for d in found] == [
            ("Headline 1", f"{ONE.strip()}\n\nAnn Lee"),
            ("Headline 2", f"{ONE.strip()}\n\nAnn Lee"),
        ]


BY_SIZE = (("Headline one", "Calden Courier, 5 March 2024"), ("Headline a", "taz.de, 6.3.2024"))


def sized_docx() -> bytes:
    """A press review in Word whose headlines are larger than the text."""
    document = docx.Document()
    document.add_paragraph().add_run("Press review").font.size = Pt(24)
    for headline, line in BY_SIZE:
        document.add_paragraph().add_run(headline).font.size = Pt(15)
        document.add_paragraph(line)
        document.add_paragraph(ONE)
    document.save(file := io.BytesIO())
    return file.getvalue()


def sized_rtf(headline: str) -> bytes:
    """The same in RTF; a headline is set as `headline` says."""
    lines = [f"\\pard\\plain{{{headline} {h}}}\\par\n\\pard\\fs22 {s}\\par\n{ONE}\\par\n" for h, s in BY_SIZE]
    head = "{\\rtf1\\ansi\\uc1{\\fonttbl{\\f0 Arial;}}\\fs48 Press review\\par\n"
    return f"{head}{''.join(lines)}}}".encode()


def sized_pdf() -> bytes:
    """The same as a PDF; letters without parts above or below the line make a headline no smaller."""
    lines, top = [(60.0, 780.0, 22.0, "Press review")], 720.0
    for headline, line in BY_SIZE:
        lines += [(60.0, top, 15.0, headline), (60.0, top - 30, 10.0, line)]
        lines += column(60, top - 60, LEFT)
        top -= 160
    return make_pdf([lines])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", sized_docx()),
        ("a.rtf", sized_rtf("\\fs30")),
        ("a.rtf", sized_rtf("\\fs22\\b")),
        ("a.pdf", sized_pdf()),
    ],
    ids=["docx", "rtf by size", "rtf bold", "pdf"],
)
def test_press_review_told_apart_by_type(tmp_path, name, content):
    """A line in larger or bold type above an outlet and a day is a headline."""
    title_page, *found = read_bytes(tmp_path, name, content)
    assert title_page.reason_code == "not_an_article"
    assert [document.metadata for document in found] == [
        {"title": BY_SIZE[0][0], "outlet": "Calden Courier", "published_at": "2024-03-05"},
        {"title": BY_SIZE[1][0], "outlet": "taz.de", "published_at": "2024-03-06"},
    ]
    assert all(document.content.decode().startswith("Forty recruits left") for document in found)


def written_page(head: str, body: str, headline: str) -> bytes:
    """The same as a word processor saves it as a page."""
    parts = "".join(f"{headline.format(h)}<p>{s}</p><p>{ONE}</p>" for h, s in BY_SIZE)
    return (
        f"<html><head>{head}</head><body{body}><p class=title>Press review</p>{parts}</body></html>".encode()
    )


WORD = '<meta name=Generator content="Microsoft Word 15 (filtered)">'
MARKDOWN = "# Press review\n\n" + "\n\n".join(f"## {h}\n\n*{s}*\n\n{ONE}" for h, s in BY_SIZE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", written_page("", ' class="c1 doc-content"', "<h2>{}</h2>")),
        ("a.htm", written_page(WORD, "", "<p class=MsoNormal><b>{}</b></p>")),
        ("a.md", MARKDOWN.encode()),
    ],
    ids=["google docs", "word", "markdown"],
)
def test_press_review_as_page_and_markdown(tmp_path, name, content):
    """Headings or bold lines above an outlet and a day, and no marks in headline and source."""
    found = read_bytes(tmp_path, name, content)
    assert [document.metadata for document in found] == [
        {"title": BY_SIZE[0][0], "outlet": "Calden Courier", "published_at": "2024-03-05"},
        {"title": BY_SIZE[1][0], "outlet": "taz.de", "published_at": "2024-03-06"},
    ]


def test_press_review_with_numbers(tmp_path):
    """Numbered lines above an outlet and a day are headlines, without their numbers."""
    document = docx.Document()
    for number, (headline, line) in enumerate(BY_SIZE, 1):
        for text in (f"{number}. {headline}", line, ONE, f"{number}. That is all."):
            document.add_paragraph(text)
    document.save(file := io.BytesIO())
    found = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert [article.metadata["title"] for article in found] == [headline for headline, _ in BY_SIZE]


UNMARKED = (*BY_SIZE, ("Headline i", "Jarrow Times, 7 March 2024, p. 3"))


def test_press_review_without_marks(tmp_path):
    """Three lines or more above an outlet and a day are headlines, in Word and in plain text with broken lines."""
    document = docx.Document()
    for parts in UNMARKED:
        for text in (*parts, ONE):
            document.add_paragraph(text)
    document.save(file := io.BytesIO())
    broken = ONE.replace("the ferry", "the\nferry")
    text = "\n\n".join(f"{headline}\n{line}\n\n{broken}" for headline, line in UNMARKED)
    for name, content in (("a.docx", file.getvalue()), ("a.txt", text.encode())):
        found = read_bytes(tmp_path, name, content)
        assert [(a.metadata["title"], a.metadata["outlet"]) for a in found] == [
            ("Headline one", "Calden Courier"),
            ("Headline a", "taz.de"),
            ("Headline i", "Jarrow Times"),
        ]
        assert {article.content.decode() for article in found} == {ONE.strip()}


@pytest.mark.parametrize(
    "lines",
    [
        [line for parts in UNMARKED for line in parts],
        [ONE, *(line for parts in UNMARKED[:2] for line in (*parts, ONE))],
        [line for day in (5, 6, 7) for line in ("What was seen", f"Kabul, {day} March 2024", ONE)],
    ],
    ids=["references", "two of them", "a diary of places"],
)
def test_sources_in_a_text_that_is_no_press_review(tmp_path, lines):
    """A list of references, two quoted sources and a diary stay as they are, to the character."""
    text = "\n".join(lines)
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.content.decode() == text


def bold_odt() -> bytes:
    """The same in OpenDocument, headlines bold by the style of a span and of a paragraph."""
    names = {"office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"' for name, path in names.items()
    )
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties {said}/></style:style>'
        for name, said in (("T1", 'fo:font-weight="bold"'), ("P1", 'fo:font-size="15pt"'), ("P2", ""))
    )
    (first, paper), (second, other) = BY_SIZE
    lines = (
        f'<text:p><text:span text:style-name="T1">{first}</text:span></text:p>',
        f"<text:p>{paper}</text:p><text:p>{ONE}</text:p>",
        f'<text:p text:style-name="P1">{second}</text:p>',
        f'<text:p text:style-name="P2">{other}</text:p><text:p>{ONE}</text:p>',
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{''.join(lines)}</office:text></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    return make_zip({"mimetype": mimetype, "content.xml": content.encode()})


def test_press_review_in_open_document_without_headings(tmp_path):
    """Bold and large lines are headlines there too."""
    found = read_bytes(tmp_path, "a.odt", bold_odt())
    assert [article.metadata["title"] for article in found] == [headline for headline, _ in BY_SIZE]


def test_document_of_google_docs(tmp_path):
    """A document with its pictures is one article, whose title is its own."""
    body = f"<p class=title>Ferry turns back</p><p>5 March 2024</p><p>{ONE}</p><p>{PARAGRAPHS[2]}</p>"
    page = f'<html><body class="doc-content">{body}</body></html>'
    members = {"Ferry.html": page.encode(), "images/image1.png": b"\x89PNG\r\n\x1a\n"}
    [document] = read_bytes(tmp_path, "Ferry.zip", make_zip(members))
    assert document.metadata == {"title": "Ferry turns back", "published_at": "2024-03-05"}


def test_title_page_of_a_press_review_is_reported(tmp_path):
    """A few lines without a sentence above the first article are no article, and are not lost without a word."""
    content = review(["Calden Courier, 5 March 2024", "Jarrow Times, 6 March 2024"])
    document = docx.Document(io.BytesIO(content))
    document.paragraphs[1].insert_paragraph_before("Press office of the port")
    document.save(file := io.BytesIO())
    title_page, first, second = read_bytes(tmp_path, "a.docx", file.getvalue())
    assert (title_page.reason_code, title_page.content) == ("not_an_article", b"Press office of the port")
    assert [document.uri.rsplit("#")[-1] for document in (title_page, first, second)] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Kabul, 5 March 2024", "Kandahar, Afghanistan, 6 March 2024"),
        ("Near Kabul, 5 March 2024", "Northern Iraq, 6 March 2024"),
        ("Updated, 5 March 2024", "Updated, 6 March 2024"),
        ("Chapter Two, 5 March 2024", "Annual Report (5 March 2024)"),
        ("Day 2 - 5 March 2024", "Day 3 - 6 March 2024"),
    ],
)
def test_places_and_labels_are_no_outlets(tmp_path, lines):
    """A diary with a place and a day below each heading is one text, whole."""
    [found] = read_bytes(tmp_path, "a.docx", headed(*zip(("Day one", "Day two"), lines, strict=True)))
    assert found.content.decode().count(ONE.strip()) == 2
    assert "outlet" not in found.metadata


def test_outlets_with_a_place_s_name(tmp_path):
    """Among other outlets "Time" is one, though there are places of that name; "Correction" is none."""
    lines = ("Calden Courier", "Time", "Correction", "Jarrow Times")
    found = read_bytes(tmp_path, "a.docx", headed(*((f"Story {n}", f"{n}, 5 March 2024") for n in lines)))
    assert [document.metadata.get("outlet") for document in found] == [
        None,
        "Calden Courier",
        "Time",
        "Jarrow Times",
    ]


def test_word_document_with_a_style_of_unknown_type(tmp_path):
    """Headings are recognised by the styles' names, whatever another program wrote as the type of one."""
    sources = ["Calden Courier, 5 March 2024", "Jarrow Times, 6 March 2024"]
    members = dict(members_of(review(sources)))
    styles = members["word/styles.xml"].replace(
        b"</w:styles>", b'<w:style w:type="shape" w:styleId="X"/></w:styles>'
    )
    content = make_zip({**members, "word/styles.xml": styles})
    assert [document.metadata["outlet"] for document in read_bytes(tmp_path, "a.docx", content)] == [
        "Calden Courier",
        "Jarrow Times",
    ]


def members_of(content: bytes) -> dict[str, bytes]:
    """Members of a zip archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_press_review_in_open_document(tmp_path):
    """The same of an OpenDocument text."""
    parts = "".join(
        f'<text:h text:outline-level="2">{title}</text:h><text:p>{outlet}, 5. März 2024</text:p><text:p>{ONE}</text:p>'
        for title, outlet in (("Fähre kehrt um", "Der Hafenbote"), ("Brücke fertig", "Jarrower Zeitung"))
    )
    content = ODT_HEAD + f"<text:h>Presseschau</text:h>{parts}" + ODT_END
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    found = read_bytes(tmp_path, "a.odt", make_zip(members))
    assert [document.metadata["outlet"] for document in found] == ["Der Hafenbote", "Jarrower Zeitung"]
    assert [document.content.decode() for document in found] == [ONE.strip()] * 2


@pytest.mark.parametrize("sources", [["5 March 2024", "6 March 2024"], ["Calden Courier, 5 March 2024"]])
def test_a_report_with_chapters_is_one_article(tmp_path, sources):
    """A diary's days and a single source line make no press review."""
    assert len(read_bytes(tmp_path, "a.docx", review(sources))) == 1


def test_pdf_that_cannot_be_read(tmp_path):
    """A scan, a file under a password and a damaged one each have their own reason."""
    locked = pypdf.PdfWriter(clone_from=io.BytesIO(news_pdf()))
    locked.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    locked.write(file)
    assert kinds(read_bytes(tmp_path, "scan.pdf", make_pdf([[], []]))) == ["no_text"]
    assert kinds(read_bytes(tmp_path, "locked.pdf", file.getvalue())) == ["encrypted"]
    assert kinds(read_bytes(tmp_path, "broken.pdf", news_pdf()[:200])) == ["unknown_format"]


def word() -> bytes:
    """A Word document with a table, a header and a deletion."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.add_heading(PARAGRAPHS[0], 0)
    document.add_paragraph("5 March 2024")
    document.add_paragraph(PARAGRAPHS[1])
    document.add_table(rows=1, cols=1).cell(0, 0).text = PARAGRAPHS[2]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


ODT_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
)
ODT_END = "</office:text></office:body></office:document-content>"
ODT = make_zip(
    {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"{ODT_HEAD}<text:h>{PARAGRAPHS[0]}</text:h><text:p>5 March 2024</text:p><text:p>{PARAGRAPHS[1]}"
            "<text:note><text:p>A footnote</text:p></text:note></text:p>"
            f"<text:p>{PARAGRAPHS[2]}</text:p>{ODT_END}"
        ).encode(),
    }
)
RTF = r"{\rtf1\ansi{\*\generator x;}{\header Confidential}" + r"\par ".join(
    [PARAGRAPHS[0], "5 March 2024", *PARAGRAPHS[1:]]
) + r"\par {\pict\pngblip " + "00ff" * 400 + "}}"  # fmt: skip


@pytest.mark.parametrize(("name", "content"), [("a.docx", word()), ("a.odt", ODT), ("a.rtf", RTF.encode())])
def test_office_document(tmp_path, name, content):
    """The text of the body, tables included; headers, notes and pictures are none of it; a date line is read."""
    [document] = read_bytes(tmp_path, name, content)
    assert document.content.decode().split("\n\n") == [PARAGRAPHS[0], "5 March 2024", *PARAGRAPHS[1:]]
    assert document.metadata == {"title": PARAGRAPHS[0], "published_at": "2024-03-05"}


def test_package_that_expands_too_far_is_refused(tmp_path):
    """A small document whose part is 300 MB of blanks is not unpacked."""
    members = {"word/document.xml": b" " * 300_000_000, "[Content_Types].xml": b"<Types/>"}
    assert kinds(read_bytes(tmp_path, "a.docx", make_zip(members))) == ["too_large"]


def test_pdf_whose_stream_expands_too_far_is_refused(tmp_path):
    """A stream of 200 MB is found out before a program in C makes room for it."""
    stream = zlib.compress(bytes(200_000_000), 9)
    content = b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + stream + b"\nendstream\nendobj\n"
    assert kinds(read_bytes(tmp_path, "a.pdf", content)) == ["too_large"]


def test_message_of_too_many_parts_is_refused(tmp_path):
    """Half a million parts are not made into objects."""
    head = b"From: a@b.example\nTo: c@d.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    content = head + b"--b\nContent-Type: text/plain\n\nx\n" * 100_000
    assert kinds(read_bytes(tmp_path, "a.eml", content)) == ["too_large"]


def with_table(*rows: tuple[str, ...]) -> bytes:
    """A Word document with a headline, a signed date, a table and a paragraph."""
    document = docx.Document()
    document.add_heading("Forces in Calden", 1)
    document.add_paragraph("By Ann Lee, 5 March 2024")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("An officer said that the brigade would stay until the end of the month.")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_word_table_of_figures(tmp_path):
    """Its rows stay rows."""
    (article,) = read_bytes(tmp_path, "a.docx", with_table(("Unit", "Soldiers"), ("3rd Brigade", "1,200")))
    assert "\n\nUnit | Soldiers\n\n3rd Brigade | 1,200\n\nAn officer" in article.content.decode()
    assert article.metadata["published_at"] == "2024-03-05"


def test_word_table_within_a_table(tmp_path):
    """Each row is read once, as part of its own table."""
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Forty recruits left the port on Monday, an officer said. " * 4
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for number, text in enumerate(("Unit", "Soldiers", "3rd Brigade", "1,200")):
        inner.cell(number // 2, number % 2).text = text
    content = io.BytesIO()
    document.save(content)
    (article,) = read_bytes(tmp_path, "a.docx", content.getvalue())
    text = article.content.decode()
    assert text.endswith("\n\nUnit | Soldiers\n\n3rd Brigade | 1,200")
    assert text.count("3rd Brigade") == 1


def test_word_table_of_articles(tmp_path):
    """A press review: each row is an article."""
    names, text = ("Date", "Outlet", "Headline", "Text"), "Forty recruits left the port on Monday."
    rows = [("05.03.2024", "Ledger", "Recruits leave", text), ("04.03.2024", "Courier", "Port closes", text)]
    articles = read_bytes(tmp_path, "a.docx", with_table(names, *rows))
    assert [a.metadata["outlet"] for a in articles] == ["Ledger", "Courier"]
    assert [a.content.decode() for a in articles] == [text, text]
