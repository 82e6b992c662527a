"""ProQuest and EBSCOhost: records of labelled fields, one after the other, in text, RTF or pages.

ProQuest: rules of underscores between records, "Full text:" among the fields; newer ones have "FULL TEXT" and
"DETAILS" as headings, and as RTF nothing between records but the name of the database, the last field.
EBSCOhost: "Record: 3", the fields, then the text, and a line on copyright.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from newsetl.inputs.exports.article import ExportedArticle, language_code
from newsetl.inputs.exports.citations import read_source, split_citation
from newsetl.inputs.exports.labels import Labelled, counter_pattern, is_alone, labels_of, read_label
from newsetl.inputs.written_dates import find_date
from newsetl.lexicons import read_table
from newsetl.lexicons.agencies import is_agency
from newsetl.lexicons.given_names import begins_with_given_name

PROQUEST, EBSCO, GALE = "proquest", "ebsco", "gale"
_RULE = re.compile(r"[_=\-—]{20,}")
_FRAME = re.compile(
    r"(?:Copyright of .{1,300} is the property of|~{4,}|\[ABSTRACT FROM|Contact us at:|Database copyright|"
    r"ProQuest document link|Terms and Conditions:|Bibliography\s*$|Citation style:|Copyright \W|Record: \d)",
    re.IGNORECASE,
)
_FULL_STOP_OF_NAME = re.compile(r"(?<=[^\W\d_]{2})\.$")  # ProQuest's "Quill, Mara.", but not "Quill, M."
_FULL_STOP = re.compile(r"(?<=\w)\.$")  # EBSCOhost puts it behind every title
_MAX_HEADING = 40
_BRACKETS = re.compile(r"\([^()]*\)")  # "ABSTRACT (ENGLISH)"
_INVERTED = re.compile(r"(?P<last>[^\W\d_][\w'’-]+),\s+(?P<given>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*)?)")
_INITIALS = re.compile(r"[^\W\d_]\.(?:\s?[^\W\d_]\.)?")
_FIELD = tuple[str, list[str]]


def is_proquest(blocks: Sequence[str]) -> bool:
    """True for a download of ProQuest."""
    kinds = _kinds_in(blocks, PROQUEST)
    return {"text", "outlet"} <= kinds and ("id" in kinds or "published" in kinds)


def is_ebsco(blocks: Sequence[str]) -> bool:
    """True for a download of EBSCOhost."""
    kinds = _kinds_in(blocks, EBSCO)
    is_cited = {"title", "database"} <= kinds and any(counter_pattern(EBSCO).fullmatch(b) for b in blocks)
    return is_cited or ({"title", "source", "id"} <= kinds and ("database" in kinds or "text" in kinds))


def is_gale(blocks: Sequence[str]) -> bool:
    """True for a download of Gale, whose source names a day."""
    return {"title", "source", "text", "id"} <= _kinds_in(blocks, GALE)


def read_gale(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a download of Gale: "Source: Calden Courier, March 5, 2024, p. A3"."""
    for record in _records(blocks, GALE):
        fields = _fields(record, GALE)
        source = next((lines[0] for kind, lines in fields if kind == "source" and lines), None)
        if source is not None:
            found = find_date(source)
            outlet = re.split(r"[,(]|\.\s", source, maxsplit=1)[0].strip(" .")
            yield replace(_article(fields), outlet=outlet or None, published_at=found.iso if found else None)


def read_proquest(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a download of ProQuest."""
    for record in _records(blocks, PROQUEST):
        fields = _fields(record, PROQUEST)
        if "text" in dict(fields) or "outlet" in dict(fields):
            yield _article(fields)


def read_ebsco(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a download of EBSCOhost."""
    for record in _records(blocks, EBSCO):
        fields = _fields(record, EBSCO)
        fields = fields if "source" in dict(fields) else _cited(fields)
        if "source" in dict(fields):
            article = _article(fields, _text_behind(fields))
            title = _FULL_STOP.sub("", article.title or "") or None
            yield replace(article, title=title, paragraphs=_without_signature(article))


def _without_signature(article: ExportedArticle) -> tuple[str, ...]:
    """The text without the line below it that repeats who wrote it: "By Mara Quill and Jo Roe"."""
    signed = (article.authors or article.byline or "").split("; ")
    last = article.paragraphs[-1].removeprefix("By ") if len(article.paragraphs) > 1 else ""
    is_repeated = bool(last) and re.split(r"; | and |, ", last.rstrip(".")) == signed
    return article.paragraphs[: len(article.paragraphs) - is_repeated]


def _cited(fields: Sequence[_FIELD]) -> list[_FIELD]:
    """Fields in which a title that holds author and source as well is split."""
    parted: list[_FIELD] = []
    for kind, lines in fields:
        facts = split_citation(lines[0]) if kind == "title" and lines else {}
        parted.extend((name, [value]) for name, value in facts.items())
        parted.extend([] if facts else [(kind, lines)])
    return parted


def _kinds_in(blocks: Sequence[str], system: str) -> set[str]:
    return {found.kind for block in blocks for found in [_label(block, system)] if found}


def _label(block: str, system: str) -> Labelled | None:
    """The label that a block begins with, or the heading that it is: "FULL TEXT"; "Title: | Ferry | " is a row."""
    parts = block.strip(" |").split("|", 1) if system == PROQUEST and "|" in block else [block]
    found = read_label("".join(parts), system)
    if found is None and system == EBSCO and is_alone(block, EBSCO, "text"):
        return Labelled("text", "")
    if found is not None or system != PROQUEST or len(block) > _MAX_HEADING or block != block.upper():
        return found
    kind = _headings().get(_BRACKETS.sub("", block).strip().casefold())
    return Labelled(kind, "") if kind else None


@cache
def _headings() -> Mapping[str, str]:
    kinds = {"text": "text", "abstract": "abstract", "heading": "note"}
    return {label.casefold(): kinds[kind] for kind in kinds for label in labels_of(PROQUEST, kind)}


def _records(blocks: Sequence[str], system: str) -> Iterator[list[str]]:
    """Records, split by rules or counters; where there is neither, by the last field or the headlines' labels."""
    counter = counter_pattern(system)
    has_parts = any(_RULE.fullmatch(b) or counter.fullmatch(b) for b in blocks)
    labels = [_label(block, system) for block in blocks]
    starts, ends = _edges(labels, has_parts)
    record: list[str] = []
    for number, block in enumerate(blocks):
        is_part = _RULE.fullmatch(block) or counter.fullmatch(block)
        if is_part or number in starts:
            if record:
                yield record
            record = []
        if not is_part:
            record.append(block)
        if number in ends:
            yield record
            record = []
    if record:
        yield record


def _edges(labels: Sequence[Labelled | None], has_parts: bool) -> tuple[frozenset[int], frozenset[int]]:
    """Where records begin and end, by their labels: a headline's label is first, or among the details behind."""
    titles = [i for i, label in enumerate(labels) if label and label.kind == "title"]
    texts = [i for i, label in enumerate(labels) if label and label.kind == "text"]
    if has_parts or not titles:
        return frozenset(), frozenset()
    if texts and texts[0] < titles[0]:
        return frozenset(), frozenset(
            i for i, label in enumerate(labels) if label and label.kind == "database"
        )
    return frozenset(titles), frozenset()


def _fields(record: Sequence[str], system: str) -> list[_FIELD]:
    """Kinds of labels and what is under each; what precedes the first label has the kind "top"."""
    fields: list[_FIELD] = [("top", [])]
    for block in record:
        found = _label(block, system)
        if found is None:
            fields[-1][1].append(block)
        else:
            fields.append((found.kind, [found.value] if found.value else []))
    return fields


def _text_behind(fields: Sequence[_FIELD]) -> list[str] | None:
    """The text of a record without a label for it: all below the name of the database."""
    behind = [line for kind, lines in fields if kind in ("database", "section") for line in lines[1:]]
    return behind if not any(kind == "text" and lines for kind, lines in fields) else None


def _article(fields: Sequence[_FIELD], text: list[str] | None = None) -> ExportedArticle:
    facts: dict[str, str] = {}
    for kind, lines in fields:
        if lines and kind not in ("text", "note", "top"):
            facts.setdefault(kind, lines[0])
    body = text if text is not None else [line for kind, lines in fields if kind == "text" for line in lines]
    top = next(
        (line for kind, lines in fields if kind == "top" for line in lines if not _FRAME.match(line)), None
    )
    outlet, printed = read_source(facts.get("source", ""))
    found = find_date(facts.get("published", ""))
    title = facts.get("title") or top
    return ExportedArticle(
        paragraphs=tuple(_without_frame(body, title)),
        title=title,
        outlet=facts.get("outlet", "").partition("; ")[0] or outlet,  # "Calden Courier; Amsel"
        published_at=found.iso if found else printed,
        byline=facts.get("byline"),
        authors=_in_order(facts.get("byline", "")),
        section=facts.get("section"),
        language=language_code(facts.get("language")),
        url=facts.get("url") if facts.get("url", "").startswith("http") else None,
        id=facts.get("id"),
    )


def _in_order(byline: str) -> str | None:
    """ "Quill, Mara; Roe, Jo" -> "Mara Quill; Jo Roe"; None where a name is not given so."""
    parts = _FULL_STOP_OF_NAME.sub("", byline).split(";")
    names = [match for part in parts if (match := _INVERTED.fullmatch(part.strip()))]
    is_told = len(names) == len(parts) and all(_is_inverted(match, len(names) > 1) for match in names)
    return "; ".join(f"{match['given']} {match['last']}" for match in names) if is_told else None


def _is_inverted(name: re.Match[str], has_others: bool) -> bool:
    """False for "Reuters, Kyiv" and "Kyiv, Ukraine"; a given name that is not known needs others beside it."""
    given = name["given"]
    is_given = begins_with_given_name(given) or _INITIALS.fullmatch(given) is not None
    return (is_given or (has_others and given not in _countries())) and not is_agency(name["last"])


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("countries"))


def _without_frame(body: Sequence[str], title: str | None) -> Iterator[str]:
    for number, line in enumerate(body):
        if _FRAME.match(line):
            return
        if not (number < 2 and title and _bare(line) == _bare(title)):
            yield line


def _bare(line: str) -> str:
    return line.casefold().rstrip(" .")
