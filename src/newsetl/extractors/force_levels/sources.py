"""Who a figure is ascribed to."""

from dataclasses import dataclass

from newsetl.extractors.force_levels.scene import Scene
from newsetl.language.numbers import NumberExpression
from newsetl.tables.attributions import Attribution


@dataclass(frozen=True, slots=True)
class Source:
    """The attribution that a figure stands in, its source's name, and the agency that it came through."""

    attribution_id: str | None
    name: str | None
    via: str | None


WRITER = Source(None, None, None)


def resolve_source(scene: Scene, number: NumberExpression) -> Source:
    """The innermost attribution whose content holds the figure; the writer's own voice where none does."""
    holding = [row for row in scene.attributions if _holds(row, number)]
    if not holding:
        return WRITER
    innermost = min(holding, key=lambda row: (-row.depth, row.content_end - row.content_start))
    name = innermost.source_name or innermost.source_text
    return Source(innermost.attribution_id, name, innermost.via_name)


def _holds(row: Attribution, number: NumberExpression) -> bool:
    if row.content_start > number.start or number.end > row.content_end:
        return False
    return bool(row.source_name or row.source_text or row.via_name)
