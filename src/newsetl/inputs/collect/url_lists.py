"""Lists of addresses to fetch: a text with one a line, a table or JSON as of GDELT and Media Cloud, bookmarks."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsetl.errors import InputNotFound, UserError
from newsetl.inputs.blocks import decode_page
from newsetl.inputs.bookmarks import bookmarks, is_bookmarks
from newsetl.inputs.contracts import MB
from newsetl.inputs.csv_dialect import find_dialect
from newsetl.inputs.csv_rows import CsvRows
from newsetl.inputs.fields import metadata_of

MAX_LIST_BYTES = 512 * MB
MAX_ADDRESSES = 1_000_000
_URL = re.compile(r"https?://[^\s<>\"']{4,2000}", re.IGNORECASE)
_KEPT = ("title", "outlet", "section", "published_at")


def read_url_list(path: Path) -> dict[str, dict[str, Any]]:
    """Metadata of each address, by address, in the list's order.

    Args:
        path: a text; values separated by comma, semicolon or tab, with a row of names or without one; records in
            JSON; bookmarks as browsers and Pocket save them. A column or field that names titles, outlets or dates is
            kept beside its address.

    Raises:
        InputNotFound: no such file.
        UserError: it holds no address, or more than can be kept.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_LIST_BYTES else b""
    except OSError as error:
        raise InputNotFound(f"no list of addresses at {path}: {error.strerror}") from error
    if size > MAX_LIST_BYTES:
        raise UserError(f"{path} holds {size:,} bytes; at most {MAX_LIST_BYTES:,} are read: split it")
    found: dict[str, dict[str, Any]] = {}
    for url, metadata in _addresses(content):
        found.setdefault(url, metadata)
        if len(found) > MAX_ADDRESSES:
            raise UserError(f"{path} holds more than {MAX_ADDRESSES:,} addresses: split it")
    if not found:
        raise UserError(f"{path} holds no address that begins with http:// or https://")
    return found


def _addresses(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    if is_bookmarks(content):
        yield from (
            (url, {"title": title} if title else {}) for url, title in bookmarks(decode_page(content))
        )
        return
    if (records := _json_records(content)) is not None:
        told = (metadata_of(record, {}) for record in records)
        yield from ((facts["url"], _kept(facts)) for facts in told if _URL.fullmatch(facts.get("url", "")))
        return
    yield from _listed(content)


def _json_records(content: bytes) -> list[Mapping[str, Any]] | None:
    """Records anywhere in a JSON text; None for another text."""
    try:
        value = json.loads(content) if content.lstrip()[:1] in (b"{", b"[") else None
    except (ValueError, RecursionError):
        return None
    found: list[Mapping[str, Any]] = []
    held = [value]
    while held:
        value = held.pop()
        if isinstance(value, dict):
            found.append(value)
            held.extend(reversed(value.values()))
        elif isinstance(value, list):
            held.extend(reversed(value))
    return found or None


def _listed(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    dialect = find_dialect(content[: 256 * 1024], {}, is_whole=len(content) <= 256 * 1024)
    lines = decode_page(content).splitlines(keepends=True)
    if not any(dialect.delimiter in _URL.sub("", line) for line in lines[:20] if not line.startswith("#")):
        yield from (
            (match[0], {}) for line in lines if (match := _URL.search(line)) and not line.startswith("#")
        )
        return
    header: list[str] | None = None
    for row in CsvRows(iter(lines), dialect):
        cells = row.cells or []
        if header is None:
            header = cells
            if not any(_URL.fullmatch(cell.strip()) for cell in cells):
                continue
        if (url := _address_of(header, cells)) is not None:
            yield url, _facts(header, cells)


def _address_of(header: list[str], cells: list[str]) -> str | None:
    """The address that the row's field of addresses holds, else the last that any cell is."""
    named = metadata_of(dict(zip(header, cells, strict=False)), {}).get("url", "")
    if _URL.fullmatch(named):
        return str(named)
    links = [cell.strip() for cell in cells if _URL.fullmatch(cell.strip())]
    return links[-1] if links else None


def _facts(header: list[str], cells: list[str]) -> dict[str, Any]:
    return {} if header is cells else _kept(metadata_of(dict(zip(header, cells, strict=False)), {}))


def _kept(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in _KEPT if name in found}
