"""Dates in JSON whose day and month can be told only from other records of the file: 13/03 in one line of it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.date_columns import DateColumn
from newsetl.inputs.field_names import writes_day_first
from newsetl.inputs.fields import date_fields
from newsetl.inputs.rows import date_complaints
from newsetl.inputs.seeking import seekable
from newsetl.inputs.streams import CHUNK, GuardedRaw, SafeStream

# "date": "05/03/2024 18:20"
_DATED = re.compile(
    rb"\"(?P<name>[^\"\\]{1,40})\"\s*:\s*\"\s*(?P<date>\d{1,2}(?P<sign>[/-])\d{1,2}(?P=sign)(?:\d{4}|\d\d)\b[^\"\\]{0,30})\""
)
_NAME = re.compile(rb"\"(?P<name>[^\"\\]{1,40})\"\s*:")
_OVERLAP = 256


@contextmanager
def with_date_order(source: Source) -> Iterator[tuple[Source, Mapping[str, DateColumn]]]:
    """The source with the order of day and month that its records prove together, and what they say of each field.

    Only a file whose beginning has such a date is read twice.
    """
    head = source.stream.head(CHUNK)
    if source.settings.day_first is not None or not _columns(head, source):
        yield source, {}
        return
    with seekable(source, keeps_broken=True) as file:
        columns = _learn(file, source)
        proved = {column.day_first for column in columns.values() if column.is_proved}
        day_first = proved.pop() if len(proved) == 1 else None
        if not proved and _writes_day_first(head):
            day_first = True
        file.seek(0)
        stream = SafeStream(GuardedRaw(file, "unreadable_file"))
        settings = replace(source.settings, day_first=day_first)
        yield replace(source, stream=stream, settings=settings), {} if day_first is not None else columns


def _writes_day_first(piece: bytes) -> bool:
    """Whether the names of the records' fields are of a language that writes the day first."""
    return writes_day_first({match["name"].decode("utf-8", "replace") for match in _NAME.finditer(piece)})


def complaints(columns: Mapping[str, DateColumn], source: Source) -> Iterator[Outcome]:
    """A line for each field whose order nothing proves."""
    return date_complaints(dict(enumerate(columns.values())), source)


def _columns(piece: bytes, source: Source) -> dict[str, DateColumn]:
    names = {match["name"].decode("utf-8", "replace") for match in _DATED.finditer(piece)}
    return {name: DateColumn(name) for name in date_fields(sorted(names), source.settings.fields)}


def _learn(file: IO[bytes], source: Source) -> dict[str, DateColumn]:
    """Takes the dates of all records for proof, then reads each, so that a column can say what stays open."""
    columns: dict[str, DateColumn] = {}
    for take in (DateColumn.learn, DateColumn.read):
        for name, date in _dates(file):
            if name not in columns:
                columns |= {n: DateColumn(n) for n in date_fields([name], source.settings.fields)}
            if name in columns:
                take(columns[name], date)
    return columns


def _dates(file: IO[bytes]) -> Iterator[tuple[str, str]]:
    file.seek(0)
    held = b""
    while piece := file.read(CHUNK):
        held += piece
        end = 0
        for match in _DATED.finditer(held):
            end = match.end()
            yield match["name"].decode("utf-8", "replace"), match["date"].decode("utf-8", "replace")
        held = held[max(end, len(held) - _OVERLAP) :]
