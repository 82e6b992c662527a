"""news.duckdb: built beside the old one from a lake snapshot, checked, and shown by one switch."""

from newsetl.warehouse.checks import run_checks
from newsetl.warehouse.database_link import database_snapshot, put_in_place
from newsetl.warehouse.load import build_database, is_as_declared
from newsetl.warehouse.sandbox import open_database

__all__ = [
    "build_database",
    "database_snapshot",
    "is_as_declared",
    "open_database",
    "put_in_place",
    "run_checks",
]
