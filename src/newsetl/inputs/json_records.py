"""JSON: one record, a list of records, records in an envelope, or a record a line."""

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsetl import lexicons
from newsetl.errors import Rejected
from newsetl.inputs.chat_logs import check_no_chat
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.data_frames import rows_of_frame
from newsetl.inputs.dow_jones import is_distributed, is_snapshot_record, whole_distributed, whole_record
from newsetl.inputs.fields import document_from_record, has_body
from newsetl.inputs.http_logs import is_http_log, pages_of_log
from newsetl.inputs.json_dates import complaints, with_date_order
from newsetl.inputs.json_feeds import with_feed
from newsetl.inputs.json_values import JsonValues
from newsetl.inputs.nested_records import innermost
from newsetl.inputs.refused_lists import one_for_all
from newsetl.inputs.social_posts import is_shared_alone, social_post
from newsetl.inputs.streams import CHUNK, read_lines
from newsetl.inputs.telegram import chat_head, is_chat, message_document
from newsetl.inputs.transcoding import as_utf8
from newsetl.inputs.trove import is_trove_record, plain_record
from newsetl.inputs.tweets import SCRIPT_HEAD, is_post, plain_post, with_author

_RECORDS = (
    (is_snapshot_record, whole_record),
    (is_distributed, whole_distributed),
    (is_trove_record, plain_record),
)
LINE_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
# Lists within a record take twenty times their characters in memory; no article has so many.
MAX_NESTED = 2_000_000


def read_json(source: Source) -> Iterator[Outcome]:
    """The documents of a JSON file of any of these forms."""
    source = as_utf8(source)
    head = source.stream.head(CHUNK)
    if (script := SCRIPT_HEAD.match(head)) is not None:
        source.stream.read(script.end())
    elif (chat := chat_head(head)) is not None:
        source.stream.read(chat[1])
        return _read_chat(source, chat[0])
    return _read_records(source)


def _read_records(source: Source) -> Iterator[Outcome]:
    is_lines = _is_lines(source)
    with with_date_order(source) as (ordered, columns):
        yield from one_for_all(read_json_lines(ordered) if is_lines else read_json_values(ordered), source)
        yield from complaints(columns, source)
    if source.stream.failure is not None:
        raise source.stream.failure


def _read_chat(source: Source, chat: Mapping[str, Any]) -> Iterator[Outcome]:
    """Messages of a Telegram export, one by one: a channel's takes hundreds of megabytes."""
    values = JsonValues(source.stream, source.settings.max_record_bytes)
    values.skip("[")
    number = 0
    while not values.skip("]"):
        value = values.read_next()
        if value is None:
            raise Rejected("broken_json", f"breaks off after {number} messages")
        number += 1
        outcome = message_document(value[0], chat, f"{source.uri}#{number}", source)
        if outcome is not None:
            yield outcome
        values.skip(",")


def read_json_lines(source: Source) -> Iterator[Outcome]:
    """A document a line; a line that cannot be read is rejected alone."""
    for number, line in enumerate(read_lines(source.stream, source.settings.max_record_bytes), 1):
        uri = f"{source.uri}#{number}"
        if line is None:
            reason = Rejected("too_large", f"is a line of more than {source.settings.max_record_bytes} bytes")
            yield reject(uri, reason)
        elif line.strip(b" \t\r\n\x1e\xef\xbb\xbf"):
            yield from _read_line(source, uri, line)


def _read_line(source: Source, uri: str, line: bytes) -> Iterator[Outcome]:
    try:
        value = parse_json(line)
    except Rejected as reason:
        yield reject(uri, reason, line)
        return
    yield from _documents(value, uri, source, is_alone=True)


def parse_json(content: bytes) -> Any:
    """The value of a JSON text in UTF-8, UTF-16 or UTF-32.

    Raises:
        Rejected: broken_json, bad_encoding or too_deep.
    """
    if content.count(b"[") + content.count(b"{") > MAX_NESTED:
        raise Rejected("too_large", f"holds more than {MAX_NESTED} lists and records")
    try:
        return json.loads(content.removeprefix(codecs.BOM_UTF8).lstrip(b"\x1e"))
    except RecursionError as error:
        raise Rejected("too_deep", "nests too deeply") from error
    except UnicodeDecodeError as error:
        raise Rejected("bad_encoding", f"is not UTF-8 at byte {error.start}") from error
    except ValueError as error:
        raise Rejected("broken_json", str(error)) from error


def read_json_values(source: Source) -> Iterator[Outcome]:
    """The documents of one JSON value, or of values one after the other; a list is read item by item."""
    values = JsonValues(source.stream, source.settings.max_record_bytes)
    is_list = values.skip("[")
    number = 0
    if is_list and values.skip("]"):
        raise Rejected("no_text", "holds an empty list")
    while (value := values.read_next()) is not None:
        number += 1
        is_alone = not is_list and number == 1 and values.is_at_end()
        uri = source.uri if is_alone else f"{source.uri}#{number}"
        yield from _documents(value[0], uri, source, is_alone)
        values.skip(",")
        if is_list and values.skip("]"):
            return
    if number == 0:
        raise Rejected("no_text", "holds no record")
    if is_list:
        raise Rejected("broken_json", f"breaks off after {number} items")


def _is_lines(source: Source) -> bool:
    """True if each line holds a record of its own."""
    lines = source.stream.head(CHUNK).lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)
    first = lines[0].strip()
    is_complete = first.startswith(b"{") and first.endswith(b"}") and len(lines) > 1 and lines[1].strip()
    if source.name.lower().endswith(LINE_SUFFIXES):
        return first not in (b"[", b"{", b"[{")
    return bool(is_complete)


def _documents(value: Any, uri: str, source: Source, is_alone: bool) -> Iterator[Outcome]:
    if not isinstance(value, dict):
        reason = Rejected("broken_json", f"is a {type(value).__name__} where a record should be")
        yield reject(uri, reason, _dump(value))
        return
    check_no_chat(value)
    if is_shared_alone(value):
        return
    if is_http_log(value):
        yield from pages_of_log(value, uri)
        return
    if is_chat(value):
        messages = (
            message_document(m, value, f"{uri}#{n}", source) for n, m in enumerate(value["messages"], 1)
        )
        yield from (message for message in messages if message is not None)
        return
    value = under_our_names(value)
    fields = source.settings.fields
    is_record = has_body(value, fields)
    items = None if is_record else rows_of_frame(value, fields) or _enveloped(value)
    if items is None:
        record = value if is_record else _unwrapped(value, fields)
        record = plain_post(record, source.metadata) if is_post(record) else record
        yield document_from_record(record, uri, source.settings, lambda: _dump(value))
        return
    for number, item in enumerate(items, 1):
        item_uri = f"{uri}#{number}" if is_alone else f"{uri}.{number}"
        yield from _documents(with_author(with_feed(item, value), value), item_uri, source, is_alone=False)


def under_our_names(value: dict[str, Any]) -> dict[str, Any]:
    """A post or a database's record as one of ours; any other value as it is."""
    for is_it, plain in _RECORDS:
        if is_it(value):
            return plain(value)
    return social_post(value) or value


def holds_documents(value: dict[str, Any]) -> bool:
    """True for a record with a text or a page, or an envelope of records."""
    return _enveloped(value) is not None or has_body(_unwrapped(value, {}), {})


def _enveloped(value: dict[str, Any]) -> list[Any] | None:
    """The records that a record is an envelope for; None if it is none."""
    for row in lexicons.read_table("inputs/envelopes"):
        inner = value.get(row["name"])
        if row["kind"] == "list" and isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return inner
        if row["kind"] == "wrapper" and isinstance(inner, dict) and (found := _enveloped(inner)) is not None:
            return found
    return None


def _unwrapped(value: dict[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    for row in lexicons.read_table("inputs/envelopes"):
        inner = value.get(row["name"])
        if row["kind"] == "wrapper" and isinstance(inner, dict):
            value = {**{name: of for name, of in value.items() if name != row["name"]}, **inner}
            break
    return value if has_body(value, fields) else innermost(value, fields) or value


def _dump(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=True).encode("ascii")
    except RecursionError:
        return b""
