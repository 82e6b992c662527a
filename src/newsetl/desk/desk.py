"""What the pages of a desk work with: the archive, the search of words, and what reviewers said."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from newsetl.desk.archive import DESK_LIMITS, Archive
from newsetl.desk.searching import Searcher
from newsetl.desk.unpublished_corrections import UnpublishedCorrections
from newsetl.warehouse.sandbox import Limits

DATABASE = "news.duckdb"


@dataclass(frozen=True, slots=True)
class Desk:
    """A data directory that is looked at.

    Args:
        data_dir: the data directory.
        archive: its database.
        searcher: finds articles by their words.
        reviews: what people have said of figures.
    """

    data_dir: Path
    archive: Archive
    searcher: Searcher
    reviews: UnpublishedCorrections

    @classmethod
    def of(cls, data_dir: Path, limits: Limits = DESK_LIMITS) -> Self:
        """The desk of a data directory."""
        database = data_dir / DATABASE
        searcher = Searcher(database)
        archive = Archive(database, limits, searcher.prepare)
        return cls(data_dir, archive, searcher, UnpublishedCorrections(data_dir))

    def close(self) -> None:
        """Ends what runs in the background and closes the database."""
        self.searcher.close()
        self.archive.close()
