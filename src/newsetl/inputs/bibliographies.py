"""Reference managers' files with full texts: RIS and BibTeX. A record with only an abstract is reported."""

import re
from collections.abc import Iterator, Mapping

from newsetl import lexicons
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import decode_page
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.fields import MIN_FULL_TEXT, only_abstract
from newsetl.inputs.streams import read_whole
from newsetl.inputs.written_dates import find_date
from newsetl.lexicons.months import month_number

RIS_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*TY {1,2}- ")
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_ENTRY = re.compile(r"@([A-Za-z]{3,20})\s*\{\s*([^,\s{}]{0,200})\s*,")
_FIELD = re.compile(r"\s*([A-Za-z][\w\-]{0,40})\s*=\s*")
_LATEX = re.compile(r"\\[\"'`^~=.uvHcdbr]\{?(\w)\}?|[{}]|\\(?=[&%$#_])")
Record = Mapping[str, list[str]]


def read_ris(source: Source) -> Iterator[Outcome]:
    """A document, or a rejection, a record of a RIS file."""
    text = decode_page(read_whole(source.stream, source.settings.max_document_bytes))
    record: dict[str, list[str]] = {}
    number, last = 0, ""
    for line in text.splitlines():
        match = _RIS_LINE.fullmatch(line.rstrip())
        if match is None:
            if last and line.strip():
                record[last][-1] += f"\n{line.strip()}"
            elif last:
                record[last][-1] += "\n"
            continue
        last, value = match[1], match[2].strip()
        if last in ("TY", "ER") and record:  # a record may lack its end
            number += 1
            yield _document(record, f"{source.uri}#{number}", "RIS")
            record = {}
        if last != "ER":
            record.setdefault(last, []).append(value)
        else:
            last = ""
    if record:
        yield _document(record, f"{source.uri}#{number + 1}", "RIS")


def read_bibtex(source: Source) -> Iterator[Outcome]:
    """A document, or a rejection, an entry of a BibTeX file."""
    text = decode_page(read_whole(source.stream, source.settings.max_document_bytes))
    position = number = 0
    while match := _ENTRY.search(text, position):
        fields, position = _fields(text, match.end())
        if match[1].lower() in ("comment", "string", "preamble"):
            continue
        number += 1
        fields.setdefault("key", [match[2]])
        yield _document(fields, f"{source.uri}#{number}", "BibTeX")
    if number == 0:
        raise Rejected("no_text", "holds no entry")


def _fields(text: str, position: int) -> tuple[dict[str, list[str]], int]:
    fields: dict[str, list[str]] = {}
    while match := _FIELD.match(text, position):
        value, position = _value(text, match.end())
        fields.setdefault(match[1].lower(), []).append(_LATEX.sub(lambda m: m[1] or "", value).strip())
        comma = re.compile(r"\s*,").match(text, position)
        position = comma.end() if comma else position
    return fields, position


def _value(text: str, start: int) -> tuple[str, int]:
    """A value in braces, in quotes or bare, and where it ends."""
    opening = text[start : start + 1]
    if opening not in ("{", '"'):
        end = re.compile(r"[,}\n]|$").search(text, start)
        return text[start : end.start()], end.start()  # type: ignore[union-attr]
    depth = 0
    for match in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(text, start + 1):
        mark = match[0]
        if (mark == "}" and depth == 0 and opening == "{") or (mark == '"' and depth == 0 and opening == '"'):
            return text[start + 1 : match.start()], match.end()
        depth += (mark == "{") - (mark == "}")
    return text[start + 1 :], len(text)


def _document(record: Record, uri: str, form: str) -> Outcome:
    facts = _facts(record, form)
    texts = [value for name in _names(form)["text"] for value in record.get(name, ())]
    text = max(texts, key=len, default="").strip()
    if len(text) < MIN_FULL_TEXT:
        raw = encode_text(
            "\n".join(f"{name}: {value}" for name, values in record.items() for value in values)
        )
        return reject(uri, only_abstract(text), raw, facts)
    return RawDocument(
        encode_text(text.replace("\0", "")), "text/plain", uri, facts, None, "utf-8", f"{form} record"
    )


def _facts(record: Record, form: str) -> dict[str, str]:
    found = {}
    for ours, names in _names(form).items():
        values = [value for name in names for value in record.get(name, ()) if value]
        if values and ours not in ("text", "month", "day"):
            found[ours] = "; ".join(values) if ours == "authors" else values[0]
    if "published_at" in found:
        found["published_at"] = _date(found["published_at"], record)
    return {name: value for name, value in found.items() if value}


def _date(text: str, record: Record) -> str:
    """ "2024/03/05/" of RIS, a year beside a month and a day of BibTeX, or a written date."""
    parts = [part for part in text.split("/") if part.strip()]
    if len(parts) > 1 and all(part.strip().isdigit() for part in parts[:3]) and len(parts[0]) == 4:
        return "-".join([parts[0], *(part.zfill(2) for part in parts[1:3])])
    if (found := find_date(text)) is not None:
        return found.iso
    month = "".join(record.get("month", []))
    number = int(month) if month.isdigit() else month_number(month[:3]) if month else None
    day = "".join(record.get("day", []))
    if not text.isdigit() or number is None:
        return text
    return f"{text}-{number:02}" + (f"-{int(day):02}" if day.isdigit() else "")


def _names(form: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row in lexicons.read_table("inputs/reference_fields"):
        if row["form"] == form:
            names.setdefault(row["field"], []).append(row["name"])
    return names
