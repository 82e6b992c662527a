"""Full-text search: ranked by the index where there can be one, by the words as they are written where not."""

import json
import math
import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

import newsetl
from newsetl.desk import searching
from newsetl.desk.desk import Desk
from newsetl.desk.fields import narrow
from newsetl.warehouse import search, search_hits
from newsetl.warehouse.search import fts_extension, index_path
from tests.stages.plain_run import plain_run

# What the index must hold: the texts taken to words, those of the headline three times
FROM_THE_TEXTS = """
WITH said AS (
    SELECT article_id, revision, unnest(words_of(text)) AS word, 1 AS weight
    FROM archive.articles WHERE is_current
    UNION ALL
    SELECT article_id, revision, unnest(words_of(title)), 3 FROM archive.articles WHERE is_current
)
SELECT stem(word, 'english') AS term, article_id, revision, sum(weight)::BIGINT AS occurrences
FROM said
GROUP BY ALL
"""
DRAWDOWN = "Baghdad says American troop numbers will shrink now that ISIS is beaten"


@pytest.fixture
def data_dir(sample_data_dir: Path, tmp_path: Path) -> Path:
    """A copy of the database without an index."""
    shutil.copy(sample_data_dir / "news.duckdb", tmp_path / "news.duckdb")
    return tmp_path


@pytest.fixture(params=["bm25", "words"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "words":
        monkeypatch.setattr(search, "fts_extension", lambda: None)
    return str(request.param)


def test_the_fts_extension_comes_with_the_installation() -> None:
    """Its wheel holds the file for the DuckDB that is installed."""
    assert fts_extension() is not None


def test_both_ways_find_articles_that_hold_every_word(data_dir: Path, method: str) -> None:
    """The article comes first, with a piece of its text; a word too many and it does not come."""
    with newsetl.open(data_dir) as news:
        found = news.search("Hadithi American Iraq")
        assert found.attrs["method"] == method
        assert DRAWDOWN in set(found["title"])
        assert found["snippet"].str.len().min() > 0
        assert list(found["score"]) == sorted(found["score"], reverse=True)
        assert news.search("Hadithi American Iraq zeppelin").empty


def test_words_in_quotes_must_stand_together(data_dir: Path, method: str) -> None:
    """A phrase is found as it is written, and only so."""
    with newsetl.open(data_dir) as news:
        assert any("barely begun" in snippet for snippet in news.search('"barely begun"')["snippet"])
        assert news.search('"begun barely"').empty


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("American soldier shrink", DRAWDOWN),
        ("8892", DRAWDOWN),
        ("8,892", DRAWDOWN),
        ("baghdad SHRINKS", DRAWDOWN),
    ],
)
def test_the_index_knows_forms_of_words_and_ways_to_write_numbers(
    data_dir: Path, asked: str, written: str
) -> None:
    """Inflection, case and thousands separators do not matter."""
    with newsetl.open(data_dir) as news:
        assert written in set(news.search(asked)["title"])


@pytest.mark.parametrize("asked", ["", "   ", '"', "% _ ' -- ;", "🙂", "\\", "(", "." * 2000])
def test_no_question_breaks_the_search(data_dir: Path, method: str, asked: str) -> None:
    """Whatever is typed is words or nothing, never SQL, never a pattern."""
    with newsetl.open(data_dir) as news:
        assert set(news.search(asked).columns) >= {"article_id", "snippet", "score"}


def test_only_current_revisions_are_found(data_dir: Path, method: str) -> None:
    """A corrected article is found by what it says now, not by what it said."""
    with newsetl.open(data_dir) as news:
        assert "1,890" not in "".join(news.search("instructors Bangui ambassador")["title"])
        assert len(news.search("instructors Bangui ambassador")) == 1


def test_the_index_is_made_once_and_then_follows_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second search reads the same file; after a load only the new article is taken in, also by an open desk."""
    monkeypatch.setattr(searching, "PATIENCE", 60)
    source = tmp_path / "in"
    source.mkdir()

    def publish(name: str, text: str) -> None:
        record = {"id": name, "url": f"https://outlet.example/{name}", "title": name, "text": text}
        (source / f"{name}.json").write_text(json.dumps(record | {"published_at": "2018-02-05"}))
        plain_run(tmp_path, [str(source)])

    publish(
        "first", "The minister said the bridge at Mopti was rebuilt by engineers of the army last month. " * 3
    )
    with newsetl.open(tmp_path) as news:
        assert list(news.search("bridge")["title"]) == ["first"]
    made = index_path(tmp_path / "news.duckdb").stat()
    with newsetl.open(tmp_path) as news:
        assert list(news.search("engineers")["title"]) == ["first"]
    assert index_path(tmp_path / "news.duckdb").stat().st_ino == made.st_ino
    publish(
        "second",
        "A ferry now crosses the river where a bridge stood, the governor told reporters there. " * 3,
    )
    publish(
        "first",
        "The minister said the dam at Mopti was rebuilt by engineers of the army only last month. " * 3,
    )
    with newsetl.open(tmp_path) as news:
        assert list(news.search("bridge")["title"]) == ["second"]
        assert list(news.search("dam")["title"]) == ["first"]
    with closing(Desk.of(tmp_path)) as desk:
        assert (found_by(desk, "dams"), found_by(desk, "harbour")) == (1, 0)
        publish("third", "The harbour was opened by the governor, who said that ships would come soon. " * 3)
        with desk.archive.reading() as reading:
            assert desk.searcher._building is not None  # the index is under way before the first search
            assert desk.searcher._building[0] == reading.state
        assert (found_by(desk, "dams"), found_by(desk, "harbours")) == (1, 1)
    assert [path.name for path in tmp_path.glob("*.next*")] == []


def found_by(desk: Desk, word: str) -> int:
    """How many articles of the newest state a desk finds by its index, which alone knows forms of words."""
    with desk.archive.reading() as reading:
        return int(desk.searcher.find(reading, word, narrow([], {})).num_rows)


def test_scores_are_those_of_bm25(data_dir: Path) -> None:
    """Of articles that hold all three words, whichever of them is the rarest."""
    database = data_dir / "news.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        found = search.search_ranked(connection, database, "said troops Iraq")
    assert found is not None
    with duckdb.connect(str(index_path(database)), read_only=True) as index:
        lengths = dict(index.execute("SELECT document, length FROM documents").fetchall())
        names = dict(index.execute("SELECT document, article_id FROM documents").fetchall())
        held = {
            term: dict(index.execute(
                "SELECT document, occurrences FROM postings WHERE term = $1", [term]
            ).fetchall())
            for term in ("said", "troop", "iraq")
        }  # fmt: skip
    average = sum(lengths.values()) / len(lengths)
    expected = {}
    for document in set.intersection(*map(set, held.values())):
        norm = 1.2 * (0.25 + 0.75 * lengths[document] / average)
        expected[names[document]] = sum(
            math.log(1 + (len(lengths) - len(of) + 0.5) / (len(of) + 0.5))
            * of[document] * 2.2 / (of[document] + norm)
            for of in held.values()
        )  # fmt: skip
    scores = {row["article_id"]: row["score"] for row in found.to_pylist()}
    assert len(scores) > 1
    assert scores == pytest.approx(expected)
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


def test_a_question_of_all_words_of_the_archive_is_answered(data_dir: Path) -> None:
    """More words than one statement can join: a whole text finds its article, all texts together find none."""
    database = data_dir / "news.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        texts = connection.execute("SELECT article_id, text FROM articles WHERE is_current").fetchall()
        article, text = max(texts, key=lambda row: len(row[1]))
        found = search.search_ranked(connection, database, text)
        assert found is not None
        assert article in found.column("article_id").to_pylist()
        none = search.search_ranked(connection, database, " ".join(text for _, text in texts))
        assert none is not None
        assert none.num_rows == 0


def test_the_index_holds_what_the_texts_hold(data_dir: Path) -> None:
    """Every word of every current article, dated or not, as often as it is there."""
    database = data_dir / "news.duckdb"
    with newsetl.open(data_dir) as news:
        assert news.sql("SELECT count(*) AS n FROM articles WHERE published_at IS NULL")["n"][0] > 0
        news.search("Hadithi")
    with duckdb.connect(str(index_path(database)), read_only=True) as index:
        index.execute(f"LOAD '{fts_extension()}'")
        index.execute(f"ATTACH '{database}' AS archive (READ_ONLY)")
        held = index.execute(
            "SELECT term, article_id, revision, occurrences FROM postings JOIN documents USING (document)"
        ).fetchall()
        assert sorted(held) == sorted(index.execute(FROM_THE_TEXTS).fetchall())


def test_an_index_that_knows_more_than_the_reader_shows_no_more(data_dir: Path, tmp_path: Path) -> None:
    """A notebook that is open since before a load finds what it can see."""
    ranked = [("art_unseen", 1, 9.0)]
    with newsetl.open(data_dir) as news:
        assert list(search_hits._hits(news.connection, ranked, "word")) == []


def test_a_broken_index_is_made_anew(data_dir: Path) -> None:
    """A file that is none of ours in the index's place costs a rebuild, not an error."""
    duckdb.connect(str(index_path(data_dir / "news.duckdb"))).close()
    with newsetl.open(data_dir) as news:
        assert news.search("Hadithi").attrs["method"] == "bm25"


def test_a_folder_that_cannot_be_written_is_searched_without_an_index(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only share still answers."""
    monkeypatch.setattr(search, "index_path", lambda database: database.parent / "no folder" / "index.duckdb")
    with newsetl.open(data_dir) as news:
        found = news.search("Hadithi")
    assert found.attrs["method"] == "words"
    assert DRAWDOWN in set(found["title"])


def test_two_searches_at_once_both_answer(data_dir: Path) -> None:
    """Whoever is first makes the index; nobody waits for a lock or reads half a file."""
    from concurrent.futures import ThreadPoolExecutor

    def titles(_: int) -> list[str]:
        with newsetl.open(data_dir) as news:
            return list(news.search("Hadithi")["title"])

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(titles, range(4)))
    assert all(answer == found[0] for answer in found)
    assert DRAWDOWN in found[0]


def test_the_best_among_some_articles_are_those_of_all_articles(data_dir: Path) -> None:
    """Neither a bound nor a choice of articles changes scores or order."""
    database = data_dir / "news.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        every = search.search_ranked(connection, database, "troops said")
        assert every is not None
        rows = every.to_pylist()
        among = every.select(["article_id", "revision"]).slice(1)
        some = search.search_ranked(connection, database, "troops said", among)
        best = search.search_ranked(connection, database, "troops said", most=2)
    assert some is not None
    assert best is not None
    assert len(rows) > 2
    assert some.to_pylist() == rows[1:]
    assert best.to_pylist() == rows[:2]
