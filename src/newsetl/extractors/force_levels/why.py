"""Why a figure is what it is: for each question the proposals, the rules and words behind them, and their weights."""

from collections.abc import Callable, Iterator
from typing import Any

from newsetl.extractors.force_levels.decision import FIELDS, Decision, Refusal
from newsetl.extractors.force_levels.judge import TABLE
from newsetl.extractors.force_levels.rows import row_id
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.reasons import Reason
from newsetl.extractors.scoring import Choice, Option, Weights, read_weights
from newsetl.tables.force_levels import TABLE as FORCE_LEVELS
from newsetl.tables.refused_figures import TABLE as REFUSED_FIGURES

SHOWN = 4  # proposals of a question, the likeliest first
LEAST = 0.05  # an effect below this is left out, unless a rule is named by it
RULES = ("rule=", "words=")


def reason_of(scene: Scene, judged: Decision | Refusal) -> Reason:
    """The steps of one decision."""
    number = judged.candidate.number
    table = REFUSED_FIGURES if isinstance(judged, Refusal) else FORCE_LEVELS
    title = f"{number.surface}: refused, {judged.reason}" if isinstance(judged, Refusal) else number.surface
    return Reason(table.name, row_id(table, scene.article, number), title, tuple(_steps(scene, judged)))


def _steps(scene: Scene, judged: Decision | Refusal) -> Iterator[str]:
    weights = read_weights(TABLE)
    effects = _effects(judged.exists_evidence, weights["exists"])
    yield f"force size with probability {judged.exists:.2f}: {effects}"
    if isinstance(judged, Refusal):
        return
    for field in FIELDS[1:]:
        choice: Choice[Any] = getattr(judged, field)
        ranked = sorted(range(len(choice.options)), key=lambda i: -choice.shares[i])[:SHOWN]
        for i in ranked:
            verb = "is" if i == choice.best else "not"
            yield f"{field} {verb} {_told(scene, choice.options[i], choice.shares[i], weights[field])}"
    yield f"whole record right with probability {judged.confidence:.2f}; least sure: {judged.weakest}"


def _told(scene: Scene, option: Option[Any], share: float, weights: Weights) -> str:
    words = "" if option.words is None else f" («{scene.analysis.text[slice(*option.words)]}»)"
    return f"{_name(option.value)}{words}, {share:.2f}: {_effects(option.features, weights)}"


def _name(value: Any) -> str:
    if isinstance(value, str):
        return value
    readers: tuple[Callable[[Any], Any], ...] = (
        lambda v: getattr(v, "name", None),
        lambda v: getattr(v, "iso3", None),
        lambda v: getattr(v, "start", None),
    )
    return next((str(read(value)) for read in readers if read(value) is not None), "not given")


def _effects(features: Any, weights: Weights) -> str:
    effects = {name: value * weights.get(name, 0.0) for name, value in features.items()}
    ranked = sorted(effects.items(), key=lambda pair: -abs(pair[1]))
    shown = (pair for pair in ranked if abs(pair[1]) >= LEAST or pair[0].startswith(RULES))
    return ", ".join(f"{name} {effect:+.1f}" for name, effect in shown) or "nothing"
