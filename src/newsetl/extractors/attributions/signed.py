"""Quotations that are signed, as press releases have them: "The port is open." — Ada Holm, harbour master."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsetl.core.ids import stable_id
from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import describe, find_role
from newsetl.language import Analysis
from newsetl.language.quotes import Quote

# The line ends behind the name and what it is; a sentence that goes on has a verb, and a full stop inside.
SIGNATURE = re.compile(
    r"[ \t]*\n?[ \t]*(?P<dash>-{1,2}|[–—―])[ \t]?(?P<who>[A-Z][^\n\"“”?!:;]{2,98}?)\.?[ \t]*(?=\n|\Z)"
)
FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){1,3}")
VERB = re.compile(r"\b(?:said|says|is|was|were|are|has|have|had|told|will|would|can)\b")
SHORTEST = 20  # characters of a quotation
CONFIDENCE = 0.9  # such forms are made for nothing else


def signed_quotes(
    analysis: Analysis, quotes: Sequence[Quote], drafts: Sequence[Draft], names: Names
) -> list[Draft]:
    """Quotations with a dash and a named person or body behind them to the line's end; none that has a tag."""
    found = []
    tagged = sorted((draft.content.start, draft.content.end) for draft in drafts)
    reach = max((end - start for start, end in tagged), default=0)
    for quote in quotes:
        match = SIGNATURE.match(analysis.text, quote.end) if quote.end - quote.start >= SHORTEST else None
        if match is None or VERB.search(match["who"]):
            continue
        first = bisect_left(tagged, (quote.start - reach,))
        near = tagged[first : bisect_right(tagged, (quote.end,))]
        source = _signer(names, match)
        if source is not None and not any(start < quote.end and quote.start < end for start, end in near):
            found.append(_draft(analysis, quote, match, source))
    return found


def _signer(names: Names, match: re.Match[str]) -> Source | None:
    """Who signs: the first person named there, else the body that the line begins with."""
    inside = names.within(match.start("who"), match.end("who"))
    person = next((m for m in inside if m.entity_type == "person"), None)
    if person is not None:
        return named_source(person)
    if inside and inside[0].start == match.start("who"):
        return named_source(inside[0])
    words, _, rest = match["who"].partition(",")
    rest = rest.split(",")[0]
    role = find_role(rest)
    if role is not None and role.kind == "person" and FULL_NAME.fullmatch(words):
        title = rest[role.start : role.end]
        return Source(
            words, stable_id("ent", "person", words.casefold()), "person", "named", title, how="proper"
        )
    described = describe(words)
    if described.role_title is None or described.kind != "person":
        return None
    return Source(
        words, None, "person", "role_only", described.role_title, described.affiliation, described.iso3
    )


def _draft(analysis: Analysis, quote: Quote, match: re.Match[str], source: Source) -> Draft:
    return Draft(
        analysis.sentence_at(quote.start),
        None,
        Span(*match.span("who")),
        Span(*match.span("dash")),
        Span(quote.start, quote.end),
        CONFIDENCE,
        source,
        speech_type="direct",
    )
