"""A message -> the news in it: its text, the articles of a database's mail, and what is attached."""

import re
from collections.abc import Iterator
from functools import cache

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import joined, page_blocks, parse_page, squeeze, text_blocks
from newsetl.inputs.ciphers import encrypted, is_encrypted_kind, is_encrypted_text
from newsetl.inputs.contracts import MB, Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.excerpts import are_excerpts
from newsetl.inputs.exports import read_export_lines, read_export_page
from newsetl.inputs.fields import metadata_of
from newsetl.inputs.mail.attachments import Attachment, read_attachment
from newsetl.inputs.mail.forwarded import Forwarded, original_of
from newsetl.inputs.mail.parts import (
    Mail,
    file_name,
    header,
    inner_parts,
    is_attachment,
    parse_mail,
    parts_of,
    payload,
    sender,
    sent_at,
    text_of,
)
from newsetl.inputs.members import MemberReader
from newsetl.inputs.streams import read_whole
from newsetl.lexicons import read_words

READER = "e-mail"
MAX_MAIL_BYTES = 64 * MB
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|enc|fw)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_COUNTED = re.compile(rb"\s{0,10}(\d{1,12})[ \t]*\r?\n(?=[\w\-]{2,60}:)")
_LIST_HEAD = re.compile(rb"\s{0,10}<\?xml")
_SIGNATURE = re.compile(r"\r?\n-- \r?\n(?:(?!\n-- \r?\n).){0,600}\Z", re.DOTALL)  # RFC 3676
_PLAIN_SHARE = 0.5  # of the page's text: a plain part that holds less is a stub ("view in browser")
_NEWSROOM = re.compile(
    r"(?:news|newsletter|no-?reply|alerts?|info|editor|press|digest|briefing|updates?|mail)[\w.+-]*@"
)


def read_mail(source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """The article of an .eml file, and of what it carries; an .emlx's first line is the message's length."""
    content = read_whole(source.stream, min(MAX_MAIL_BYTES, source.settings.max_record_bytes))
    is_counted = source.name.lower().endswith(".emlx")
    yield from read_message(_message_of_emlx(content) if is_counted else content, source, read_member)


def _message_of_emlx(content: bytes) -> bytes:
    """The message between its length and a property list; all below a wrong length."""
    counted = _COUNTED.match(content)
    if counted is None:
        return content
    end = counted.end() + int(counted[1])
    is_true = end == len(content) or (end < len(content) and _LIST_HEAD.match(content, end) is not None)
    return content[counted.end() : end] if is_true else content[counted.end() :]


def read_message(content: bytes, source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """As read_mail, for the bytes of one message; source.uri is the message's."""
    mail = parse_mail(content)
    if sender(mail)[1] in read_words("inputs/alert_senders"):
        alert = Rejected("not_an_article", "is an alert: it holds links to articles and none of them")
        yield reject(source.uri, alert, content, _facts(mail, has_attachments=False))
        return
    plain, pages, attached = _sorted_parts(mail)
    if _is_encrypted(mail, plain):
        yield reject(source.uri, encrypted(), content, _facts(mail, has_attachments=False))
        return
    metadata = {**_facts(mail, bool(attached)), **metadata_of(source.metadata, source.settings.fields)}
    is_told = False
    for outcome in articles_of_parts(plain, pages, metadata, source, READER):
        is_told = True
        yield outcome
    for part in attached:
        is_told = True
        yield from read_attachment(part, source, read_member)
    if not is_told:
        yield reject(source.uri, Rejected("no_text", "is a message without text"), content, metadata)


def _is_encrypted(mail: Mail, plain: list[str]) -> bool:
    kind = str(mail.get_param("smime-type") or "")
    return is_encrypted_kind(mail.get_content_type(), kind) or bool(plain and is_encrypted_text(plain[0]))


def _sorted_parts(mail: Mail) -> tuple[list[str], list[bytes], list[Attachment]]:
    """Plain texts, pages as UTF-8, and attachments."""
    plain: list[str] = []
    pages: list[bytes] = []
    attached: list[Attachment] = []
    for part in parts_of(mail):
        kind, name = part.get_content_type(), file_name(part)
        if part.get_content_maintype() == "message" and part is not mail:
            attached += [Attachment("message.eml", _bytes_of(inner)) for inner in inner_parts(part)[:1]]
        elif is_attachment(part) or (name and not kind.startswith("text/")):
            attached.append(Attachment(name or "attachment", payload(part)))
        elif kind == "text/plain":
            plain.append(text_of(part))
        elif kind == "text/html":
            pages.append(text_of(part).encode("utf-8", "replace"))
    return plain, pages, attached


def _bytes_of(mail: Mail) -> bytes:
    """A message within a message as a file of its own; nothing of one that cannot be written again."""
    try:
        return bytes(mail)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""


def _facts(mail: Mail, has_attachments: bool) -> dict[str, str]:
    """Headline, date and sender; a newsletter's sender is the outlet, a person's name is none."""
    name, address = sender(mail)
    is_list = any(mail.get(key) for key in ("List-Id", "List-Unsubscribe", "List-Post"))
    sent = None if has_attachments and not is_list else sent_at(mail)
    return facts_of(header(mail, "Subject"), name, address, sent, is_list)


def facts_of(subject: str, name: str, address: str, sent: str | None, is_list: bool) -> dict[str, str]:
    """A message's metadata, under our names."""
    is_newsroom = is_list or _NEWSROOM.match(address) is not None
    facts = {"title": _REPLY.sub("", subject), "published_at": sent or ""}
    if is_newsroom:
        facts["outlet"] = name
    elif " " in name:
        facts["byline"] = name
    return {key: value for key, value in facts.items() if value}


def articles_of_parts(
    plain: list[str], pages: list[bytes], metadata: dict[str, str], source: Source, reader: str
) -> Iterator[Outcome]:
    """The article of a message's texts and pages, or the articles of a database's mail."""
    for page in pages:
        export = read_export_page(page, source)
        if export is not None:
            yield from export
            return
    bare = "\n\n".join(_SIGNATURE.sub("", text) for text in plain)
    page_lines = [
        line for page in pages for line in page_blocks(parse_page(page.decode("utf-8"))) if page.strip()
    ]
    if (original := original_of(bare.splitlines())) is not None:
        bare, metadata = "\n".join(original.lines), _of_original(original, metadata)
        inner = original_of(page_lines)
        page_lines = list(inner.lines) if inner is not None else []
    elif not bare.strip() and (original := original_of(page_lines)) is not None:
        page_lines, metadata = list(original.lines), _of_original(original, metadata)
    lines = text_blocks(bare)
    export = read_export_lines(lines or page_lines, source)
    if export is not None:
        yield from export
        return
    prose = _longer(_prose(lines), _prose(page_lines))
    text = joined(prose)
    if are_excerpts(prose):
        digest = Rejected(
            "not_an_article", "is a digest of links with excerpts: it holds none of the articles"
        )
        yield reject(source.uri, digest, encode_text(text), metadata)
    elif text:
        yield RawDocument(encode_text(text), "text/plain", source.uri, metadata, None, "utf-8", reader)


def _of_original(original: Forwarded, metadata: dict[str, str]) -> dict[str, str]:
    """What is known of a message that was forwarded, not of who forwarded it."""
    told = facts_of(original.subject, original.name, original.address, original.sent, is_list=False)
    kept = {name: value for name, value in metadata.items() if name not in ("outlet", "byline")}
    return {**kept, **told}


def _prose(lines: list[str]) -> list[str]:
    """Lines without links and without a newsletter's buttons and small print."""
    return [line for line in map(_without_links, lines) if line and not _is_furniture(line)]


def _longer(plain: list[str], page: list[str]) -> list[str]:
    """The plain text, unless it is a stub beside the page."""
    return page if _length(plain) < _PLAIN_SHARE * _length(page) else plain


def _length(lines: list[str]) -> int:
    return sum(map(len, lines))


def _without_links(line: str) -> str:
    """A line without the addresses that a mail program puts beside words in plain text."""
    return squeeze(re.sub(r"\s*[<\[(]?https?://[^\s<>\])]+[>\])]?", "", line)) if "://" in line else line


def _is_furniture(line: str) -> bool:
    return len(line) < 400 and _furniture().match(line) is not None


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{form})" for form in sorted(read_words("inputs/mail_furniture"))), re.IGNORECASE
    )
