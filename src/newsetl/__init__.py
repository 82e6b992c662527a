"""newsetl: news articles in; typed, evidence-backed rows out, as Parquet and as a DuckDB database."""

__version__ = "0.1.0"
