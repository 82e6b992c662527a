"""Words in articles: the index beside the database where it is up to date, else the words as they are written.

The index is brought up to date in the background: the first search after a publish does not wait for it.
"""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from newsetl.desk.archive import Reading
from newsetl.desk.fields import Narrowing
from newsetl.desk.list_query import OF_HITS
from newsetl.desk.lists import ARTICLES
from newsetl.warehouse.ranking import ranked
from newsetl.warehouse.search import index_path, open_index, search_ranked
from newsetl.warehouse.search_hits import PHRASE

MOST_HITS = 5_000
PATIENCE = 0.7  # seconds that a search waits for the index
log = logging.getLogger(__name__)
KEPT = """
CREATE OR REPLACE TEMP TABLE desk_found AS
SELECT article_id, score FROM desk_ranked
WHERE article_id IN (SELECT article_id FROM articles WHERE is_current AND {where})
ORDER BY score DESC, article_id LIMIT {most}
"""
# Put by first: in one question with the phrase DuckDB looks for that in every text before it asks which are hits.
# The days that are asked for lead it to the few parts of the table whose texts it has to read
TEXTS = """
CREATE OR REPLACE TEMP TABLE desk_texts AS
SELECT article_id, concat_ws(chr(10), title, text) AS written
FROM articles WHERE is_current AND {where} AND article_id IN (SELECT article_id FROM desk_found)
"""
WITHOUT_PHRASE = """
DELETE FROM desk_found WHERE article_id NOT IN (
    SELECT article_id FROM desk_texts WHERE contains(lower(written), lower($phrase))
)
"""


# Joined once: a page counts, sorts and shows what is found
FOUND = (
    f"CREATE OR REPLACE TEMP TABLE {OF_HITS} AS SELECT * FROM {ARTICLES} JOIN desk_scores USING (article_id)"
)


class Searcher:
    """Finds articles by their words.

    Args:
        database: path of news.duckdb.
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._building: tuple[str, Future[Any]] | None = None
        self._lock = threading.Lock()

    def prepare(self, state: str) -> None:
        """Brings an index that was searched before up to date with a published state, ahead of the next search."""
        if index_path(self.database).is_file():
            self._started(state)

    def is_ready(self, reading: Reading) -> bool:
        """True where the index is there, so that what it finds in a published state stays what it is."""
        return self._index(reading) is not None

    def find(self, reading: Reading, text: str, narrowing: Narrowing) -> pa.Table:
        """Columns article_id and score, by the index revision too, of articles that hold every word.

        By the index, where it is there, the best MOST_HITS of those that the narrowing leaves; without it all.
        """
        index = self._index(reading)
        if index is not None:
            with index.cursor() as searching:
                searching.execute("USE search")  # which a cursor does not take over
                phrases = " ".join(PHRASE.findall(text))
                return ranked(searching, text, _among(reading, narrowing), MOST_HITS, phrases)
        return reading.connection.execute(
            "SELECT article_id, occurrences::DOUBLE AS score FROM search_articles($text)",
            {"text": text.replace('"', " ")},
        ).to_arrow_table()

    def close(self) -> None:
        """Ends the work on the index; what it has made so far is thrown away."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _index(self, reading: Reading) -> Any | None:
        """The index, opened once for each published state; None where it is not there yet or cannot be."""
        try:
            return self._started(reading.state).result(PATIENCE)
        except TimeoutError:
            return None
        except (duckdb.Error, OSError) as error:
            log.warning("the index of words is not available: %s", error)
            return None

    def _started(self, state: str) -> Future[Any]:
        with self._lock:
            if self._building is None or self._building[0] != state:
                self._building = (state, self._pool.submit(self._build))
            return self._building[1]

    def _build(self) -> Any | None:
        from newsetl.warehouse import open_database  # noqa: PLC0415 - only here

        with open_database(self.database) as connection:
            can_be = search_ranked(connection, self.database, "") is not None
        return open_index(self.database) if can_be else None


def _among(reading: Reading, narrowing: Narrowing) -> pa.Table | None:
    """The articles that a narrowing leaves; None where it asks for nothing."""
    if not narrowing.asked:
        return None
    sql = f"SELECT article_id, revision FROM articles WHERE is_current AND {narrowing.where}"
    return reading.connection.execute(sql, narrowing.params).to_arrow_table()


def keep_hits(reading: Reading, searcher: Searcher, text: str, narrowing: Narrowing) -> None:
    """Puts what is found where a list can read it: `desk_hits` of this reading, the articles with their scores.

    Of the articles that the narrowing leaves these are the MOST_HITS best, without those that lack a phrase
    "in double quotes". Found once of a published state: further pages, facets and files ask for the same again.
    """
    values = sorted((name, str(value)) for name, value in narrowing.params.items())
    key = OF_HITS, text, narrowing.where, tuple(values)
    if searcher.is_ready(reading):
        hits = reading.memory.of(key, lambda: _hits(reading, searcher, text, narrowing))
    else:
        hits = _hits(reading, searcher, text, narrowing)
    reading.connection.register("desk_scores", hits)
    reading.connection.execute(FOUND)


def _hits(reading: Reading, searcher: Searcher, text: str, narrowing: Narrowing) -> pa.Table:
    """Columns article_id and score of what is found."""
    reading.connection.register("desk_ranked", searcher.find(reading, text, narrowing))
    reading.connection.execute(KEPT.format(where=narrowing.where, most=MOST_HITS), narrowing.params)
    reading.connection.unregister("desk_ranked")
    phrases = PHRASE.findall(text)
    if phrases:
        reading.connection.execute(TEXTS.format(where=narrowing.where), narrowing.params)
    for phrase in phrases:
        reading.connection.execute(WITHOUT_PHRASE, {"phrase": phrase})
    return reading.connection.execute("FROM desk_found").to_arrow_table()
