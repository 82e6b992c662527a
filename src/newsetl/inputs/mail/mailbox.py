"""Mailboxes (.mbox): messages one after the other, each begun by a line "From ..." (RFC 4155)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.mail.reading import MAX_MAIL_BYTES, read_message
from newsetl.inputs.members import MemberReader
from newsetl.inputs.streams import read_lines

MAILBOX_LINE = re.compile(rb"From [^\r\n]{0,300}\b\d{2}:\d{2}(?::\d{2})?\b[^\r\n]*\d{4}\s*\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """The articles of each message; a message that is too long is rejected alone."""
    limit = min(MAX_MAIL_BYTES, source.settings.max_record_bytes)
    number, size = 0, 0
    held: list[bytes] = []
    for line in read_lines(source.stream, limit):
        if line is not None and MAILBOX_LINE.fullmatch(line):
            if held or size:
                number += 1
                yield from _message(held, size, number, source, read_member)
            held, size = [], 0
            continue
        size += len(line) if line is not None else limit + 1
        if size <= limit and line is not None:
            held.append(line)
    if held or size:
        yield from _message(held, size, number + 1, source, read_member)


def _message(
    lines: list[bytes], size: int, number: int, source: Source, read_member: MemberReader
) -> Iterator[Outcome]:
    uri = f"{source.uri}#{number}"
    content = _QUOTED.sub(rb"\1", b"".join(lines))
    if size > min(MAX_MAIL_BYTES, source.settings.max_record_bytes):
        yield reject(uri, Rejected("too_large", f"is a message of {size} bytes"), content)
        return
    try:
        yield from read_message(content, replace(source, uri=uri), read_member)
    except Rejected as reason:
        yield reject(uri, reason, content)
