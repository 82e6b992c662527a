"""What people say of articles and of sources: applied at the publish, kept by revisions and backfills, undone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from newsetl.corrections import add_corrections, read_corrections, undo_corrections
from newsetl.corrections.files import read_corrections_file, write_corrections
from newsetl.corrections.metadata import (
    correct_article,
    corrected_aliases,
    link_source_names,
    story_of_its_own,
)
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES
from tests.corrections.reviewing import ask, everything, publish_now, say, views
from tests.corrections.test_publishing import assert_as_from_nothing
from tests.stages.plain_run import plain_run
from tests.stages.test_runs import write_article

COPY = """
SELECT * FROM articles WHERE is_current AND story_id IN (SELECT story_id FROM story_syndication)
    AND article_id IN (SELECT article_id FROM force_levels)
ORDER BY article_id LIMIT 1
"""
SAID = {"outlet": "Another Outlet", "authors": "Ann Author", "published_date": "2001-02-03"}


def say_it(data_dir: Path, article: dict[str, Any], by: str = "ann", **changes: str | None) -> None:
    add_corrections(data_dir, correct_article(article, changes, by))


def test_an_article_is_put_right_in_every_table_and_undone(data_dir: Path) -> None:
    """Outlet, day and story go into all its rows and the marts; a judged figure stays judged; undo leaves nothing."""
    shown = [name for name in views(data_dir) if name not in ("corrections", "reviewer_agreement")]
    before = everything(data_dir / "news.duckdb", shown)
    (article,) = ask(data_dir, COPY)
    own = f"article_id = '{article['article_id']}'"
    figure = ask(data_dir, f"FROM force_levels WHERE {own} ORDER BY force_level_id LIMIT 1")[0]
    say(data_dir, "force_levels", figure, "change", actor_name="Iran")
    alone = story_of_its_own(article["article_id"])
    say_it(data_dir, article, **SAID, story_id=alone)
    assert publish_now(data_dir) > 4
    (now,) = ask(data_dir, f"FROM articles WHERE is_current AND {own}")
    assert (now["outlet"], now["authors"], str(now["published_date"])) == tuple(SAID.values())
    assert (str(now["published_at"])[:10], now["published_precision"], now["story_id"]) == (
        "2001-02-03",
        "day",
        alone,
    )
    for name in ANNOTATION_TABLES:
        sql = f"SELECT DISTINCT outlet, published_date::VARCHAR AS day, story_id AS story FROM {name} WHERE {own}"
        assert ask(data_dir, sql) in ([{"outlet": "Another Outlet", "day": "2001-02-03", "story": alone}], [])
    sql = f"SELECT actor_name, review FROM force_levels WHERE force_level_id = '{figure['force_level_id']}'"
    assert ask(data_dir, sql) == [{"actor_name": "Iran", "review": "corrected"}]
    assert {row["applied"] for row in ask(data_dir, "FROM corrections")} == {"yes"}
    assert_as_from_nothing(data_dir, shown)
    undo_corrections(data_dir, [said.correction_id for said in read_corrections(data_dir)], "ann")
    publish_now(data_dir)
    assert everything(data_dir / "news.duckdb", shown) == before


def test_a_new_revision_keeps_what_was_said_of_the_article(tmp_path: Path) -> None:
    """Also where the log came before the article; undone, each revision has the value of its own document."""
    data_dir, text = tmp_path / "data", "KABUL - The ministry said on Monday that 4,000 troops were in Kabul."
    write_article(tmp_path / "in", "a", text)
    plain_run(data_dir, [str(tmp_path / "in")])
    (article,) = ask(data_dir, "FROM articles")
    say_it(data_dir, article, **SAID, story_id="sty_1")
    write_article(tmp_path / "in", "a", text + " It was denied.")
    plain_run(data_dir, [str(tmp_path / "in")])
    sql = "SELECT outlet, published_date::VARCHAR AS day, story_id FROM articles ORDER BY revision"
    now = {"outlet": "Another Outlet", "day": "2001-02-03", "story_id": "sty_1"}
    assert ask(data_dir, sql) == [now, now]
    assert ask(data_dir, "SELECT DISTINCT outlet FROM force_levels") == [{"outlet": "Another Outlet"}]
    shutil.copytree(data_dir / "corrections", tmp_path / "new" / "corrections")
    plain_run(tmp_path / "new", [str(tmp_path / "in")])
    assert ask(tmp_path / "new", sql)[-1]["outlet"] == "Another Outlet"
    undo_corrections(data_dir, [said.correction_id for said in read_corrections(data_dir)], "ann")
    publish_now(data_dir)
    own = {"outlet": "Outlet", "day": "2018-02-05", "story_id": article["story_id"]}
    assert ask(data_dir, sql) == [own, own]
    assert ask(data_dir, "SELECT * FROM machine_rows") == []


def test_two_names_become_one_source_and_two_again(data_dir: Path) -> None:
    """The statements of both are one source's, in every mart; chains of names are followed."""
    before = ask(data_dir, "SELECT source_id, source_name, mentions FROM source_profile ORDER BY ALL")
    first, second = sorted(before, key=lambda row: (-row["mentions"], row["source_id"]))[:2]
    add_corrections(data_dir, [link_source_names(first["source_name"], second["source_name"], "ann")])
    assert publish_now(data_dir) == 1
    after = ask(data_dir, "SELECT source_id, source_name, mentions FROM source_profile ORDER BY ALL")
    (joined,) = [row for row in after if row["source_id"] == second["source_id"]]
    assert joined["mentions"] >= first["mentions"] + second["mentions"]
    assert first["source_id"] not in {row["source_id"] for row in after}
    undo_corrections(data_dir, [said.correction_id for said in read_corrections(data_dir)], "ann")
    publish_now(data_dir)
    assert ask(data_dir, "SELECT source_id, source_name, mentions FROM source_profile ORDER BY ALL") == before


def test_chains_of_names_are_followed_and_circles_are_not() -> None:
    """A is B and B is C: both are C; A is B and B is A: each is itself; of one name the later word counts."""
    chain = [link_source_names("A", "B", "ann"), link_source_names("b", "C", "ben")]
    assert corrected_aliases(chain) == {"A": "C", "b": "C"}
    circle = [link_source_names("A", "B", "ann"), link_source_names("B", "A", "ben")]
    assert corrected_aliases(circle) == {"A": "A", "B": "B"}
    twice = [link_source_names(*names, "ann") for names in (("A", "B"), ("a", "C"), ("A", "D"))]
    assert corrected_aliases(twice) == {"A": "D"}
    with pytest.raises(UserError, match="two names"):
        link_source_names("A", " a ", "ann")


def test_two_people_who_differ_on_an_article_are_both_listed(data_dir: Path) -> None:
    """The later word is published, and both corrections name the other."""
    (article,) = ask(data_dir, COPY)
    say_it(data_dir, article, outlet="First")
    say_it(data_dir, article, "ben", outlet="Second")
    publish_now(data_dir)
    rows = ask(data_dir, 'SELECT becomes, applied, contradicts FROM corrections ORDER BY "at"')
    assert [tuple(row.values()) for row in rows] == [("First", "overruled", "ben"), ("Second", "yes", "ann")]


def test_what_is_said_of_an_unknown_article_waits_for_it(tmp_path: Path) -> None:
    """It is listed as to be checked again, not as applied; and is applied when the article comes."""
    text = "KABUL - The ministry said on Monday that 4,000 troops were in Kabul."
    write_article(tmp_path / "in", "a", text)
    plain_run(tmp_path / "data", [str(tmp_path / "in")])
    (known,) = ask(tmp_path / "data", "FROM articles")
    write_article(
        tmp_path / "late", "b", "HERAT - Nobody spoke there on Friday of 300 police and their 20 boats."
    )
    plain_run(tmp_path / "other", [str(tmp_path / "late")])
    (unknown,) = ask(tmp_path / "other", "FROM articles")
    for article in (known, unknown):
        say_it(tmp_path / "data", article, outlet="Another")
    publish_now(tmp_path / "data")
    sql = "SELECT article_id, applied FROM corrections"
    states = {row["article_id"]: row["applied"] for row in ask(tmp_path / "data", sql)}
    assert states == {known["article_id"]: "yes", unknown["article_id"]: "to be checked again"}
    (listed,) = ask(tmp_path / "data", "FROM corrections_to_check")
    assert (listed["article_id"], listed["reason"]) == (unknown["article_id"], "article unknown")
    plain_run(tmp_path / "data", [str(tmp_path / "late")])
    assert {row["applied"] for row in ask(tmp_path / "data", sql)} == {"yes"}
    assert {row["outlet"] for row in ask(tmp_path / "data", "FROM articles")} == {"Another"}


def test_they_are_exchanged_as_csv_and_checked(data_dir: Path, tmp_path: Path) -> None:
    """What goes out comes back; a column that nothing can be said of is refused with its line."""
    (article,) = ask(data_dir, COPY)
    made = [*correct_article(article, SAID, "ann"), link_source_names("A", "B", "ann")]
    with (tmp_path / "sheet.csv").open("w", newline="") as file:
        write_corrections(made, file)
    assert read_corrections_file(tmp_path / "sheet.csv") == made
    text = (tmp_path / "sheet.csv").read_text().replace(",outlet,", ",raw_uri,")
    (tmp_path / "sheet.csv").write_text(text)
    with pytest.raises(UserError, match="line 2: of an article"):
        read_corrections_file(tmp_path / "sheet.csv")
