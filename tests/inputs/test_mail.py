"""E-mail of every kind: messages, mailboxes, saved pages."""

from email.message import EmailMessage

import pytest

from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read_bytes
from tests.inputs.test_exports import BODY, uni_docx

FIRST, SECOND = BODY.values()


def newsletter(
    plain: str | None = f"{FIRST}\n\n{SECOND}\n", page: str | None = None, **headers: str
) -> EmailMessage:
    """A message of a newsroom."""
    mail = EmailMessage()
    given = {"From": "Calden Courier <news@courier.example>", "Subject": "Fährmann kehrt um", **headers}
    given.setdefault("Date", "Tue, 05 Mar 2024 18:00:00 +0100")
    for name, value in given.items():
        mail[name.replace("_", "-")] = value
    if plain is not None:
        mail.set_content(plain, cte="quoted-printable")
    if page is not None:
        (mail.add_alternative if plain is not None else mail.set_content)(page, subtype="html", cte="base64")
    return mail


PAGE = (
    f"<html><body><a>View in browser</a><h1>Ferry</h1><p>{FIRST}</p><p>{SECOND}</p>"
    "<p>Unsubscribe here</p></body></html>"
)


def test_newsletter(tmp_path):
    """A newsletter's sender is the outlet, its subject the title, its date the publication's."""
    [document] = read_bytes(tmp_path, "a.eml", bytes(newsletter(page=PAGE)))
    assert document.content.decode() == f"{FIRST}\n\n{SECOND}"
    assert document.metadata == {
        "title": "Fährmann kehrt um",
        "outlet": "Calden Courier",
        "published_at": "2024-03-05T18:00:00+01:00",
    }


def test_message_of_apple_mail(tmp_path):
    """An .emlx has the count of the message's bytes above it and a property list below."""
    message = bytes(newsletter())
    [plain] = read_bytes(tmp_path, "a.eml", message)
    content = str(len(message)).encode() + b"  \n" + message + b"<?xml version='1.0'?><plist><dict/></plist>"
    [found] = read_bytes(tmp_path, "b.emlx", content)
    assert (found.content, found.metadata) == (plain.content, plain.metadata)


@pytest.mark.parametrize("name", ["a.eml", "a.emlx"])
def test_a_number_above_a_message_that_is_not_its_length(tmp_path, name):
    """It cuts no message off, whatever the file is called."""
    content = f"12\nFrom: Ann Lee <ann@b.example>\nTo: c@d.example\nSubject: Ferry\n\n{FIRST}\n"
    [document] = read_bytes(tmp_path, name, content.encode())
    assert FIRST in document.content.decode()


def test_signature_is_no_text(tmp_path):
    """What is below "-- " is the sender's card; two hyphens within a text are not."""
    head = "From: Ann Lee <ann@b.example>\nTo: c@d.example\nSubject: Ferry\n\n"
    content = f"{head}{FIRST}\n\n--\n\n{SECOND}\n-- \nAnn Lee\nPort Desk\n"
    [document] = read_bytes(tmp_path, "a.eml", content.encode())
    assert SECOND in document.content.decode()
    assert "Port Desk" not in document.content.decode()


def test_page_is_read_where_the_plain_part_is_a_stub(tmp_path):
    """ "View this in your browser" is not text; buttons of newsletters are none either."""
    mail = newsletter(plain="View this newsletter in your browser: https://courier.example/1\n", page=PAGE)
    [document] = read_bytes(tmp_path, "a.eml", bytes(mail))
    assert document.content.decode() == f"Ferry\n\n{FIRST}\n\n{SECOND}"


def test_forwarded_and_attached(tmp_path):
    """Attached documents and messages are read as files of their own, pictures are not."""
    mail = newsletter(plain="See attached.", From="Mara Quill <mara@desk.example>", Subject="Fwd: files")
    mail.add_attachment(uni_docx(), maintype="application", subtype="octet-stream", filename="nexis.docx")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(newsletter())
    found = read_bytes(tmp_path, "a.eml", bytes(mail))
    assert kinds(found) == ["text/plain"] * 4
    assert [document.metadata.get("outlet") for document in found] == [None, "Calden Courier"] + [
        "Calden Courier"
    ] * 2
    assert found[0].metadata["byline"] == "Mara Quill"
    assert found[1].uri.endswith("a.eml!/nexis.docx#1")


def test_mailbox(tmp_path):
    """Each message of a mailbox is read; a line "From" within one is told from the next message."""
    parts = [bytes(newsletter(Subject=f"Number {n}")) for n in range(3)]
    parts[1] = parts[1].replace(SECOND.encode(), b">From the port nobody spoke.")
    box = b"".join(b"From news@courier.example Tue Mar  5 18:00:00 2024\n" + part + b"\n" for part in parts)
    for name in ("a.mbox", "a"):
        found = read_bytes(tmp_path, name, box)
        assert [document.metadata["title"] for document in found] == ["Number 0", "Number 1", "Number 2"]
        assert found[1].content.decode().endswith("From the port nobody spoke.")


def test_mail_without_suffix_is_known_by_its_headers(tmp_path):
    """A message under any name is a message; a text that begins with a label is a text."""
    assert read_bytes(tmp_path, "message", bytes(newsletter()))[0].metadata["outlet"] == "Calden Courier"
    [document] = read_bytes(tmp_path, "a.txt", b"From: the port\nTo: the town\n\nA ferry goes twice a day.\n")
    assert document.content.startswith(b"From: the port")


def saved_page(**headers: str) -> bytes:
    """A page as a browser saves it in one file."""
    given = {"From": "<Saved by Blink>", "Date": "Sat, 9 Nov 2024 19:00:00 -0000", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in given.items())
    return (
        head + 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        "--B\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://courier.example/ferry\n\n<html><h1>F=C3=A4hre</h1><p>Forty =\nleft.</p></html>\n"
        "--B\nContent-Type: text/html\nContent-Location: https://ads.example/frame\n\n<html>Buy</html>\n"
        "--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw==\n--B--\n"
    ).encode()


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a"])
def test_page_saved_as_one_file(tmp_path, name):
    """The page alone is the document, with the address that it was saved from; saving is fetching."""
    [document] = read_bytes(tmp_path, name, saved_page())
    assert (document.media_type, document.encoding) == ("text/html", "utf-8")
    assert "<h1>Fähre</h1><p>Forty left.</p>" in document.content.decode()
    assert document.metadata == {"url": "https://courier.example/ferry"}
    assert document.fetched_at is not None
    assert document.fetched_at.isoformat() == "2024-11-09T19:00:00+00:00"


def test_compound_files_are_told_apart(tmp_path):
    """An encrypted workbook is refused as such; what is not a compound file within is damaged."""
    from newsetl.inputs.compound_files import COMPOUND_MAGIC

    [outcome] = read_bytes(tmp_path, "a.msg", COMPOUND_MAGIC + bytes(600))
    assert outcome.reason_code == "unknown_format"


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [
        (b'charset="utf-8"', b'charset="utf-8\0\0"'),  # a fuzzer's find: Python's decoder raises on the NUL
        (b"+0100", b"-" + b"0008" + b"8" * 30),  # and on a zone that no C integer holds
    ],
)
def test_damaged_headers_cost_no_text(tmp_path, whole, damaged):
    """What the headers do not have is left out; the text is read."""
    content = bytes(newsletter()).replace(whole, damaged)
    assert damaged in content
    [outcome] = read_bytes(tmp_path, "a.eml", content)
    assert FIRST in outcome.content.decode()


def test_empty_message_is_reported(tmp_path):
    """A message without text is a rejection with its subject."""
    [outcome] = read_bytes(tmp_path, "a.eml", bytes(newsletter(plain="\n")))
    assert (outcome.reason_code, outcome.metadata["title"]) == ("no_text", "Fährmann kehrt um")


def test_database_alert_is_many_articles(tmp_path):
    """A database's mail with articles in its page becomes those articles."""
    from tests.inputs.test_exports import factiva_page

    page = factiva_page(title="T", count="62 words", date="5 March 2024", outlet="Calden Courier").decode()
    found = read_bytes(tmp_path, "a.eml", bytes(newsletter(plain=None, page=page)))
    assert [type(outcome) for outcome in found] == [RawDocument, RawDocument]


FORWARDED = (
    "{0}: Calden Courier <news@courier.example>\n{1}: {2}\n{3}: desk@b.example\n{4}: Ferry turns back\n\n{5}"
)


@pytest.mark.parametrize(
    "headers",
    [
        ("From", "Sent", "Tuesday, March 5, 2024 07:30", "To", "Subject"),
        ("Von", "Gesendet", "Dienstag, 5. März 2024 07:30", "An", "Betreff"),
        ("*De*", "*Envoyé*", "mardi 5 mars 2024 07:30", "*À*", "*Objet*"),
    ],
)
@pytest.mark.parametrize("note", ["", "For your information.\n\n"])
def test_forwarded_text_is_the_first_senders(tmp_path, headers, note):
    """Outlet, day and headline are of the message within, and neither headers nor the note are text."""
    text = note + FORWARDED.format(*headers, f"{FIRST}\n\n{SECOND}")
    head = "From: Mara Quill <mara@desk.example>\nTo: c@d.example\nSubject: Fwd: look\nMIME-Version: 1.0\n"
    head += "Date: Wed, 06 Mar 2024 08:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n"
    [document] = read_bytes(tmp_path, "a.eml", (head + text).encode())
    assert document.content.decode() == f"{FIRST}\n\n{SECOND}"
    assert document.metadata == {
        "title": "Ferry turns back",
        "outlet": "Calden Courier",
        "published_at": "2024-03-05 07:30",
    }


def test_answer_above_a_forwarded_message_is_kept(tmp_path):
    """A text of its own above the headers, or headers that are none, change nothing."""
    below = FORWARDED.format("From", "Sent", "March 5, 2024", "To", "Subject", SECOND)
    head = "From: Mara Quill <mara@desk.example>\nTo: c@d.example\nSubject: Ferry\nMIME-Version: 1.0\n\n"
    for text in (f"{FIRST} {9 * SECOND}\n\n{below}", f"From: the port to the town.\n\n{FIRST}"):
        [document] = read_bytes(tmp_path, "a.eml", (head + text).encode())
        assert (document.metadata["byline"], document.metadata["title"]) == ("Mara Quill", "Ferry")
        assert document.content.decode().startswith(text[:40])


def test_alerts_hold_no_article(tmp_path):
    """A message of headlines and links is refused; a mailbox goes on behind it."""
    alert = newsletter(page=PAGE)
    alert.replace_header("From", "Google Alerts <googlealerts-noreply@google.com>")
    stamp = b"From x Tue Mar  5 18:00:00 2024\n"
    content = stamp + bytes(alert) + b"\n" + stamp + bytes(newsletter(page=PAGE))
    assert kinds(read_bytes(tmp_path, "a.mbox", content)) == ["not_an_article", "text/plain"]


HEADERS = "From: Jo Roe <jo@a.example>\nSubject: Ferry\nMIME-Version: 1.0\nMessage-ID: <1@a>\n"
CIPHER = "-----BEGIN PGP MESSAGE-----\n\nhQEMA9w1uS1ZSGv8AQf\n=abcd\n-----END PGP MESSAGE-----\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.eml", f"{HEADERS}Content-Type: text/plain\n\n{CIPHER}"),
        ("a.eml", f"{HEADERS}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIBqgYJ\n"),
        ("a.eml", f'{HEADERS}Content-Type: multipart/encrypted; boundary="b"\n\n--b\n\nVersion: 1\n--b--\n'),
        ("a.txt", CIPHER),
    ],
)
def test_encrypted_messages_are_refused_as_such(tmp_path, name, content):
    """By PGP, in the text or in a part, and by S/MIME; of a mailbox only the message itself."""
    assert kinds(read_bytes(tmp_path, name, content.encode())) == ["encrypted"]
    if name == "a.eml":
        lines = "From x Tue Mar  5 18:00:00 2024\n"
        clear = f"{HEADERS}Content-Type: text/plain\n\nForty recruits left the port on Monday, he said.\n"
        found = read_bytes(tmp_path, "a.mbox", f"{lines}{content}\n{lines}{clear}".encode())
        assert kinds(found) == ["encrypted", "text/plain"]
