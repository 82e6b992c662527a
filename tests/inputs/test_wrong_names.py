"""Files under a name or in a code page that is not theirs: read all the same, or refused with what is the matter."""

import json

import pytest

from newsetl.core.code_pages import is_central_european
from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read_bytes
from tests.inputs.test_exports import NEXIS_TEXT, factiva_page
from tests.inputs.test_mail import newsletter
from tests.inputs.test_new_kinds import NITF

TEXT = "Forty recruits left the port on Monday as the ferry turned back, the harbour master said."
RECORDS = [{"title": f"Story {n}", "date": f"2024-03-0{n}", "text": f"{n}. {TEXT}"} for n in (1, 2)]
ITEMS = "".join(
    f"<item><title>{r['title']}</title><link>https://calden.example/{r['date']}</link>"
    f"<description>{r['text'] * 8}</description></item>"
    for r in RECORDS
)
FEED = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>{ITEMS}</channel></rss>"
PAGE = factiva_page(title="T", count="62 words", date="5 March 2024", outlet="Calden Courier")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", json.dumps(RECORDS).encode()),
        ("a.csv", "\n".join(map(json.dumps, RECORDS)).encode()),
        ("a.html", json.dumps(RECORDS).encode()),
        ("a.txt", FEED.encode()),
        ("a.html", FEED.encode()),
        ("a.json", FEED.encode()),
        ("a.txt", PAGE),
        ("a.json", PAGE),
        ("a.txt", b"<meta charset='utf-8'>" + PAGE.split(b"</head>")[1]),
        ("a.html", PAGE.decode().encode("utf-16")),
        ("a.html", NEXIS_TEXT.encode()),
        ("a.txt", b"From x Tue Mar  5 18:00:00 2024\n" + bytes(newsletter()) + b"\n"),
    ],
)
def test_a_wrong_name_costs_nothing(tmp_path, name, content):
    """The bytes tell what a file is: never one article of markup."""
    found = read_bytes(tmp_path, name, content)
    assert all(isinstance(outcome, RawDocument) for outcome in found), found
    assert len(found) == (1 if b"From x" in content else 2)
    assert not any(document.content.lstrip().startswith((b"<", b"{", b"[")) for document in found)


def test_agency_markup_under_the_name_of_a_text(tmp_path):
    """NITF has a head and a body, and is no page."""
    [document] = read_bytes(tmp_path, "a.txt", NITF.encode())
    assert document.reader == "news agency XML (NITF or NewsML)"


def test_a_message_under_the_name_of_a_text(tmp_path):
    """Headers that only programs write show it; a text that begins with "From:" and "Subject:" stays one."""
    [document] = read_bytes(tmp_path, "a.txt", bytes(newsletter()))
    assert document.reader == "e-mail"
    letter = f"From: the harbour office\nSubject: the ferry\n\n{TEXT}\n"
    [document] = read_bytes(tmp_path, "b.txt", letter.encode())
    assert document.content.decode() == letter


@pytest.mark.parametrize(
    "text", [f"<p>{TEXT}</p>\n", f"<b>Port</b>\n{TEXT}", f"{{sic}} {TEXT}", f"< 40 men. {TEXT}"]
)
def test_a_text_with_signs_of_markup_stays_a_text(tmp_path, text):
    """Neither a paragraph's tag nor a brace makes a page or JSON of a text."""
    [document] = read_bytes(tmp_path, "a.txt", text.encode())
    assert (document.media_type, document.content.decode()) == ("text/plain", text)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf", "a.rtf"])
def test_a_name_of_a_format_that_its_bytes_are_not(tmp_path, name):
    """The reason is the file, not that no reader knows the format."""
    [refused] = read_bytes(tmp_path, name, TEXT.encode())
    assert (refused.reason_code, "under a wrong name" in refused.detail) == ("unknown_format", True)


POLISH = (
    "Tytuł;Źródło;Data publikacji;Treść\n"
    "Żołnierze;Kurier;05.03.2024;Czterdziestu żołnierzy opuściło port w poniedziałek.\n"
)
TURKISH = (
    "Başlık;Kaynak;Tarih;Metin\nAskerler;Haber;05.03.2024;Kırk asker pazartesi günü limandan ayrıldı, dedi.\n"
)


@pytest.mark.parametrize(("table", "page"), [(POLISH, "cp1250"), (TURKISH, "cp1254")])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_tables_in_code_pages_of_central_europe_and_turkey(tmp_path, table, page, name):
    """The names of the columns, and signs within words, tell the page."""
    [document] = read_bytes(tmp_path, name, table.encode(page))
    title, outlet, _, text = table.splitlines()[1].split(";")
    assert (document.metadata["title"], document.metadata["outlet"]) == (title, outlet)
    assert document.content.decode() == text


def test_a_text_in_windows_1250(tmp_path):
    """ "opuści³o" of Windows-1252 is "opuściło"."""
    text = "Czterdziestu żołnierzy opuściło port. Załoga wróciła do Łodzi."
    [document] = read_bytes(tmp_path, "a.txt", text.encode("cp1250"))
    assert document.content.decode() == text


@pytest.mark.parametrize(
    "text",
    [
        "Ten m³ of water, 20 km³ and £5m; “naïve” cafés in Málaga",
        "Fähre, Größe, Über",
        "Íslenski herinn þýðir",
    ],
)
def test_western_texts_are_not_central_european(text):
    """Cubic metres and pounds are no letters."""
    assert not is_central_european(text.encode("cp1252"))


def test_rows_of_addresses_without_names(tmp_path):
    """GDELT's events as .txt are addresses, not an article of figures."""
    rows = "\n".join(f"{n}\t20240305\tMIL\t190\t-10.0\tAmsel\thttps://calden.example/{n}" for n in range(9))
    assert kinds(read_bytes(tmp_path, "export.txt", rows.encode())) == ["addresses_only"]


def test_a_damaged_command_of_rtf(tmp_path):
    """ "\\uc" without its number is a reason, not a crash."""
    [refused] = read_bytes(tmp_path, "a.rtf", b"{\\rtf1\\ansi\\uc Forty recruits left.}")
    assert refused.reason_code == "unknown_format"
