"""The tables in Python: what `newsetl.open` gives."""

from newsetl.api.news import News

__all__ = ["News"]
