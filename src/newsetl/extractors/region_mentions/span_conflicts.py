"""Leaves one reading of each span: a name that is an organisation or a person is not a literal place as well."""

from collections.abc import Sequence
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.tables.entity_mentions import EntityMention
from newsetl.tables.region_mentions import RegionMention

KEPT = ("demonym", "embedded", "dateline")  # parts of names, whatever the name is; where a report was written
# "The Kremlin" is an organisation too; its place says what the name stands for.
BUILT = "facility"


def without_conflicts(
    regions: Sequence[RegionMention], entities: Sequence[EntityMention]
) -> list[RegionMention]:
    """The region mentions without those that are an entity's name; those inside of one are embedded.

    Args:
        regions: in text order.
        entities: persons and organisations of the same article.
    """
    names = [(Span(e.start, e.end), e.entity_type) for e in entities]
    result = []
    for region in regions:
        span = Span(region.start, region.end)
        over = next(((name, kind) for name, kind in names if name.contains(span)), None)
        is_built = over is not None and over[0] == span and region.place_type == BUILT
        if over is None or is_built or region.mention_type in KEPT:
            result.append(region)
        elif over[0] != span and over[1] != "person":
            result.append(replace(region, mention_type="embedded"))
    return result
