"""news.duckdb: built beside the old one from a lake snapshot, checked, and put in its place by one rename."""

from newsetl.warehouse.checks import run_checks
from newsetl.warehouse.load import build_database, database_snapshot, is_as_declared, put_in_place
from newsetl.warehouse.reading import open_database

__all__ = [
    "build_database",
    "database_snapshot",
    "is_as_declared",
    "open_database",
    "put_in_place",
    "run_checks",
]
