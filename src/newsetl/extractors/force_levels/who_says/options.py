"""Who says so: every source near a figure that it may be ascribed to."""

from collections.abc import Iterable

from newsetl.extractors.force_levels.how_many.candidates import Candidate, plain_words
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.who_says.sources import WRITER, Source, name_of, propose_sources
from newsetl.extractors.scoring import Option, log_share
from newsetl.tables.attributions import Attribution


def source_options(scene: Scene, candidate: Candidate, by_rules: Source | None) -> list[Option[Source]]:
    """Sources that a figure may be ascribed to, with their evidence; the last option is that none is stated.

    Args:
        by_rules: what the rules settle on; None where they take the number for no force.
    """
    found: dict[str, tuple[Source, list[tuple[int, int]], dict[str, float]]] = {}
    number, (start, end) = candidate.number, candidate.window(scene)
    for row in scene.attributions_from(start, end):
        if row.source_start is None or row.source_end is None:
            continue
        source = Source(row.attribution_id, name_of(row), row.via_name)
        _, spans, features = found.setdefault(key_of(source), (source, [], {}))
        spans.append((row.source_start, row.source_end))
        _describe(row, number.start, features)
    for rule, source in propose_sources(scene, number, candidate.figure.counted.head):
        found.setdefault(key_of(source), (source, [], {}))[2][f"rule={rule}"] = 1.0
    if by_rules is not None and by_rules != WRITER:
        features = found.setdefault(key_of(by_rules), (by_rules, [], {}))[2]
        features["ruled"] = 1.0
    _mark_agencies(found.values())
    options = [_option(candidate, *entry) for key, entry in found.items() if key]
    untold = candidate.untold("source")
    none = {"writer": 1.0, "reader": log_share(untold), "share": untold}
    none["ruled_writer"] = float(by_rules == WRITER)
    none["is_held"] = float(any("holds_figure" in entry[2] for entry in found.values()))
    return [*options, Option(WRITER, none)]


def key_of(source: Source) -> str:
    """What makes two sources one: the words of name and agency."""
    return plain_words(" ".join(filter(None, (source.name, source.via))))


def _mark_agencies(found: Iterable[tuple[Source, list[tuple[int, int]], dict[str, float]]]) -> None:
    """'AP quoted an official as saying': the agency that passes a figure on is not its source."""
    entries = list(found)
    agencies = {source.via for source, _, _ in entries if source.via is not None}
    for source, _, features in entries:
        if source.via is None and source.name in agencies:
            features.pop("holds_figure", None)
            features["agency_of_another"] = 1.0


def _describe(row: Attribution, at: int, features: dict[str, float]) -> None:
    if row.content_start <= at < row.content_end:
        features["holds_figure"] = 1.0
        features[f"holds_{row.cue_class}"] = 1.0
        features["depth"] = max(features.get("depth", 0.0), float(row.depth))
    features[f"kind_{row.source_kind}"] = 1.0


def _option(
    candidate: Candidate, source: Source, spans: list[tuple[int, int]], extra: dict[str, float]
) -> Option[Source]:
    figure, share = candidate.figure, candidate.share("source", sorted(set(spans)))
    here = any(figure.sentence.start <= span[0] < figure.sentence.end for span in spans)
    features = {"reader": log_share(share), "share": share, "same_sentence": float(here), **extra}
    return Option(source, features, spans[0] if spans else None)
