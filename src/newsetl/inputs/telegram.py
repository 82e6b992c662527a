"""Telegram Desktop's exports of a chat: result.json and messages.html, one article a message with text.

The channel is the outlet; where a message was forwarded from is its byline.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from lxml.html import HtmlElement

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import decode_page, page_blocks, parse_page, squeeze
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text

READER = "Telegram export"
_CHAT = re.compile(
    rb"\s*(?P<head>\{(?:\s*\"[\w ]{1,40}\":\s*(?:\"(?:[^\"\\]|\\.){0,2000}\"|-?\d{1,20}|true|false|null),){1,20})\s*"
    rb"\"messages\":\s*\["
)
_KINDS = ("channel", "group", "chat", "saved_messages")
_PAGE = re.compile(rb"class=\"(?:page_wrap|page_body chat_page|history)\b")
# title="05.03.2024 18:00:00 UTC+03:00", or without a zone in older exports
_STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")


def chat_head(head: bytes) -> tuple[Mapping[str, Any], int] | None:
    """What an export of one chat says before its messages, and how many bytes that takes; None for other JSON."""
    match = _CHAT.match(head.removeprefix(b"\xef\xbb\xbf"))
    if match is None:
        return None
    try:
        chat = json.loads(match["head"].rstrip().rstrip(b",") + b"}")
    except ValueError:
        return None
    is_chat = any(kind in str(chat.get("type", "")) for kind in _KINDS)
    return (chat, match.end() - 1 + (3 if head.startswith(b"\xef\xbb\xbf") else 0)) if is_chat else None


def is_chat(value: Any) -> bool:
    """True for a chat as a value of its own, as in exports of all chats."""
    return isinstance(value, Mapping) and isinstance(value.get("messages"), list) and "type" in value


def message_document(value: Any, chat: Mapping[str, Any], uri: str, source: Source) -> Outcome | None:
    """The document of a message; None for one without text, as pictures and notices are."""
    if not isinstance(value, Mapping):
        return reject(
            uri, Rejected("broken_json", "is not a message"), repr(value)[:1000].encode("utf-8", "replace")
        )
    text = _text(value.get("text"))
    if value.get("type", "message") != "message" or not text.strip():
        return None
    is_channel = "channel" in str(chat.get("type", ""))
    sender, origin = value.get("from") or value.get("author"), value.get("forwarded_from")
    facts = {
        "id": str(value.get("id", "")),
        "outlet": str(chat.get("name") or "") if is_channel else "",
        "byline": str(origin or ("" if is_channel else sender) or ""),
        "published_at": _moment(value.get("date_unixtime"), value.get("date")),
        "updated_at": _moment(value.get("edited_unixtime"), value.get("edited")),
    }
    return _document(text, facts, uri, source)


def _document(text: str, facts: Mapping[str, str], uri: str, source: Source) -> Outcome:
    content = encode_text(text.replace("\0", ""))
    metadata = {name: value for name, value in facts.items() if value}
    if len(content) > source.settings.max_document_bytes:
        return reject(uri, Rejected("too_large", f"holds {len(content)} bytes"), content, metadata)
    return RawDocument(content, "text/plain", uri, metadata, None, "utf-8", READER)


def _text(value: Any) -> str:
    """A message's text: a string, or pieces of which some are links and mentions."""
    if isinstance(value, str):
        return value
    pieces = value if isinstance(value, list) else []
    texts = (piece.get("text", "") if isinstance(piece, Mapping) else piece for piece in pieces)
    return "".join(text for text in texts if isinstance(text, str))


def _moment(unix: Any, local: Any) -> str:
    """The moment in UTC; older exports give the exporter's local time alone."""
    try:
        return datetime.fromtimestamp(int(unix), UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return str(local or "")


def is_chat_page(content: bytes) -> bool:
    """True for messages.html."""
    return b'class="message ' in content and _PAGE.search(content[:16_384]) is not None


def read_chat_page(content: bytes, source: Source) -> Iterator[Outcome]:
    """A document a message of messages.html."""
    tree = parse_page(decode_page(content))
    names = tree.xpath("//div[contains(@class,'page_header')]//div[contains(@class,'text')]")
    chat = squeeze(names[0].text_content()) if names else ""
    is_told = False
    for message in tree.xpath("//div[contains(@class,'message') and contains(@class,'default')]"):
        facts, text = _page_facts(message, chat)
        if text:
            is_told = True
            yield _document(text, facts, f"{source.uri}#{facts['id'] or message.sourceline}", source)
    if not is_told:
        raise Rejected("no_text", "is a Telegram chat without a message of text")


def _page_facts(message: HtmlElement, chat: str) -> tuple[dict[str, str], str]:
    texts = message.xpath(".//div[contains(concat(' ',@class,' '),' text ')]")
    origins = message.xpath(".//div[contains(@class,'forwarded')]/div[contains(@class,'from_name')]")
    senders = message.xpath("./div[contains(@class,'body')]/div[contains(@class,'from_name')]")
    stamps = message.xpath(".//div[contains(@class,'date') and @title]/@title")
    sender = squeeze(senders[0].text or "") if senders else ""
    origin = squeeze(origins[0].text or "") if origins else ""
    facts = {
        "id": re.sub(r"\D", "", message.get("id") or ""),
        "outlet": chat,
        "byline": origin or (sender if sender != chat else ""),
        "published_at": _stamp(stamps[0]) if stamps else "",
    }
    return facts, "\n\n".join(line for text in texts for line in page_blocks(text))


def _stamp(title: str) -> str:
    match = _STAMP.match(title)
    return f"{match[3]}-{match[2]}-{match[1]}T{match[4]}{match[5] or ''}" if match else title
