"""The views over force levels: what they join, what they keep apart, what they mark."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from newsetl.tables import TABLES
from newsetl.warehouse.sql_files import read_scripts
from tests.warehouse.views import create_views

ROOT = Path(__file__).parents[2]
VIEWS = (
    "force_level_reports",
    "force_level_timeline",
    "force_level_conflicts",
    "force_level_derived",
    "place_months",
)


def level(number: int, **slots: object) -> dict[str, object]:
    """A row of force_levels: 8,892 US troops in Iraq, unless given otherwise."""
    row: dict[str, object] = {
        "article_id": f"art_{number}",
        "revision": 1,
        "story_id": f"sto_{number}",
        "outlet": "Harbour Post",
        "published_date": date(2018, 2, 5),
        "extractor": "force_levels",
        "extractor_version": "1",
        "force_level_id": f"frc_{number}",
        "start": 0,
        "end": 5,
        "surface": "8,892",
        "sentence": "8,892 troops.",
        "value_low": 8892.0,
        "value_high": 8892.0,
        "value": 8892.0,
        "qualifier": "exact",
        "unit": "persons",
        "measure": "level",
        "modality": "actual",
        "actor_name": "United States",
        "actor_iso3": "USA",
        "personnel_type": "troops",
        "place_id": "gn:99237",
        "place_name": "Iraq",
        "place_iso3": "IRQ",
        "as_of_start": date(2017, 9, 1),
        "as_of_end": date(2017, 9, 30),
        "as_of_precision": "month",
        "claim_id": f"clm_{number}",
        "sentence_index": 0,
        "confidence": 0.9,
    }
    return {**row, **slots}


ROWS = [
    level(1),
    level(2, claim_id="clm_1", published_date=date(2018, 3, 1)),
    level(3, surface="5,200", value_low=5200.0, value_high=5200.0, value=5200.0, source_name="the general"),
    level(
        4,
        article_id="art_1",
        story_id="sto_1",
        surface="60 per cent",
        unit="percent",
        qualifier="up_to",
        measure="decrease",
        modality="possible",
        value_low=None,
        value_high=60.0,
        value=None,
        as_of_start=None,
        as_of_end=None,
        as_of_precision=None,
        base_force_level_id="frc_1",
    ),
    level(
        5,
        article_id="art_1",
        story_id="sto_1",
        surface="4,000",
        qualifier="about",
        measure="target",
        modality="planned",
        value_low=4000.0,
        value_high=4000.0,
        value=4000.0,
        as_of_start=None,
        as_of_end=None,
        as_of_precision=None,
    ),
]


@pytest.fixture
def warehouse(monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the rows above and the views and macros on force levels."""
    monkeypatch.chdir(ROOT)
    with duckdb.connect() as connection:
        for name in ("articles", "attributions", "region_mentions", "force_levels"):
            rows = ROWS if name == "force_levels" else []
            connection.register("fresh", TABLES[name].to_arrow(rows))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM fresh")
            connection.unregister("fresh")
        create_views(connection, *VIEWS, "force_levels_in")
        macros = {script.name: script.sql for script in read_scripts("macros")}
        for name in ("percent_sure", "known_actor", "known_place", "force_levels_known_on"):
            connection.execute(macros[name])
        yield connection


def test_one_claim_in_two_outlets_is_one_line_of_the_timeline(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Copies are counted, not repeated, and both times are kept apart."""
    row = warehouse.execute(
        "SELECT mentions, articles, stories, as_of_start, first_published, last_published "
        "FROM force_level_timeline WHERE claim_id = 'clm_1'"
    ).fetchall()
    assert row == [(2, 2, 2, date(2017, 9, 1), date(2018, 2, 5), date(2018, 3, 1))]


def test_timeline_holds_told_facts_only(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Plans, changes and percentages are not points of the timeline."""
    claims = warehouse.execute("SELECT claim_id FROM force_level_timeline ORDER BY 1").fetchall()
    assert claims == [("clm_1",), ("clm_3",)]


def test_conflict_tells_the_size_of_the_disagreement(warehouse: duckdb.DuckDBPyConnection) -> None:
    """8,892 and 5,200 in one place in one month cannot both be true."""
    rows = warehouse.execute(
        "SELECT smaller_figure, larger_figure, disagreement FROM force_level_conflicts"
    ).fetchall()
    assert rows == [("5,200", "8,892", 3692.0)]


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        (
            {"published_date": date(2017, 10, 5)},
            [("one",)],
        ),  # published within thirty days of the month of the figure
        ({"published_date": date(2018, 2, 5)}, []),  # published months later: may both be true
        (
            {"as_of_start": date(2017, 1, 1), "as_of_end": date(2017, 12, 31), "as_of_precision": "year"},
            [("both",)],
        ),
    ],
)
def test_undated_figure_holds_around_its_publication(
    warehouse: duckdb.DuckDBPyConnection, slots: dict[str, object], expected: list[tuple[str]]
) -> None:
    """A figure without a date meets a dated one only if it was published in or soon after that time."""
    undated = {"as_of_start": None, "as_of_end": None, "as_of_precision": None}
    row = level(9, value_low=6000.0, value_high=6000.0, value=6000.0, surface="6,000", **{**undated, **slots})
    warehouse.register("fresh", TABLES["force_levels"].to_arrow([row]))
    warehouse.execute("INSERT INTO force_levels SELECT * FROM fresh")
    found = warehouse.execute(
        "SELECT dating FROM force_level_conflicts WHERE smaller_claim_id = 'clm_9' AND larger_claim_id = 'clm_1'"
    ).fetchall()
    assert found == expected


def test_year_is_too_wide_for_an_undated_figure(warehouse: duckdb.DuckDBPyConnection) -> None:
    """'In 2017' and a figure of January 2018 without a date need not contradict each other."""
    undated = {"as_of_start": None, "as_of_end": None, "as_of_precision": None}
    year = {"as_of_start": date(2017, 1, 1), "as_of_end": date(2017, 12, 31), "as_of_precision": "year"}
    size = {"place_id": "gn:1", "place_name": "Chad", "place_iso3": "TCD"}
    rows = [
        level(8, published_date=date(2018, 1, 5), value_low=100.0, value_high=100.0, **{**undated, **size}),
        level(9, **{**year, **size}),
    ]
    warehouse.register("fresh", TABLES["force_levels"].to_arrow(rows))
    warehouse.execute("INSERT INTO force_levels SELECT * FROM fresh")
    assert warehouse.execute("SELECT * FROM force_level_conflicts WHERE place_name = 'Chad'").fetchall() == []


@pytest.mark.parametrize(
    ("smaller", "larger", "conflicts"),
    [("in", "border", 0), (None, "border", 0), ("border", "border", 1), ("near", "in", 1)],
)
def test_a_force_at_a_border_is_not_set_against_one_in_the_country(
    warehouse: duckdb.DuckDBPyConnection, smaller: str | None, larger: str | None, conflicts: int
) -> None:
    """100,000 at a border and 8,892 in the country may both be true; the former is no answer to how many are in it."""
    place = {"place_id": "gn:1", "place_name": "Norland", "place_iso3": None}
    many = {"value_low": 1e5, "value_high": 1e5, "value": 1e5, "surface": "100,000"}
    rows = [
        level(8, place_relation=smaller, **place),
        level(9, place_relation=larger, **place, **many),
    ]
    warehouse.register("fresh", TABLES["force_levels"].to_arrow(rows))
    warehouse.execute("INSERT INTO force_levels SELECT * FROM fresh")
    found = warehouse.execute(
        "SELECT count(*) FROM force_level_conflicts WHERE place_name = 'Norland'"
    ).fetchall()
    assert found == [(conflicts,)]
    told = warehouse.execute(
        "SELECT place_in_words, is_part FROM force_level_reports WHERE force_level_id = 'frc_9'"
    ).fetchall()
    words = {"border": "the border of Norland", "in": "Norland"}[str(larger)]
    assert told == [(words, larger == "border")]


FRONT = "{} men hold the line between Ostra and Vesta in northern Norland."
NORTH = "{} men are in the north of Norland."
ALL = "{} men are in Norland."
MARCH = {"as_of_start": date(2017, 3, 1), "as_of_end": date(2017, 3, 31), "as_of_precision": "month"}
# The sentence of 450 men, that of 1,000, another report of the larger figure, and the part that they conflict on
ONE_PART = [
    (FRONT, "{} men stand between Vesta and Ostra.", {}, "between Ostra and Vesta"),
    (NORTH, "{} men are in northern Norland.", {}, "north"),
    ("Of 9,000 abroad, {} of them in Norland, some left.", ALL, {}, None),
    (ALL, NORTH, {}, None),  # fewer in all of it than in a part
]
OTHER_THINGS = [
    (FRONT, ALL, {}),  # a part and its whole
    (FRONT, "{} men hold the line between Vesta and Lomza.", {}),
    (FRONT, NORTH, {}),
    (NORTH, "{} men are in north-eastern Norland.", {}),
    (NORTH, "{} men are in northern and eastern Norland.", {}),
    ("It came, of whom {} are conscripts.", "It came, of whom {} are volunteers.", {}),
    ("800 men, {} of them sappers, are in northern Norland.", "{} men are in northern Norland.", {}),
    (FRONT, FRONT, {"modality": "planned"}),
    (FRONT, FRONT, {"measure": "increase"}),
    (FRONT, FRONT, {"published_date": date(2018, 9, 5)}),  # undated, half a year apart
    (FRONT, FRONT, MARCH),
    (FRONT, FRONT, {"personnel_type": "police"}),
    (FRONT, FRONT, {"article_id": "smaller"}),  # one sentence
]


@pytest.fixture(scope="module")
def conflicts() -> dict[tuple[str, ...], str | None]:
    """The part that each pair above conflicts on, by its two sentences and slots; without those in no conflict."""
    pairs = [*(pair[:3] for pair in ONE_PART), *OTHER_THINGS]
    undated = {"as_of_start": None, "as_of_end": None, "as_of_precision": None}
    rows = [
        level(100 * pair + number,
              **{**undated, "actor_name": f"Army {pair}", "actor_iso3": None, "place_id": "nx:norland",
                 "place_name": "Norland", "place_iso3": None, "surface": surface, "value": value, "value_low": value,
                 "value_high": value, "sentence": sentence.format(surface), **known})
        for pair, (smaller, larger, slots) in enumerate(pairs)
        for number, surface, value, sentence, known in (
            (1, "450", 450.0, smaller, {"article_id": "smaller"}),
            (2, "1,000", 1000.0, larger, slots),
        )
    ]  # fmt: skip
    with duckdb.connect() as connection:
        connection.register("fresh", TABLES["force_levels"].to_arrow(rows))
        connection.execute("CREATE TABLE force_levels AS SELECT * FROM fresh")
        create_views(connection, "force_level_conflicts")
        found = connection.execute("SELECT actor_name, part FROM force_level_conflicts").fetchall()
    told = {f"Army {pair}": tuple(map(str, pairs[pair])) for pair in range(len(pairs))}
    assert len(found) == len({actor for actor, _ in found})
    return {told[actor]: part for actor, part in found}


@pytest.mark.parametrize(("smaller", "larger", "slots", "part"), ONE_PART)
def test_figures_of_one_front_contradict_each_other(
    conflicts: dict[tuple[str, ...], str | None],
    smaller: str,
    larger: str,
    slots: dict[str, object],
    part: str | None,
) -> None:
    """Parts are set against each other where both sentences are about the same part."""
    assert conflicts.get((smaller, larger, str(slots)), "no conflict") == part


@pytest.mark.parametrize(("smaller", "larger", "slots"), OTHER_THINGS)
def test_figures_of_different_things_do_not(
    conflicts: dict[tuple[str, ...], str | None],
    smaller: str,
    larger: str,
    slots: dict[str, object],
) -> None:
    """Other parts, wholes, kinds of people, plans, times, and figures of one sentence are not a conflict."""
    assert (smaller, larger, str(slots)) not in conflicts


def test_percentage_becomes_a_derived_head_count(warehouse: duckdb.DuckDBPyConnection) -> None:
    """60 per cent off 8,892 leaves about 3,557, while 4,000 was said: both are rows, and the first is derived."""
    rows = warehouse.execute(
        "SELECT is_derived, derived_head_count, derived_size_after, said_value_after FROM force_level_derived"
    ).fetchall()
    assert rows == [(True, 5335.0, 3557.0, 4000.0)]


def test_known_on_a_day_is_what_was_published_by_then(warehouse: duckdb.DuckDBPyConnection) -> None:
    """What a later article said of an earlier month was not known before it was published."""
    query = "SELECT count(*) FROM force_levels_known_on(DATE '{}', 'usa', 'Iraq')"
    assert warehouse.execute(query.format("2018-01-31")).fetchone() == (0,)
    assert warehouse.execute(query.format("2018-02-05")).fetchone() == (4,)


def test_report_counts_the_claims_reports(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Each report says in how many mentions, articles and stories its claim occurs."""
    rows = warehouse.execute(
        "SELECT claim_mentions, claim_articles, claim_stories FROM force_level_reports WHERE force_level_id = 'frc_1'"
    ).fetchall()
    assert rows == [(2, 2, 2)]


def test_examples_run(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Every example on force levels is a statement that runs, the check against a record among them."""
    examples = {s.name: s.sql for s in read_scripts("examples") if "force" in s.name}
    for script in read_scripts("examples"):
        if script.name in examples:
            ours = {"actor": "USA", "place": "IRQ"}
            warehouse.execute(script.sql, {n: ours.get(n, v) for n, v in script.parameters.items()} or None)
    difference = warehouse.execute(
        f"SELECT difference FROM ({examples['us_force_levels_against_the_record']}) WHERE reported = '8,892'"
    ).fetchall()
    assert difference == [(-1108.0,), (-1108.0,)]
