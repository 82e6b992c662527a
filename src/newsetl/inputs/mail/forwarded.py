"""A forwarded message within a message's text: "From: … Sent: … To: … Subject: …", and the text below."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsetl.inputs.exports.labels import Labelled, read_label
from newsetl.inputs.written_dates import find_date

SYSTEM = "mail"
MAX_NOTE = 300  # characters that whoever forwards it writes above; more is a text of its own
MAX_HEADERS, MAX_DEPTH = 8, 10
_ADDRESS = re.compile(r"[<\[(]?(?:mailto:)?(?P<address>[^\s<>\[\]()]+@[^\s<>\[\]()]+?)[>\])]*$")
_HEADERS = frozenset(("byline", "published", "title"))


class Forwarded(NamedTuple):
    """The text of the first message, and what the headers above it say; `name` and `address` are its sender's."""

    lines: Sequence[str]
    subject: str
    name: str
    address: str
    sent: str | None


def original_of(lines: Sequence[str]) -> Forwarded | None:
    """The message that others only forwarded; None where nothing is forwarded, or below a text of its own."""
    found = None
    for _ in range(MAX_DEPTH):
        inner = _below_headers(lines)
        if inner is None:
            break
        found, lines = inner, inner.lines
    return found


def _below_headers(lines: Sequence[str]) -> Forwarded | None:
    note = 0
    for number, line in enumerate(lines):
        label = _label(line)
        if label is not None and label.kind == "byline":
            return _read_headers(lines, number)
        note += len(line.strip())
        if note > MAX_NOTE:
            return None
    return None


def _read_headers(lines: Sequence[str], start: int) -> Forwarded | None:
    facts: dict[str, str] = {}
    end = start
    for end in range(start, min(start + 2 * MAX_HEADERS, len(lines))):
        label = _label(lines[end])
        if label is None and lines[end].strip():
            break
        if label is not None:
            facts.setdefault(label.kind, label.value)
    if not facts.keys() >= _HEADERS:
        return None
    address = _ADDRESS.search(facts["byline"])
    name = facts["byline"][: address.start()] if address else facts["byline"]
    found = find_date(facts["published"])
    return Forwarded(
        lines[end:],
        facts["title"],
        name.strip(" \"'"),
        address["address"].lower() if address else "",
        found.iso if found else None,
    )


def _label(line: str) -> Labelled | None:
    """The header that a line is; Google's mail puts asterisks around its name."""
    return read_label(line.replace("*", "").strip(), SYSTEM)
