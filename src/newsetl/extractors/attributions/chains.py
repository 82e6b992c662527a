"""How a statement came: which statement it is nested in, and through which agency or outlet."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.statements.quoting import quoting_verb
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.language import Analysis
from newsetl.language.syntax import agent, child, edges
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

OUTLET_KINDS = ("news_agency", "outlet")
WORD_SETS = "statements/word_sets"
OUTLET_WORD = re.compile(rf"\b(?:{alternatives(word_set(WORD_SETS, 'outlet words'))})\b")
LINKS = (
    "prep",
    "pobj",
    "dobj",
    "dative",
    "compound",
    "poss",
    "nmod",
    "agent",
    "appos",
    "conj",
    "iobj",
    "npadvmod",
)
# "a statement carried by MENA", "quoted by Interfax"
CARRYING = word_set(WORD_SETS, "carrying verbs")
QUOTED_BY = re.compile(r",\s(?:as\s)?(?:quoted|cited)\sby\s(?:[\w-]+\s){0,4}")
MAX_OUTLET = 40  # characters
MAX_LINKS = 7


def parents_of(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the statement that it is nested in: the shortest content that holds its cue."""
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].content.start)
    starts = [drafts[n].content.start for n in order]
    reach = list(accumulate((drafts[n].content.end for n in order), max))
    return [
        _parent(draft, drafts, _around(draft.cue, drafts, order, starts, reach)) if draft.cue else None
        for draft in drafts
    ]


def _around(
    cue: Span, drafts: Sequence[Draft], order: Sequence[int], starts: Sequence[int], reach: Sequence[int]
) -> list[int]:
    """Indices of the statements whose content holds a cue: those that begin before it, back to where none reaches."""
    found = []
    at = bisect_right(starts, cue.start) - 1
    while at >= 0 and reach[at] >= cue.end:
        if drafts[order[at]].content.end >= cue.end:
            found.append(order[at])
        at -= 1
    return sorted(found)


def _parent(draft: Draft, drafts: Sequence[Draft], around: Sequence[int]) -> int | None:
    best: int | None = None
    for index in around:
        other = drafts[index]
        is_shorter = best is None or _length(other) < _length(drafts[best])
        if other is not draft and is_shorter and _holds(other, draft):
            best = index
    return best


def _length(draft: Draft) -> int:
    return draft.content.end - draft.content.start


def _holds(outer: Draft, inner: Draft) -> bool:
    """True if the inner statement is part of what the outer source says."""
    if inner.cue is None or not outer.content.contains(inner.cue):
        return False
    # The tag of a split quotation lies between its halves, but nobody quotes his own tag.
    own_tag = outer.cue is not None and inner.content.contains(outer.cue)
    between = outer.cue is not None and outer.content.contains(outer.cue) and _near(outer, inner)
    return not own_tag and not between and _length(outer) >= _length(inner)


def _near(outer: Draft, inner: Draft) -> bool:
    """True if the inner cue is in the outer tag's own clause."""
    assert outer.cue is not None
    assert inner.cue is not None
    return outer.sentence.index == inner.sentence.index and abs(outer.cue.start - inner.cue.start) < 60


def depths_of(parents: Sequence[int | None]) -> list[int]:
    """0 for what is in no other statement, 1 for what is in one of those, …"""
    depths = []
    for parent in parents:
        seen: set[int] = set()
        above = parent
        while above is not None and above not in seen:
            seen.add(above)
            above = parents[above]
        depths.append(len(seen))
    return depths


def with_via(
    analysis: Analysis,
    drafts: Sequence[Draft],
    parents: Sequence[int | None],
    mentions: Sequence[EntityMention],
) -> list[Draft]:
    """The drafts with the agency or outlet that each came through: that was told it, or that reports it."""
    outlets = [m for m in mentions if is_outlet(m)]
    resolved = []
    for draft, parent in zip(drafts, parents, strict=True):
        via = _outlet_of_cue(analysis, draft, outlets)
        if via is None and parent is not None:
            via = _reporting(drafts[parent])
        resolved.append(replace(draft, source=replace(draft.source, via=via)) if via else draft)
    return resolved


def is_outlet(mention: EntityMention) -> bool:
    """True for a news agency, newspaper or broadcaster, listed or named like one."""
    institution = institution_of_name(mention.entity_name)
    if institution is not None:
        return institution.kind in OUTLET_KINDS
    return mention.entity_type == "organisation" and OUTLET_WORD.search(mention.entity_name) is not None


def _reporting(parent: Draft) -> str | None:
    name = parent.source.name
    if name is None:
        return None
    institution = institution_of_name(name)
    is_reporter = institution.kind in OUTLET_KINDS if institution else OUTLET_WORD.search(name) is not None
    return name if is_reporter and parent.source.kind in ("organisation", "news_agency") else None


def _outlet_of_cue(analysis: Analysis, draft: Draft, outlets: Sequence[EntityMention]) -> str | None:
    """The outlet that depends on the cue: "told AP", "said in an interview with CNN", "quoted by Interfax"."""
    if draft.candidate is None or draft.candidate.kind != "verb":
        return None
    for mention in outlets:
        if mention.sentence_index != draft.sentence.index:
            continue
        if draft.source_span is not None and draft.source_span.start <= mention.start < draft.source_span.end:
            continue
        if draft.source_span is not None and QUOTED_BY.fullmatch(
            analysis.text, draft.source_span.end, max(draft.source_span.end, mention.start)
        ):
            return mention.entity_name  # "the minister, quoted by Interfax, said"
        tokens = analysis.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if tokens is None:
            continue
        if any(_names(tokens, quoting) for quoting in _quoting(draft)) or _hangs_on(
            tokens.root, draft.candidate.head
        ):
            return mention.entity_name
    return _addressee(draft.candidate.head)


def _names(tokens: TokenSpan, quoting: Token) -> bool:
    """True for the outlet that quotes, also in apposition: "the state news agency MENA quoted"."""
    first, last = edges(quoting)
    return first <= tokens.start and tokens.end <= last


def _addressee(cue: Token) -> str | None:
    """The outlet that was told, where only its name shows that it is one: "told Radio Harbour"."""
    told = child(cue, "dobj", "dative") if cue.lemma_ == "tell" else None
    if told is None or told.pos_ != "PROPN":
        return None
    first, last = edges(told)
    name = cue.doc[first:last].text.removeprefix("the ")
    return name if OUTLET_WORD.search(name) and len(name) <= MAX_OUTLET else None


def _quoting(draft: Draft) -> list[Token]:
    """The subjects of "quoted" where the source was quoted as saying it; the parse gives "agency TASS" two."""
    candidate = draft.candidate
    if candidate is None or candidate.source_path != "quoted":
        return []
    verb = quoting_verb(candidate.head)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    by = agent(verb) if verb is not None else None
    return subjects or ([by] if by is not None else [])


def _hangs_on(token: Token, cue: Token) -> bool:
    for _ in range(MAX_LINKS):
        if (
            token.dep_ not in LINKS
            and token.lemma_ not in CARRYING
            and not (token.dep_ == "nsubj" and token.head.i == cue.i and token.i > cue.i)
        ):
            return False
        token = token.head
        if token.i == cue.i:
            return True
        if token.pos_ == "VERB" and token.lemma_ not in CARRYING:
            return False
    return False
