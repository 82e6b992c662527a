"""From decisions to rows: figures that are force sizes, and numbers near force words that are not."""

from collections.abc import Sequence
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.extractors.force_levels.claims import claim_id
from newsetl.extractors.force_levels.decision import Decision, Refusal
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.relation import relation_of, words_for
from newsetl.extractors.force_levels.whose.actor import words_of_owner
from newsetl.language.numbers import NumberExpression
from newsetl.tables.articles import Article
from newsetl.tables.force_levels import TABLE as FORCE_LEVELS
from newsetl.tables.force_levels import ForceLevel
from newsetl.tables.refused_figures import TABLE as REFUSED_FIGURES
from newsetl.tables.refused_figures import RefusedFigure
from newsetl.tables.schema import Table

MAX_BASE_DISTANCE = 8  # sentences between a percentage and the level that it refers to


def make_rows(scene: Scene, decisions: Sequence[Decision]) -> list[ForceLevel]:
    """Rows of the numbers that are force sizes, in text order."""
    rows = [_row(scene, decision) for decision in decisions]
    return [_with_base(rows, row) for row in rows]


def make_refused(scene: Scene, refusals: Sequence[Refusal]) -> list[RefusedFigure]:
    """Rows of the numbers that were refused, in text order."""
    return [_refused(scene, refusal) for refusal in refusals]


def row_id(table: Table, article: Article, number: NumberExpression) -> str:
    """The id of a number's row in either table."""
    return table.row_id(article.article_id, article.revision, Span(number.start, number.end))


def _row(scene: Scene, decision: Decision) -> ForceLevel:
    figure, article = decision.candidate.figure, scene.article
    number, sentence = figure.number, figure.sentence
    published = article.day
    actor, place, as_of, source = (
        decision.actor.value,
        decision.place.value,
        decision.as_of.value,
        decision.source.value,
    )
    where = words_for(scene, figure, decision.place)
    decided = replace(figure, measure=decision.measure.value, modality=decision.modality.value)
    return ForceLevel(
        force_level_id=row_id(FORCE_LEVELS, article, number),
        start=number.start,
        end=number.end,
        surface=number.surface,
        sentence=scene.analysis.sentence_text(sentence),
        value_low=number.low,
        value_high=number.high,
        value=number.value,
        qualifier=number.qualifier,
        unit=figure.counted.unit,
        measure=decided.measure,
        modality=decided.modality,
        actor_name=actor.name,
        actor_iso3=actor.iso3,
        actor_text=_text(scene, words_of_owner(scene, figure, decision.actor)),
        personnel_type=figure.counted.personnel_type,
        place_id=place.place_id,
        place_name=place.name,
        place_iso3=place.iso3,
        place_text=_text(scene, where),
        place_relation=relation_of(scene, figure, where) if place.name is not None else None,
        as_of_start=as_of.start,
        as_of_end=as_of.end,
        as_of_precision=as_of.precision,
        as_of_text=as_of.text,
        attribution_id=source.attribution_id,
        source_name=source.name,
        via_name=source.via,
        claim_id=claim_id(decided, actor, place, as_of, published),
        sentence_index=sentence.index,
        confidence=round(decision.confidence, 3),
        weakest_field=decision.weakest,
    )


def _text(scene: Scene, words: tuple[int, int] | None) -> str | None:
    return None if words is None else scene.analysis.text[slice(*words)].strip(" -‑–")


def _refused(scene: Scene, refusal: Refusal) -> RefusedFigure:
    number, sentence = refusal.candidate.number, refusal.candidate.figure.sentence
    article = scene.article
    return RefusedFigure(
        refused_figure_id=row_id(REFUSED_FIGURES, article, number),
        start=number.start,
        end=number.end,
        surface=number.surface,
        sentence=scene.analysis.sentence_text(sentence),
        reason=refusal.reason,
        value_low=number.low,
        value_high=number.high,
        sentence_index=sentence.index,
        confidence=round(1.0 - refusal.exists, 3),
    )


def _with_base(rows: Sequence[ForceLevel], row: ForceLevel) -> ForceLevel:
    """A percentage with the level of the same force, and place, that is nearest to it."""
    if row.unit != "percent":
        return row
    levels = [
        other
        for other in rows
        if other.unit == "persons"
        and other.measure == "level"
        and other.modality == "actual"
        and other.actor_name == row.actor_name
        and (other.place_iso3 == row.place_iso3 or row.place_iso3 is None)
        and abs(other.sentence_index - row.sentence_index) <= MAX_BASE_DISTANCE
    ]
    if not levels:
        return row
    nearest = min(levels, key=lambda other: abs(other.start - row.start))
    return replace(row, base_force_level_id=nearest.force_level_id)
