"""Words in articles: the index beside the database where it is up to date, else the words as they are written.

The index is brought up to date in the background: the first search after a publish does not wait for it.
"""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb

from newsetl.desk.archive import Reading
from newsetl.warehouse.hits import PHRASE
from newsetl.warehouse.search import search_ranked

MOST_HITS = 5_000
PATIENCE = 0.7  # seconds that a search waits for the index
log = logging.getLogger(__name__)
Hits = list[tuple[str, float]]


class Searcher:
    """Finds articles by their words.

    Args:
        database: path of news.duckdb.
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._building: tuple[str, Future[None]] | None = None
        self._lock = threading.Lock()

    def find(self, reading: Reading, text: str) -> tuple[Hits, bool]:
        """Ids and scores of the articles that hold every word, best first, and whether the index gave them."""
        if self._is_ready(reading):
            ranked = search_ranked(reading.connection, self.database, text)
            if ranked is not None:
                return [(article_id, score) for article_id, _, score in ranked[:MOST_HITS]], True
        rows = reading.connection.execute(
            "SELECT article_id, occurrences::DOUBLE FROM search_articles($text) LIMIT $most",
            {"text": text.replace('"', " "), "most": MOST_HITS},
        ).fetchall()
        return rows, False

    def close(self) -> None:
        """Ends the work on the index; what it has made so far is thrown away."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _is_ready(self, reading: Reading) -> bool:
        with self._lock:
            if self._building is None or self._building[0] != reading.state:
                self._building = (reading.state, self._pool.submit(self._build))
            building = self._building[1]
        try:
            building.result(PATIENCE)
        except TimeoutError:
            return False
        except (duckdb.Error, OSError) as error:
            log.warning("the index of words is not available: %s", error)
            return False
        return True

    def _build(self) -> None:
        from newsetl.warehouse import open_database  # noqa: PLC0415 - only here

        with open_database(self.database) as connection:
            search_ranked(connection, self.database, "")


def keep_hits(reading: Reading, hits: Hits, text: str) -> None:
    """Puts what was found where lists can join it: the temporary table desk_hits of this reading.

    Articles that lack a phrase "in double quotes" are left out.
    """
    reading.connection.execute("CREATE OR REPLACE TEMP TABLE desk_hits (article_id VARCHAR, score DOUBLE)")
    reading.connection.execute(
        "INSERT INTO desk_hits SELECT unnest($ids::VARCHAR[]), unnest($scores::DOUBLE[])",
        {"ids": [found for found, _ in hits], "scores": [score for _, score in hits]},
    )
    for phrase in PHRASE.findall(text):
        reading.connection.execute(
            "DELETE FROM desk_hits WHERE article_id NOT IN (SELECT article_id FROM articles WHERE is_current "
            "AND article_id IN (SELECT article_id FROM desk_hits) "
            "AND contains(lower(concat_ws(chr(10), title, text)), lower($phrase)))",
            {"phrase": phrase},
        )
