"""Outlook's .msg files, through python-oxmsg: they are read as the message that was sent."""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import IO

from oxmsg import Message
from oxmsg.attachment import Attachment as OutlookAttachment

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.mail.attachments import Attachment, read_attachment
from newsetl.inputs.mail.reading import articles_of_parts, facts_of
from newsetl.inputs.members import MemberReader

READER = "Outlook message (.msg)"
# What the library and olefile raise on damaged files
_ERRORS = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, LookupError)


def read_outlook(source: Source, file: IO[bytes], read_member: MemberReader) -> Iterator[Outcome]:
    """The article of a message, and those attached to it.

    Raises:
        Rejected: unknown_format for a damaged message.
    """
    try:
        file.seek(0)
        message = Message.load(file)
        plain = [message.body] if message.body else []
        pages = [message.html_body.encode("utf-8", "replace")] if message.html_body else []
        metadata = _facts(message)
        attached = [inner for part in message.attachments if (inner := _attachment(part))]
    except _ERRORS as error:
        raise Rejected("unknown_format", f"is not a readable Outlook message: {error}") from error
    found = [*articles_of_parts(plain, pages, metadata, source, READER)]
    yield from found
    for part in attached:
        yield from read_attachment(part, source, read_member)
    if not found and not attached:
        yield reject(source.uri, Rejected("no_text", "is a message without text"), None, metadata)


def _facts(message: Message) -> dict[str, str]:
    sent = message.sent_date.isoformat() if message.sent_date else None
    name, address = parseaddr((message.sender or "").replace("\0", ""))
    is_list = any(key in message.message_headers for key in ("List-Id", "List-Unsubscribe"))
    return facts_of((message.subject or "").replace("\0", ""), name, address, sent, is_list)


def _attachment(part: OutlookAttachment) -> Attachment | None:
    content = part.file_bytes
    return Attachment(part.file_name or "attachment", content) if content else None
