"""Lists and tables of forces: 'Britain (8,300 troops), Germany (3,650)', '1. Poland 1,068' under a heading."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.how_many.items import (
    Item,
    Layout,
    Role,
    is_counted_otherwise,
    role_of_words,
)
from newsetl.extractors.force_levels.how_many.tables import Table, find_tables, items_of, lines_of
from newsetl.extractors.force_levels.how_many.without_noun import OTHER_THING
from newsetl.extractors.force_levels.whose.mentions import stands_at_force
from newsetl.extractors.force_levels.whose.names import Name, actor_of_label, find_actors
from newsetl.language import Analysis
from newsetl.language.numbers import find_numbers
from newsetl.language.numbers.flags import CURRENCY

ITEM = re.compile(
    r"[ \t]*(?:[-–—•*·▪‣]|\(?\d{1,3}[.)])?[ \t]*"
    r"(?P<label>(?:the )?[A-ZÀ-Ý][\w.&'’ \-()/]*?)"
    r"(?:[ \t]*(?:[:,;|=–—(-]+|\.{2,})[ \t|]*(?P<after>(?:[^\d\n]{0,24}[ ])?\W{0,2}\d.*|[A-Z][a-z]+ [a-z].*)"
    r"|[ \t|]+(?P<bare>(?:(?:about|around|some|roughly|nearly|almost|over|up to|approximately|approx\.?|more than|"
    r"at least|an estimated|est\.?|c\.|~)[ ]?)*\d.*))"
)
# A table with its label and its number on lines of their own.
NUMBER_LINE = re.compile(r"[ \t|]*(?:about |around |some |up to |~|approx\.? )?\d[\d,. ]*(?:\s\w+)?[ \t|]*")
INLINE = re.compile(r"(?P<label>(?:the )?[A-ZÀ-Ý][\w.'’ ]*?)\s*\((?P<inside>[^()\n]{1,60})\)")
INLINE_BARE = re.compile(
    r"(?P<label>[A-ZÀ-Ý][\w.'’]*(?: [A-ZÀ-Ý][\w.'’]*)*)[ :]+(?P<number>\d[\d,]*)(?=\s*[,;.]|\s+and\b|$)"
)
MONEY = re.compile(
    rf"[$€£¥]|\b(?:million|billion)s? (?:of )?(?:{CURRENCY}|pounds)\b|\bdollars\b|\bowe\w*\b|%|\bper ?cent\b",
    re.I,
)
IN_MONEY = re.compile(
    rf"\bin (?:millions|billions|thousands)? ?(?:of )?(?:US )?(?:\$|(?:{CURRENCY}|pounds)\b)|\bow(?:e|es|ed)\b",
    re.I,
)
MIN_ITEMS = 3
# How entries of a list in a sentence look, what each of them holds, and how many make a list.
INLINE_LISTS = ((INLINE, re.compile(r"\("), 2), (INLINE_BARE, re.compile(r"\d"), MIN_ITEMS))
MIN_SAYING = 2  # entries that name a force themselves, where the heading does not
MAX_HEADING_LINES = 6
MAX_TITLE = 60  # characters of a heading that is a title
MAX_OWNED = 120  # characters of a heading that names whose forces are listed


def find_items(analysis: Analysis) -> list[Item]:
    """Entries of lists of forces in a text, in text order; an entry holds one figure, its first."""
    found = {item.number.start: item for item in _in_lines(analysis.text)}
    for item in _in_sentences(analysis):
        found.setdefault(item.number.start, item)
    return [found[start] for start in sorted(found)]


def _in_lines(text: str) -> Iterator[Item]:
    lines = lines_of(text)
    tables = {table.first: table for table in find_tables(text, lines)}
    group: list[Item] = []
    before: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        table = tables.get(i)
        if table is not None and (heading := _table_heading(text, lines[:i], table)) is not None:
            yield from _headed(text, group, before)
            owner, role = _owner(text, heading), role_of_words("heading", text[slice(*heading)])
            yield from (replace(item, owner=owner) for item in items_of(text, table, heading, role))
            before, group, i = [*lines[:i]], [], table.last
            continue
        item, used = _line_item(text, lines, i)
        if item is None:
            yield from _headed(text, group, before)
            before = [*before[1 - MAX_HEADING_LINES :], lines[i]] if not group else [lines[i]]
            group, i = [], i + 1
            continue
        group.append(item)
        i += used
    yield from _headed(text, group, before)


def _line_item(text: str, lines: list[tuple[int, int]], i: int) -> tuple[Item | None, int]:
    start, end = lines[i]
    line = text[start:end]
    if len(line) < 400 and (match := ITEM.fullmatch(line)) is not None and not _is_prose(match):
        item = _item(
            text, match["label"], start + match.start("after" if match["after"] else "bare"), end, start
        )
        if item is not None:
            return item, 1
    if len(line) < 40 and i + 1 < len(lines) and actor_of_label(line) is not None:
        following = lines[i + 1]
        if NUMBER_LINE.fullmatch(text[slice(*following)]):
            return _item(text, line, following[0], following[1], start), 2
    return None, 1


def _is_prose(line: re.Match[str]) -> bool:
    """'The army has brought in 2,500 soldiers': before the number words of a sentence, and no label."""
    words = (word for word in line["label"].split() if word[0].islower())
    free = (word for word in words if word not in lexicon.word_set("words in labels"))
    return line["bare"] is not None and any(lexicon.heading_words().fullmatch(word) is None for word in free)


def _item(text: str, label: str, start: int, end: int, line_start: int) -> Item | None:
    actor = actor_of_label(label)
    is_rest = re.match(r"(?:other|others|rest|total)\b", label.strip(), re.IGNORECASE) is not None
    says = lexicon.plural_words().search(text, start, min(end, start + 60)) is not None
    if actor is None and not is_rest and (not says or len(label.split()) > 5):
        return None
    number = next((n for n in find_numbers(text, start, end) if not n.is_list_marker), None)
    if number is None or number.is_percent or number.is_money or number.start - start > 30:
        return None
    if number.is_date_like or number.is_time_like or number.is_ordinal:
        return None
    if is_counted_otherwise(text, number.end) or text[number.start - 1] in "$€£":
        return None
    return Item(label.strip(" \t:-–—•*"), actor, number, line_start, end, None)


def _headed(text: str, group: list[Item], before: list[tuple[int, int]]) -> Iterator[Item]:
    """The group's items with their heading, if it or their own words say that forces are listed."""
    if len(group) < MIN_ITEMS:
        return
    heading = _heading(text, before)
    if heading is None:
        says = sum(
            lexicon.plural_words().search(text, item.number.end, item.number.end + 30) is not None
            for item in group
        )
        if says < (MIN_SAYING if before else MIN_ITEMS):
            return
        if not before:
            yield from group
            return
        heading = before[-1]
    block = (heading[0], max(heading[1], group[0].start))
    role, owner = _role(text, heading, group), _owner(text, heading)
    layout: Layout = "labels guessed" if role is None else "labels told"
    yield from (replace(item, heading=block, role=role, owner=owner, layout=layout) for item in group)


def _role(text: str, heading: tuple[int, int], group: list[Item]) -> Role | None:
    """Whether labels are owners or hosts: by the words behind the numbers, else by the heading."""
    behind = [text[item.number.end : item.end] for item in group]
    if any(role_of_words("guests", words) == "host" for words in behind):
        return "host"
    told = role_of_words("heading", text[slice(*heading)])
    owner = _owner(text, heading)
    is_state = owner is not None and owner.iso3 is not None and heading[1] - heading[0] <= MAX_TITLE
    if told is None and owner is not None and is_state:
        labels = {item.actor.iso3 for item in group if item.actor is not None}
        return "host" if owner.iso3 not in labels else None  # "American soldiers:" and countries below
    return told


def _owner(text: str, heading: tuple[int, int]) -> Name | None:
    """The state or group whose soldiers a short heading says are listed by where they are."""
    if heading[1] - heading[0] > MAX_OWNED:
        return None
    names = [m for m in find_actors(text, *heading) if stands_at_force(text, m) or _is_armed(m.name)]
    return names[0].name if len(names) == 1 else None


def _is_armed(name: Name) -> bool:
    """'the Malian army', but not the mission or alliance that many send soldiers to."""
    return name.kind == "group" and name.group_kind not in ("mission", "coalition")


def _table_heading(text: str, before: list[tuple[int, int]], table: Table) -> tuple[int, int] | None:
    """The line above a table that names a force; the heads themselves where they do."""
    heads = None if table.heads is None else (table.heads[0][0], table.heads[-1][1])
    above = _heading(text, before)
    if above is not None or heads is None:
        return above
    return heads if lexicon.heading_words().search(text, *heads) else None


def _names_mission(line: str) -> bool:
    """'Contributing nations to ISAF'."""
    mentions = find_actors(line, 0, len(line))
    return any(m.name.group_kind in ("mission", "coalition") for m in mentions) and len(line.split()) < 15


def _heading(text: str, before: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The nearest line above that names a force, unless a nearer one names something else that is counted."""
    for start, end in reversed(before[-MAX_HEADING_LINES:]):
        line = text[start:end]
        if IN_MONEY.search(line):
            return None
        if MONEY.search(line) and not lexicon.heading_words().search(line):
            return None
        if lexicon.heading_words().search(line) or _names_mission(line):
            is_other = OTHER_THING.search(line) is not None and len(line) < 200
            return None if is_other else (start, end)
        if line.rstrip().endswith(":") and OTHER_THING.search(line):
            return None
    return None


def _in_sentences(analysis: Analysis) -> Iterator[Item]:
    text = analysis.text
    for sentence in analysis.sentences:
        if sentence.end - sentence.start > 3000:
            continue
        for pattern, sign, least in INLINE_LISTS:
            if len(sign.findall(text, sentence.start, sentence.end)) < least:
                continue
            items = list(_inline_items(text, sentence.start, sentence.end, pattern))
            if len(items) < least:
                continue
            heading = _inline_heading(analysis, sentence.start, sentence.end, sentence.index)
            if heading is not None:
                yield from (replace(x, heading=heading, is_inline=True, layout="sentence") for x in items)


def _inline_items(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Item]:
    for match in pattern.finditer(text, start, end):
        label = re.sub(r"^.*\b(?:and|from|by|of|are|were|include|including)\s+", "", match["label"])
        name = "inside" if pattern is INLINE else "number"
        item = _item(text, label, match.start(name), match.end(name), match.start())
        if item is not None and item.actor is not None:
            yield item


def _inline_heading(analysis: Analysis, start: int, end: int, index: int) -> tuple[int, int] | None:
    if lexicon.strong_words().search(analysis.text, start, end):
        return None if OTHER_THING.search(analysis.text[start:end]) else (start, end)
    if index == 0:
        return None
    above = analysis.sentences[index - 1]
    line = analysis.sentence_text(above)
    if lexicon.strong_words().search(line) and not OTHER_THING.search(line):
        return above.start, above.end
    return None
