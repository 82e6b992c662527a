"""`collect`: polls feeds and news sitemaps and keeps the articles that they name as WARC files.

A run that is killed loses nothing: the state names what waits, archives appear whole or not at all, and an
article is settled only after its archive has its name.
"""

from newsetl.inputs.collect.feeds_file import CollectSettings, FeedSource
from newsetl.inputs.collect.run import (
    ARCHIVE_FOLDER,
    CollectFailure,
    CollectProgress,
    CollectSummary,
    collect,
)

__all__ = [
    "ARCHIVE_FOLDER",
    "CollectFailure",
    "CollectProgress",
    "CollectSettings",
    "CollectSummary",
    "FeedSource",
    "collect",
]
