"""Why an attribution is one, and whose: the cue, the rule, the features that weighed most, how the name was found."""

import math
from collections.abc import Sequence
from functools import cache

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.statements.judge import THRESHOLD, weights_by_feature
from newsetl.extractors.attributions.who.source import Source
from newsetl.language import Analysis
from newsetl.lexicons import Row, read_table

MOST_FEATURES = 6
MOST_CHARACTERS = 60


def name_confidence(source: Source, evidence: Sequence[str]) -> float | None:
    """Probability, 0 to 1, that a source's name is right and in full; None where it has none.

    Args:
        source: who says it.
        evidence: the features of its name (`name_evidence`): they move the share of the way that found it.
    """
    if source.name is None:
        return None
    right = float(_ways()[source.how]["right"])
    log_odds = math.log(right / (1 - right)) + sum(_name_weights().get(name, 0.0) for name in evidence)
    return round(1 / (1 + math.exp(-log_odds)), 3)


def title_of(analysis: Analysis, draft: Draft) -> str:
    """The attribution in a few words: its source and the start of its content."""
    return f"{draft.source.name or 'nobody named'}: {_words(analysis, draft.content)}"


def steps_of(
    analysis: Analysis, draft: Draft, evidence: Sequence[str], parent: Draft | None
) -> tuple[str, ...]:
    """How an attribution came about, in order.

    Args:
        analysis: the article's.
        draft: the attribution.
        evidence: the features of its source's name.
        parent: the statement that it is nested in.
    """
    steps = [_found(analysis, draft), *_weighed(draft), *_named(analysis, draft, evidence)]
    if draft.source.via is not None:
        steps.append(f"It came through {draft.source.via}.")
    if parent is not None:
        steps.append(f"It is in what {parent.source.name or 'another source'} says.")
    return tuple(steps)


def _found(analysis: Analysis, draft: Draft) -> str:
    candidate = draft.candidate
    if candidate is None:
        return f"Found by {_rule(draft)}."
    particle = f" with {candidate.particle!r}" if candidate.particle else ""
    return (
        f"The cue is the {candidate.kind} {_words(analysis, draft.cue)}{particle}; its content is found as "
        f"{candidate.shape!r}, its source as {candidate.source_path!r}."
    )


def _rule(draft: Draft) -> str:
    """What finds a statement without a candidate."""
    if draft.cue is None:
        return "a quotation alone behind a tagged one"
    if draft.source.how == "label":
        return "a transcript's label"
    if draft.speech_type == "direct":
        return "the signature behind a quotation"
    return "the one it quotes: an agency reports what he says"


def _weighed(draft: Draft) -> list[str]:
    if draft.features is None:
        return [f"Confidence {draft.confidence:.2f}: the form decides, no features are weighed."]
    weights = weights_by_feature()
    known = [(weights[name], name) for name in draft.features.names() if name in weights]
    most = sorted(known, key=lambda pair: (-abs(pair[0]), pair[1]))[:MOST_FEATURES]
    told = ", ".join(f"{name} {weight:+.2f}" for weight, name in most)
    return [
        f"Features that weigh most, in log-odds: {told}.",
        f"Confidence {draft.confidence:.2f}; rows below {THRESHOLD} are dropped.",
    ]


def _named(analysis: Analysis, draft: Draft, evidence: Sequence[str]) -> list[str]:
    source, way = draft.source, _ways()[draft.source.how]
    written = f" for {_words(analysis, draft.source_span)}" if draft.source_span is not None else ""
    right = f" Right in {float(way['right']):.0%} of such cases." if source.name is not None else ""
    about = [f"kind {source.kind}", source.anonymity.replace("_", " ")]
    about += [f"role {source.role_title}"] if source.role_title else []
    about += [f"of {source.affiliation}"] if source.affiliation else []
    return [
        f"The name is {source.name or 'unknown'}{written}: {way['meaning']}.{right}",
        *_doubted(source, evidence),
        f"Who it is: {', '.join(about)}.",
    ]


def _doubted(source: Source, evidence: Sequence[str]) -> list[str]:
    """What makes the name surer or less sure than others that were found in its way."""
    weights = _name_weights()
    known = sorted(
        (name for name in evidence if weights.get(name)), key=lambda name: (-abs(weights[name]), name)
    )
    if not known:
        return []
    told = ", ".join(f"{name} {weights[name]:+.2f}" for name in known[:MOST_FEATURES])
    return [f"Name confidence {name_confidence(source, evidence):.2f}; in log-odds: {told}."]


def _words(analysis: Analysis, span: Span | None) -> str:
    text = "" if span is None else " ".join(analysis.text[span.start : span.end].split())
    return repr(text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…")


@cache
def _name_weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in read_table("statements/name_weights")}


@cache
def _ways() -> dict[str, Row]:
    return {row["how"]: row for row in read_table("statements/name_confidence")}
