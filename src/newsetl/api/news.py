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

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

import duckdb
import pandas as pd

from newsetl.api.frames import (
    ArticleRows,
    Day,
    Params,
    Rows,
    ask,
    read_article,
    read_hits,
    read_rows,
    tables_html,
)
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.warehouse.reading import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class News:
    """An open database: one method per table and view, and the connection for everything else.

    What is seen does not change while it is open; the next `newsetl.open` sees what was loaded meanwhile.

    Args:
        source: what was opened: a path, or the address of an object store.
        connection: DuckDB connection in UTC that reads the tables and the files named, and writes none.
        database: path of news.duckdb; None where an object store was opened.
        limits: what one question to `sql` may take.
    """

    source: str
    connection: duckdb.DuckDBPyConnection
    database: Path | None = None
    limits: Limits = DEFAULT_LIMITS

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _repr_html_(self) -> str:
        """What a notebook shows: the tables and marts, their rows, and what a row of each is."""
        return tables_html(self.connection, self.source, self.names())

    def close(self) -> None:
        """Closes the connection."""
        self.connection.close()

    def sql(self, query: str, params: Params | None = None) -> pd.DataFrame:
        """The answer to one SELECT, or to a question of docs/sql-cookbook.md by its name.

        Args:
            query: SQL with `?` or `$name` where values go, or a name such as "force_levels_of".
            params: the values, such as {"actor": "RUS", "place": "UKR"}; never paste what someone typed into the SQL.

        Raises:
            UserError: the query does not run, writes, or takes too long; the message says what may have been meant.
        """
        return ask(self.connection, query, params, self.limits)

    def table(self, name: str, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Rows of a table or view by its name; `names` lists them, `Rows` tells what can be asked for.

        Raises:
            UserError: no such table, view or column, or one that tells no day.
        """
        return read_rows(self.connection, name, rows)

    def names(self) -> pd.DataFrame:
        """Every table and mart with what a row of it is: columns name, kind, comment."""
        found = self.sql(
            "FROM (SELECT table_name AS name, comment FROM duckdb_tables() "
            "UNION ALL SELECT view_name, comment FROM duckdb_views()) "
            "WHERE comment IS NOT NULL AND NOT starts_with(name, 'newsetl_') ORDER BY name"
        )
        found.insert(1, "kind", ["table" if name in TABLES else "mart" for name in found["name"]])
        return found

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
            text: words in any order; "in double quotes" those that must stand together as they are written.
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
        """How many of an actor's forces are said to be in a place: the latest word of each source, plans apart.

        Args:
            actor: ISO 3166-1 alpha-3 code, force or alliance ("RUS", "Wagner Group", "NATO"); None for all.
            place: ISO code, country, division or place; None for everywhere.

        Raises:
            UserError: no such actor or place; the message names the nearest.
        """
        return self.sql("FROM force_levels_in(?, ?)", [actor, place])

    def articles(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Articles, one row per revision; `is_current` marks the newest."""
        return self.table("articles", **rows)

    def attributions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Statements ascribed to a source: who said what, in which words."""
        return self.table("attributions", **rows)

    def region_mentions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Places named, with coordinates."""
        return self.table("region_mentions", **rows)

    def force_levels(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Reported sizes of armed and security forces."""
        return self.table("force_levels", **rows)

    def refused_figures(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """One row a number near a force word that tells no force size: casualties, captives, civilians, years."""
        return self.table("refused_figures", **rows)

    def date_mentions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Time expressions and the days they cover."""
        return self.table("date_mentions", **rows)

    def entity_mentions(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Persons and organisations named."""
        return self.table("entity_mentions", **rows)

    def quarantine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Documents that could not go on, with the reason."""
        return self.table("quarantine", **rows)

    def runs(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Runs with their counts and versions."""
        return self.table("runs", **rows)

    def inputs(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Documents that have been read, and what became of each."""
        return self.table("inputs", **rows)

    def outlet_activity(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Articles per outlet and day."""
        return self.table("outlet_activity", **rows)

    def source_frequency(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each source is cited, by day and outlet."""
        return self.table("source_frequency", **rows)

    def source_profile(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Each source: who it is, how often, where and how it is cited."""
        return self.table("source_profile", **rows)

    def sources(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Each source known by name: who it is, how often it is cited, since when."""
        return self.table("sources", **rows)

    def source_aliases(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Names and descriptions under which each source is found."""
        return self.table("source_aliases", **rows)

    def source_roles(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Roles in which each source is cited, and when."""
        return self.table("source_roles", **rows)

    def anonymous_sourcing(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Share of unnamed sources by outlet and month."""
        return self.table("anonymous_sourcing", **rows)

    def region_mention_counts(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each place is named, by day."""
        return self.table("region_mention_counts", **rows)

    def region_trend(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Places named more or less often than before."""
        return self.table("region_trend", **rows)

    def region_weeks(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each place is named, by week."""
        return self.table("region_weeks", **rows)

    def place_months(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each place is named, by month; stories add up over months."""
        return self.table("place_months", **rows)

    def outlet_countries(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each outlet names each country, by month; stories add up over months."""
        return self.table("outlet_countries", **rows)

    def country_pairs(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """In how many stories two countries are named together, by month."""
        return self.table("country_pairs", **rows)

    def entity_months(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often each person and organisation is named, by month; stories add up over months."""
        return self.table("entity_months", **rows)

    def force_level_reports(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force levels with article and source, ready to read."""
        return self.table("force_level_reports", **rows)

    def force_level_timeline(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force sizes told as fact, by actor and place along the date they hold for."""
        return self.table("force_level_timeline", **rows)

    def force_level_conflicts(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Pairs of claims on one force, place and time that cannot both be true."""
        return self.table("force_level_conflicts", **rows)

    def force_level_derived(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Head counts computed from percentages, with what they were computed from."""
        return self.table("force_level_derived", **rows)

    def source_links(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Which source an id or a bare name belongs to, where the archive knows it under more than one."""
        return self.table("source_links", **rows)

    def actors(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Armed and security forces by name, and the state or alliance that each belongs to."""
        return self.table("actors", **rows)

    def country_codes(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """ISO, UN M49, Correlates of War and Gleditsch and Ward codes of each country."""
        return self.table("country_codes", **rows)

    def story_syndication(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Stories that more than one outlet ran, and who ran them first."""
        return self.table("story_syndication", **rows)

    def quality_days(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How complete the rows of each annotation table are, by run and day."""
        return self.table("quality_days", **rows)

    def data_quality(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How complete and how sure the rows of each run are."""
        return self.table("data_quality", **rows)

    def corrections(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """What people have said of rows: who, when, why, what was and what is."""
        return self.table("corrections", **rows)

    def machine_rows(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Rows as the machine read them, where a person has said otherwise."""
        return self.table("machine_rows", **rows)

    def attributions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Statements as the machine read them, whatever people have said since."""
        return self.table("attributions_machine", **rows)

    def region_mentions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Places as the machine read them, whatever people have said since."""
        return self.table("region_mentions_machine", **rows)

    def force_levels_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force sizes as the machine read them, whatever people have said since."""
        return self.table("force_levels_machine", **rows)

    def refused_figures_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Refused numbers as the machine read them, whatever people have said since."""
        return self.table("refused_figures_machine", **rows)

    def date_mentions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Time expressions as the machine read them, whatever people have said since."""
        return self.table("date_mentions_machine", **rows)

    def entity_mentions_machine(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Persons and organisations as the machine read them, whatever people have said since."""
        return self.table("entity_mentions_machine", **rows)

    def corrections_to_check(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Corrections whose words are gone from the article, and those that contradict each other."""
        return self.table("corrections_to_check", **rows)

    def force_levels_to_review(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Force sizes that nobody has judged, what matters first."""
        return self.table("force_levels_to_review", **rows)

    def reviewer_agreement(self, **rows: Unpack[Rows]) -> pd.DataFrame:
        """How often two people say the same of a row (Cohen's kappa)."""
        return self.table("reviewer_agreement", **rows)
