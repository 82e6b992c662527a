"""What speaks for and against a resolved name: named features, from which `name_confidence` is made."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.language.transliteration import CAPITALS
from newsetl.lexicons import read_table
from newsetl.tables.entity_mentions import EntityMention

# Ways to somebody named elsewhere, for which distance and rivals are evidence.
POINTING = frozenset(
    (
        "pronoun",
        "role",
        "described",
        "body_described",
        "cited_body",
        "document_meant",
        "just_spoken",
        "continued",
        "short_name",
    )
)
CAPITAL_WORD = re.compile(rf"(?<![\w.])[{CAPITALS}][\w’'-]+")
GOES_ON = re.compile(rf"\s(?:(?:of|for|al|de)\s)?[{CAPITALS}][\w’'-]*[a-z]")
BEGAN_BEFORE = re.compile(rf"[a-z,]\s[{CAPITALS}][\w’'-]+\s\Z")
FEW_WORDS = 2  # "the official"
MUCH = 12  # characters beside a body's name: its kind, its article
LONG_PHRASE = 60  # characters
NEAR = 4  # sentences in which another may be meant as well
FAR = 2  # sentences to the last mention
STEPS_OF_CONFIDENCE = (0.6, 0.8, 0.95)
TIMES_NAMED = ("never named", "named once", "named twice", "named three times or more")
OTHERS_NEAR = ("nobody else near", "one other near", "several others near")


def name_evidence(text: str, draft: Draft, names: Names) -> tuple[str, ...]:
    """Features of a draft's resolved name, sorted; none where it has no name.

    Args:
        text: the article's.
        draft: the statement with its source.
        names: who the article names.
    """
    source = draft.source
    if source.name is None:
        return ()
    found = {
        *_of_name(source),
        *_of_phrase(text, draft, names),
        *_of_mentions(draft, names),
        *_of_open(text, draft, names.mentions),
    }
    return tuple(sorted({*found, _how_sure(draft), "any name"}))


def _how_sure(draft: Draft) -> str:
    reached = [step for step in STEPS_OF_CONFIDENCE if draft.confidence >= step]
    return (
        f"statement {reached[-1]:.0%} sure"
        if reached
        else f"statement less than {STEPS_OF_CONFIDENCE[0]:.0%} sure"
    )


def _of_name(source: Source) -> Iterator[str]:
    name = source.name or ""
    yield f"kind: {_plain(source.kind)}"
    yield f"{_plain(source.anonymity)}: {_way(source)}"
    if source.kind == "person" and source.anonymity == "named" and " " not in name:
        yield "person of one word"
    if institution_of_name(name) is not None:
        yield "listed body"
    elif source.kind != "person" and source.anonymity == "named" and " " not in name:
        yield "unlisted body of one word"


def _of_phrase(text: str, draft: Draft, names: Names) -> Iterator[str]:
    """What the source's own words say about a name that they may hold in part, or beside another."""
    span, source = draft.source_span, draft.source
    if span is None:
        return
    phrase = text[span.start : span.end]
    inside = names.within(span.start, span.end)
    if len(phrase) > LONG_PHRASE:
        yield "long phrase"
    if len({m.entity_id for m in inside}) > 1:
        yield "several names in the phrase"
    if GOES_ON.match(text, span.end) or BEGAN_BEFORE.search(text[max(0, span.start - 30) : span.start]):
        yield "capitals beside the phrase"
    if source.how == "body" and len(phrase) - max((len(m.surface) for m in inside), default=0) > MUCH:
        yield "much beside the name"
    known = " ".join([source.name or "", source.role_title or "", source.affiliation or ""])
    left = [w for w in CAPITAL_WORD.findall(phrase)[1:] if w not in known]
    if left and source.how not in POINTING:
        yield "capitals that the name leaves out"


def _of_mentions(draft: Draft, names: Names) -> Iterator[str]:
    """How often the article names the source, how far back, and who else may be meant."""
    source, at, sentence = draft.source, draft.at, draft.sentence.index
    if source.id is None:
        return
    own = names.of(source.id)
    yield TIMES_NAMED[min(len(own), 3)]
    if source.how not in POINTING:
        return
    is_person = source.kind == "person"
    before = [m for m in own if m.start < at]
    since = before[-1].end if before else 0
    others = [
        m
        for m in names.mentions
        if m.start < at and (m.entity_type == "person") == is_person and m.entity_id != source.id
    ]
    between = [m for m in others if m.start > since]
    rivals = {m.entity_id for m in others if sentence - m.sentence_index <= NEAR}
    yield OTHERS_NEAR[min(len(rivals), 2)]
    if between and before:
        yield "another between"
    if not before:
        yield "named later"
    elif sentence - before[-1].sentence_index > FAR:
        yield "far back"
    elif before[-1].sentence_index == sentence:
        yield "in the same sentence"


def _of_open(text: str, draft: Draft, mentions: Sequence[EntityMention]) -> Iterator[str]:
    """Whether a description without a name may mean somebody named near it."""
    source, span = draft.source, draft.source_span
    if source.id is not None or span is None or source.kind == "group":
        return
    is_person = source.kind == "person"
    before = range(bisect_left(mentions, span.start, key=lambda m: m.start) - 1, -1, -1)
    lately = takewhile(
        lambda m: draft.sentence.index - m.sentence_index <= FAR, (mentions[i] for i in before)
    )
    near = (m for m in lately if m.sentence_index <= draft.sentence.index)
    is_near = any((m.entity_type == "person") == is_person for m in near)
    yield f"{'somebody' if is_near else 'nobody'} named near: {_way(source)}"
    if len(text[span.start : span.end].split()) <= FEW_WORDS:
        yield f"few words: {_way(source)}"


def _way(source: Source) -> str:
    """How the name was found, in plain words."""
    return _ways()[source.how]


@cache
def _ways() -> dict[str, str]:
    return {row["how"]: row["briefly"] for row in read_table("statements/name_confidence")}


def _plain(value: str) -> str:
    return value.replace("_", " ")
