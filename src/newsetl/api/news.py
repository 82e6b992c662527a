"""The tables in Python, for notebooks: `newsetl.open(path)` gives pandas frames and a DuckDB connection.

```python
import newsetl

with newsetl.open("data") as news:  # or "s3://bucket/prefix"
    news.force_level_timeline()
    news.attributions(since="2018-01-01", columns=["source_name", "content_text"])
    news.sql("SELECT outlet, count(*) AS articles FROM articles WHERE language = ? GROUP BY ALL", ["en"])
    news.search("troops in Iraq")
```

Frames have Arrow's types: whole numbers with nulls stay whole, days are dates, times are in UTC, and an unknown
value is `pd.NA`, never 0 or "".
"""

import pandas as pd

from newsetl.api.frames import ArticleRows, Day, read_article, read_hits, tables_html
from newsetl.api.marts import Marts
from newsetl.api.tables import Tables
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES


class News(Tables, Marts):
    """An open database: one method per table and view, and the connection for everything else.

    What is seen does not change while it is open; the next `newsetl.open` sees what was loaded meanwhile.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: the tables and marts, their rows, and what a row of each is."""
        return tables_html(self.connection, self.source, self.names())

    def article(self, article_id: str) -> ArticleRows:
        """The current revision of an article with all rows extracted from it.

        Raises:
            UserError: no such article.
        """
        articles = read_article(self.connection, "articles", article_id, "revision")
        if articles.empty:
            raise UserError(f"no article {article_id!r} in {self.source}")
        rows = {
            name: read_article(self.connection, name, article_id, table.spans[-1][0])
            for name, table in ANNOTATION_TABLES.items()
        }
        return ArticleRows(articles.iloc[0], **rows)

    def search(self, text: str, limit: int = 20) -> pd.DataFrame:
        """Articles that hold every word of `text`, in any form of the word, best first.

        The first search after a load brings the index beside the database up to date. Where there can be none, as on
        an object store, articles are found that hold the words as they are written, most occurrences first;
        `frame.attrs["method"]` is "bm25" or "words".

        Args:
            text: words in any order; "in double quotes" those that must be together as they are written.
            limit: most articles.

        Returns:
            Columns article_id, published_at, outlet, title, url, snippet (the first place in the text that holds a
            word), score.
        """
        return read_hits(self.connection, self.database, text, limit)

    def known_on(self, day: Day, actor: str | None = None, place: str | None = None) -> pd.DataFrame:
        """What was known on a day of the sizes of forces: the claims published by then, each with its last word.

        Args:
            day: a date or "2018-01-01".
            actor: whose forces: ISO 3166-1 alpha-3 code or name ("USA", "Taliban"); None for all.
            place: where: ISO code or name; None for everywhere.
        """
        return self.sql("FROM force_levels_known_on(?::DATE, ?, ?)", [str(day), actor, place])

    def force_levels_in(self, actor: str | None, place: str | None = None) -> pd.DataFrame:
        """How many of an actor's forces are said to be in a place: the answer, and the latest word of each source.

        Args:
            actor: ISO 3166-1 alpha-3 code, force or alliance ("RUS", "Wagner Group", "NATO"); None for all.
            place: ISO code, country, division or place; None for everywhere.

        Returns:
            Where both are given, or nothing is reported, first the row with `told_as` "answer", whose `figure` is a
            sentence; then one row for the latest word of each source of each kind, sizes, plans and shares apart.

        Raises:
            UserError: no such actor or place; the message names the nearest.
        """
        return self.sql("FROM force_levels_in(?, ?)", [actor, place])
