"""When: every date near a figure that it may hold for."""

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.when.as_of import UNDATED, AsOf, period
from newsetl.extractors.scoring import Option, log_share
from newsetl.tables.date_mentions import DateMention


def date_options(scene: Scene, candidate: Candidate, by_rules: AsOf | None) -> list[Option[AsOf]]:
    """Dates that a figure may hold for, with their evidence; the last option is that the text gives none.

    Args:
        by_rules: what the rules settle on; None where they take the number for no force.
    """
    values: dict[str, list[tuple[AsOf, DateMention | None]]] = {}
    for mention in scene.dates_in(*candidate.window(scene)):
        if mention.start_date is None or mention.kind not in ("date", "time"):
            continue
        as_of = period(mention)
        values.setdefault(str(as_of.start), []).append((as_of, mention))
    if by_rules is not None and by_rules.start is not None:
        values.setdefault(str(by_rules.start), []).insert(0, (by_rules, None))
    options = [_option(scene, candidate, found, by_rules) for found in values.values()]
    untold = candidate.untold("as_of")
    features = {"undated": 1.0, "reader": log_share(untold), "share": untold}
    features["ruled_undated"] = float(by_rules is not None and by_rules.start is None)
    return [*options, Option(UNDATED, features)]


def _option(
    scene: Scene, candidate: Candidate, found: list[tuple[AsOf, DateMention | None]], by_rules: AsOf | None
) -> Option[AsOf]:
    as_of, _ = found[0]
    mentions = [mention for _, mention in found if mention is not None]
    spans = sorted({(m.start, m.end) for m in mentions})
    figure, share = candidate.figure, candidate.share("as_of", spans)
    here = [s for s in spans if figure.sentence.start <= s[0] < figure.sentence.end]
    published = scene.article.day
    features = {
        "reader": log_share(share),
        "share": share,
        "ruled": float(by_rules is not None and by_rules.start == as_of.start),
        "same_sentence": float(bool(here)),
        "today": float(published is not None and as_of.start == published),
        f"precision_{as_of.precision}": 1.0,
    }
    return Option(as_of, features, here[0] if here else spans[0] if spans else None)
