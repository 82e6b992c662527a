"""The published tables, each declared once in a module of its own."""

from newsetl.tables import (
    articles,
    attributions,
    corrections,
    date_mentions,
    entity_mentions,
    force_levels,
    inputs,
    machine_rows,
    quarantine,
    refused_figures,
    region_mentions,
    runs,
)
from newsetl.tables.schema import Table
from newsetl.tables.sources import SOURCE_TABLES

TABLES: dict[str, Table] = {
    module.TABLE.name: module.TABLE
    for module in (
        articles,
        attributions,
        region_mentions,
        force_levels,
        refused_figures,
        date_mentions,
        entity_mentions,
        quarantine,
        runs,
        inputs,
        corrections,
        machine_rows,
    )
}
FORCE_LEVELS, ATTRIBUTIONS = force_levels.TABLE.name, attributions.TABLE.name
ANNOTATION_TABLES: dict[str, Table] = {name: table for name, table in TABLES.items() if table.is_annotation}

PUBLISHED_MARTS: dict[str, Table] = {table.name: table for table in SOURCE_TABLES}  # made from the others
LAKE_TABLES: dict[str, Table] = TABLES | PUBLISHED_MARTS


def schema_version() -> int:
    """The number of declared columns: columns are only ever added, so that a later declaration has more."""
    return sum(len(table.columns) for table in TABLES.values())


__all__ = [
    "ANNOTATION_TABLES",
    "ATTRIBUTIONS",
    "FORCE_LEVELS",
    "LAKE_TABLES",
    "PUBLISHED_MARTS",
    "TABLES",
    "schema_version",
]
