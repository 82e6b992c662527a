"""Tables in spite of everything: quotes, bytes, encodings, separators, dates; workbooks and pages of tables."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter

from newsetl.core.documents import RawDocument
from newsetl.inputs import RejectedInput
from tests.inputs.helpers import kinds, read_bytes
from tests.inputs.test_archives import make_zip

TEXT = "Forty recruits left the port on Monday as an officer said."
RUSSIAN = "Сорок новобранцев покинули порт в понедельник, сообщил офицер."


def dates(outcomes: list[RawDocument | RejectedInput]) -> list[str | None]:
    """Publication dates of the documents."""
    return [outcome.metadata.get("published_at") for outcome in outcomes if isinstance(outcome, RawDocument)]


def table(*rows: str, header: str = "title,text,date") -> bytes:
    """A file of separated values."""
    return "\n".join((header, *rows, "")).encode()


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ('"The "big" ferry","Forty left.",2024-03-05', "text/plain"),
        ('"The ferry,"Forty left.",2024-03-05', "broken_table"),
        ('"The ferry","Forty left.,2024-03-05', "broken_table"),
        ('The 5" gun,Forty left.,2024-03-05', "text/plain"),
        ("The ferry,Forty, left,2024-03-05", "broken_table"),
        ('"The ferry","Forty left.\n\nNobody stayed.",2024-03-05', "text/plain"),
    ],
)
def test_a_damaged_row_costs_itself_at_most(tmp_path, row, kind):
    """Rows before and after a stray quote, an open one or a surplus separator all come in."""
    good = [f'"Story {n}","{TEXT} {n}",2024-03-05' for n in range(200)]
    found = read_bytes(tmp_path, "a.csv", table(*good[:100], row, *good[100:]))
    assert kinds(found) == ["text/plain"] * 100 + [kind] + ["text/plain"] * 100
    assert found[-1].metadata["title"] == "Story 199"


def test_a_stray_quote_is_a_character(tmp_path):
    """A quote that ends no cell belongs to the text."""
    [document] = read_bytes(tmp_path, "a.csv", table(f'"The "big" ferry","{TEXT}",2024-03-05'))
    assert document.metadata["title"] == 'The "big" ferry'


def test_a_bad_byte_costs_its_row(tmp_path):
    """One byte that is no UTF-8 rejects its row, which is kept for quarantine, and no other."""
    rows = [f"Südstory {n},{TEXT},2024-03-05".encode() for n in range(50)]
    rows[20] = rows[20].replace(b"left", b"l\xfft")
    found = read_bytes(tmp_path, "a.csv", b"title,text,date\n" + b"\n".join(rows) + b"\n")
    assert kinds(found) == ["text/plain"] * 20 + ["bad_encoding"] + ["text/plain"] * 29
    assert b"recruits" in found[20].content


def test_a_bad_byte_costs_its_row_of_many_lines(tmp_path):
    """A row whose text has several lines and quotes is rejected whole; no line of it swallows the rows below."""
    rows = [
        f'2024-03-05,"Südstory {n}","{TEXT}\n\n""Nobody stayed"", he said.\n\nAll left."' for n in range(5)
    ]
    damaged = [row.encode() for row in rows]
    damaged[2] = damaged[2].replace(b"stayed", b"st\xffed")
    found = read_bytes(tmp_path, "a.csv", b"date,title,text\n" + b"\n".join(damaged) + b"\n")
    assert kinds(found) == ["text/plain"] * 2 + ["bad_encoding"] + ["text/plain"] * 2
    assert b"All left." in found[2].content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_and_encoding_are_found(tmp_path, encoding, separator):
    """A spreadsheet in any of these comes in whole, and says how it was read."""
    lines = [separator.join(("title", "text", "date"))]
    lines += [separator.join((f"Сюжет {n}", f'"{RUSSIAN} {n}"', "2024-03-05")) for n in range(30)]
    found = read_bytes(tmp_path, "a.csv", "\r\n".join(lines).encode(encoding))
    assert kinds(found) == ["text/plain"] * 30
    assert found[3].content.decode() == f"{RUSSIAN} 3"
    assert found[3].reader.startswith("table (separator ")


def test_separator_line_of_excel(tmp_path):
    """ "sep=;" in the first line names the separator and is not a header."""
    [document] = read_bytes(tmp_path, "a.csv", f"sep=;\ntitle;text\nT;{TEXT}\n".encode())
    assert document.content.decode() == TEXT


def test_notes_above_the_header(tmp_path):
    """A title above the row of names, as exports write it, hides no row."""
    content = f"Export of 8 March\n\ntitle,text,date\nT,{TEXT},2024-03-05\nU,{TEXT},2024-03-06\n"
    for text in (content, content.replace(",", ";")):
        assert dates(read_bytes(tmp_path, "a.csv", text.encode())) == ["2024-03-05", "2024-03-06"]


def test_entities_of_a_table_are_characters(tmp_path):
    """Text that was escaped on its way into a table is not published with its entities."""
    [document] = read_bytes(tmp_path, "a.csv", table('T,"4,500&nbsp;men &#8211; &quot;all&quot;",2024-03-05'))
    assert document.content.decode() == '4,500\xa0men – "all"'


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["01/03/2024", "13/03/2024"], ["2024-03-01", "2024-03-13"]),
        (["03/01/2024", "03/13/2024"], ["2024-03-01", "2024-03-13"]),
        (["1.3.24", "13.3.24"], ["2024-03-01", "2024-03-13"]),
        (["05-Mar-24", "6-März-99"], ["2024-03-05", "1999-03-06"]),
        (["45356", "45357.5"], ["2024-03-05", "2024-03-06T12:00:00"]),
        (["01/03/2024 18:30", "31/12/2023 07:05"], ["2024-03-01 18:30", "2023-12-31 07:05"]),
        (["5 mars 2024", "Tue, 05 Mar 2024 18:00:00 GMT"], ["2024-03-05", "Tue, 05 Mar 2024 18:00:00 GMT"]),
    ],
)
def test_column_of_dates(tmp_path, cells, expected):
    """One date proves the order of all; Excel's day numbers and short years are dates too."""
    found = read_bytes(tmp_path, "a.csv", table(*(f'T,{TEXT},"{cell}"' for cell in cells)))
    assert dates(found) == expected
    assert len(found) == len(cells)


def test_order_that_nothing_proves(tmp_path):
    """Without proof the column is read month first and says so; a setting decides and is silent."""
    content = table(f"T,{TEXT},03/04/2024")
    found = read_bytes(tmp_path, "a.csv", content)
    assert (dates(found), kinds(found)) == (["2024-03-04"], ["text/plain", "unread_dates"])
    assert "--day-first" in found[1].detail
    assert dates(read_bytes(tmp_path, "a.csv", content, day_first=True)) == ["2024-04-03"]
    assert len(read_bytes(tmp_path, "a.csv", content, day_first=False)) == 1


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Titre;Date;Texte", "2024-03-05"),
        ("Titel;Datum;Volltext", "2024-03-05"),
        ("Başlık;Tarih;Metin", "2024-03-05"),
        ("title;date;text", "2024-05-03"),
        ("标题;日期;正文", "2024-05-03"),
        ("title;date;texte", "2024-05-03"),  # one name shows no language
    ],
)
def test_a_table_s_language_tells_the_order_that_nothing_proves(tmp_path, header, day):
    """ "05/03/2024" is the fifth of March in French, German and Turkish tables; a proof or a setting wins over it."""
    found = read_bytes(tmp_path, "a.csv", f"{header}\nT;05/03/2024;{TEXT}\n".encode())
    assert found[0].metadata["published_at"] == day
    assert kinds(found)[1:] == ([] if day == "2024-03-05" else ["unread_dates"])
    [document] = read_bytes(tmp_path, "b.csv", f"{header}\nT;05/03/2024;{TEXT}\n".encode(), day_first=False)
    assert document.metadata["published_at"] == "2024-05-03"
    proved = f"{header}\nT;05/03/2024;{TEXT}\nU;05/13/2024;{TEXT}\n"
    found = read_bytes(tmp_path, "c.csv", proved.encode())
    assert [document.metadata["published_at"] for document in found] == ["2024-05-03", "2024-05-13"]


def test_date_that_cannot_be_read_is_reported(tmp_path):
    """An article with an unreadable date is published, and its column is complained of once."""
    rows = [f"T{n},{TEXT},{date}" for n, date in enumerate(("04/03/2024", "soon", "after Easter"))]
    found = read_bytes(tmp_path, "a.csv", table(*rows))
    assert kinds(found) == ["text/plain"] * 3 + ["unread_dates"]
    assert "2 of 3 dates" in found[3].detail
    assert "'soon'" in found[3].detail


def workbook(rows: list[list[object]], name: str = "Sheet1") -> bytes:
    """An .xlsx of one sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yy"}) as book:
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    return file.getvalue()


def test_workbook_of_rows(tmp_path):
    """A row is a document, dates are dates; a title and a note may be above the names of the fields."""
    rows = [
        ["Export of 8 March"],
        ["Title", "Published", "Source", "Text"],
        ["Ferry", dt.date(2024, 3, 5), "Calden Courier", TEXT],
        ["Mayor", "06-Mar-24", "Calden Courier", TEXT + " Two."],
    ]
    found = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    assert kinds(found) == ["text/plain"] * 2
    assert [date[:10] for date in dates(found)] == ["2024-03-05", "2024-03-06"]
    assert found[0].metadata["outlet"] == "Calden Courier"


def test_workbook_in_russian_as_integrum_writes_it(tmp_path):
    """Names of fields in other languages are known."""
    rows = [
        ["Источник", "Дата", "Время", "Заголовок", "Текст"],
        ["Вестник", "05.03.2024", "10:00", "Паром", RUSSIAN],
    ]
    [document] = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    assert (document.metadata["outlet"], document.metadata["published_at"]) == ("Вестник", "2024-03-05")
    assert (document.metadata["title"], document.content.decode()) == ("Паром", RUSSIAN)


def test_columns_without_known_names(tmp_path):
    """Columns of dates and of long texts are recognised by what they hold; without dates the sheet is refused whole."""
    rows = [["Kanal", "Tag der Sendung", "x", "Kopf", "Beitrag"]]
    rows += [
        ["Erster Kanal", f"0{n}.03.2005", "21:00", f"Meldung Nummer {n} vom Tage", f"{n} {TEXT * 5}"]
        for n in (1, 2, 3)
    ]
    found = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    assert [(d.metadata["title"], d.metadata["outlet"], d.metadata["published_at"]) for d in found] == [
        (f"Meldung Nummer {n} vom Tage", "Erster Kanal", f"2005-03-0{n}") for n in (1, 2, 3)
    ]
    assert len(read_bytes(tmp_path, "a.xlsx", workbook(rows[1:]))) == 3
    undated = [[row[0], row[4]] for row in rows]
    assert kinds(read_bytes(tmp_path, "a.xlsx", workbook(undated))) == ["missing_field"]


def test_one_article_a_sheet(tmp_path):
    """A sheet whose fields are below each other, and one of prose alone, are an article each."""
    book = openpyxl.Workbook()
    book.active.title = "A"
    for row in (("Title", "Ferry"), ("Date", "2024-03-05"), ("Text", TEXT)):
        book.active.append(row)
    prose = book.create_sheet("Mayor asks")
    prose.append(["Mayor asks for guards"])
    prose.append([TEXT * 5])
    file = io.BytesIO()
    book.save(file)
    found = read_bytes(tmp_path, "a.xlsx", file.getvalue())
    assert [document.metadata["title"] for document in found] == ["Ferry", "Mayor asks for guards"]


def test_page_under_the_name_of_a_workbook(tmp_path):
    """Exports write a page and call it .xls: its table's rows are documents."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (
        ("title", "date", "text"), ("Ferry", "5-Mar-24", TEXT), ("Mayor", "6-Mar-24", TEXT),
    ))  # fmt: skip
    found = read_bytes(tmp_path, "a.xls", f"<html><body><table>{cells}</table></body></html>".encode())
    assert dates(found) == ["2024-03-05", "2024-03-06"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"GlobalEventID,SourceURL\n1,https://a.example/1\n2,https://a.example/2\n"),
        ("b.csv", b"1\t20240305\tx\thttps://a.example/1\n2\t20240305\ty\thttps://a.example/2\n"),
        ("c.csv", b"id,publish_date,title,url,media_name\n1,2024-03-05,T,https://a.example/1,Post\n"),
        ("d.txt", b"https://a.example/1\nhttps://a.example/2\n\nhttp://b.example/3\n"),
    ],
)
def test_addresses_are_no_articles(tmp_path, name, content):
    """A list of links is refused, and the reason says what fetches them."""
    [outcome] = read_bytes(tmp_path, name, content)
    assert outcome.reason_code == "addresses_only"
    assert "newsetl collect --urls" in outcome.detail


def test_cell_in_the_last_corner_is_refused(tmp_path):
    """Two cells that span 17 thousand million do not take that much memory."""
    book = openpyxl.Workbook()
    book.active["A1"] = "title"
    book.active["XFD1048576"] = "x"
    file = io.BytesIO()
    book.save(file)
    assert kinds(read_bytes(tmp_path, "a.xlsx", file.getvalue())) == ["too_large"]


def test_sheets_of_short_sentences(tmp_path):
    """Each sheet of prose is an article with the day that is above it; one of notes is none."""
    sentences = [f"Forty recruits left pier {n} on Monday as the ferry turned back." for n in range(4)]
    book, file = openpyxl.Workbook(), io.BytesIO()
    for name in ("Ferry", "Mayor"):
        sheet = book.create_sheet(name)
        for line in (f"{name} turns back", "5 March 2024", *sentences):
            sheet.append([line])
    book.create_sheet("Notes").append(["call the harbour"])
    book.save(file)
    found = read_bytes(tmp_path, "a.xlsx", file.getvalue())
    assert [(f.metadata["title"], f.metadata["published_at"]) for f in found] == [
        ("Ferry turns back", "2024-03-05"),
        ("Mayor turns back", "2024-03-05"),
    ]


def test_open_document_sheet(tmp_path):
    """An .ods is read as .xlsx is."""
    row = "<table:table-row>{}</table:table-row>"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        row.format("".join(map(cell.format, cells))) for cells in (("title", "text"), ("Ferry", TEXT))
    )
    names = "".join(
        f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
    )
    content = (
        f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="A">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": content.encode(),
    }
    [document] = read_bytes(tmp_path, "a.ods", make_zip(members))
    assert (document.metadata["title"], document.content.decode()) == ("Ferry", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_under_the_name_of_a_text(tmp_path, encoding):
    """Excel's "Unicode text"; a text whose first line holds a few such words is a text."""
    rows = [
        "\t".join(row) for row in (("Headline", "Author(s)", "Full text"), ("A", "Ann Lee; Bo Diaz", TEXT))
    ]
    (document,) = read_bytes(tmp_path, "a.txt", "\r\n".join(rows).encode(encoding))
    assert document.content.decode() == TEXT
    assert document.metadata == {"title": "A", "authors": "Ann Lee; Bo Diaz"}
    prose = f"Title; text and date\n\n{TEXT}".encode(encoding)
    assert read_bytes(tmp_path, "b.txt", prose)[0].content.decode().startswith("Title; text and date")


def test_days_that_are_numbers(tmp_path):
    """20240305 in a cell is a day, as Korean and Russian archives write it; other numbers are none."""
    rows = [["제목", "일자", "본문"], ["T", 20240305, "Forty left."], ["T", 20249905, "Forty left."]]
    found = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    assert [document.metadata["published_at"][:10] for document in found[:1]] == ["2024-03-05"]
    assert not found[1].metadata["published_at"].startswith("2024-")
