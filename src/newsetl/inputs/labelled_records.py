"""Texts of several records with labels, as monitoring services write: "Источник: …", "Дата: …", "Заголовок: …", text.

Labels are the names of fields that tables have. Each record begins with the same label; its text is under a label of
its own or below the others.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newsetl.core.documents import RawDocument
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.fields import has_body, metadata_of
from newsetl.inputs.rows import date_columns, document_of_row, learn_dates
from newsetl.inputs.written_dates import find_date

READER = "records with labels"
MIN_RECORDS, MIN_TEXT = 2, 60
MAX_HEAD = 60  # lines among which the first label is
MAX_LABELLED = 300  # characters of a line that gives a fact
_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:：.!?|]{1,39})\s?[:：]\s*(?P<value>.*)")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d")
_BEFORE_DAY = re.compile(
    r"[\s,;:(–—-]*(?:\b(?:Nr|No|Heft|Ausgabe)\b\.?\s*[\w/.-]+,?)?\s*(?:\bvom|\bof|\bdu)?\s*$"
)
_TEXT = "text"  # the name of a text without a label

Record = dict[str, str]


def read_labelled_records(lines: Sequence[str], source: Source) -> Iterator[Outcome] | None:
    """The documents of such a text; None for any other."""
    fields = source.settings.fields
    records = split_labelled(lines, fields)
    return _documents(records, source) if records else None


def split_labelled(lines: Sequence[str], fields: Mapping[str, str]) -> list[Record]:
    """Records by label; none where the text is another thing.

    Every record must have a headline, a day and a text; a text that quotes a label or two has not.
    """
    head = ((number, _label(line, fields)) for number, line in enumerate(lines[:MAX_HEAD]))
    first, opening = next((found for found in head if found[1]), (0, None))
    if opening is None or sum(line.startswith(opening) for line in lines) < MIN_RECORDS:
        return []
    labels = [_label(line, fields) for line in lines]
    starts = [number for number, label in enumerate(labels) if label == opening]
    counts = Counter(filter(None, labels))
    shared = {label for label, count in counts.items() if count == len(starts)}
    labels = _with_unknown(lines, labels, starts)
    is_counted = first > 0 and all(_key(lines[n - 1]) == _key(lines[first - 1]) for n in starts)
    ends = [number - is_counted for number in starts[1:]] + [len(lines)]
    parts = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    records = [_record([lines[n] for n in part], [labels[n] for n in part], shared, fields) for part in parts]
    return records if all(_is_whole(record, fields) for record in records) else []


def _label(line: str, fields: Mapping[str, str]) -> str | None:
    match = _LABELLED.match(line)
    if match is None:
        return None
    record = {match["label"]: "x"}
    return match["label"] if has_body(record, fields) or metadata_of(record, fields) else None


def _with_unknown(
    lines: Sequence[str], labels: Sequence[str | None], starts: Sequence[int]
) -> list[str | None]:
    """The labels, and right below known ones those of no known field that all records have: "Номер выпуска: 41"."""
    matches = [_LABELLED.match(line) for line in lines]
    counts = Counter(match["label"] for match in matches if match)
    told = list(labels)
    for number, match in enumerate(matches):
        is_below = number > starts[0] and told[number - 1] is not None
        if match and told[number] is None and is_below and counts[match["label"]] == len(starts):
            told[number] = match["label"]
    return told


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _record(
    lines: Sequence[str], labels: Sequence[str | None], shared: set[str], fields: Mapping[str, str]
) -> Record:
    """Fields of a record; behind the first line of its text only labels that all records have are any."""
    held: dict[str, list[str]] = {}
    name = ""
    for line, label in zip(lines, labels, strict=True):
        is_text = name == _TEXT or has_body({name: ""}, fields)
        if label and label not in held and (not is_text or label in shared):
            name = label
            value = _LABELLED.match(line)["value"]  # type: ignore[index]
            held[name] = [value] if value else []
            continue
        if not is_text and held[name]:
            name = _TEXT
        held.setdefault(name, []).append(line)
    return {label: "\n\n".join(values) for label, values in held.items()}


def _is_whole(record: Record, fields: Mapping[str, str]) -> bool:
    """True for a record with headline, day and text; the day may be told beside the outlet, and is parted from it."""
    known = metadata_of(record, fields)
    if "published_at" not in known and (found := find_date(known.get("outlet", ""))) is not None:
        # "Fundstelle: Halder Zeitung vom 05.03.2024, S. 4"
        outlet = _BEFORE_DAY.sub("", known["outlet"][: found.start])
        record |= {"outlet": outlet, "published_at": found.iso}
        known = metadata_of(record, fields)
    texts = [value for label, value in record.items() if has_body({label: ""}, fields)]
    day = known.get("published_at", "")
    is_short = all(len(known.get(name, "")) <= MAX_LABELLED for name in ("title", "outlet", "published_at"))
    is_dated = find_date(day) is not None or _DAY.match(day) is not None
    return "title" in known and is_dated and is_short and max(map(len, texts), default=0) >= MIN_TEXT


def _documents(records: Sequence[Record], source: Source) -> Iterator[Outcome]:
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [[record.get(name, "") for name in names] for record in records]
    dates = date_columns(names, source)
    learn_dates(dates, rows)
    for number, row in enumerate(rows, 1):
        outcome = document_of_row(names, row, dates, f"{source.uri}#{number}", source)
        yield replace(outcome, reader=READER) if isinstance(outcome, RawDocument) else outcome
