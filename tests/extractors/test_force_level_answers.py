"""The macros that answer "how many of whose forces are where": roll-ups, parts, doubtful rows, unknown names."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from newsetl.tables import TABLES
from newsetl.warehouse.sql_files import question
from tests.extractors.test_force_level_views import level
from tests.warehouse.views import create_views

RUSSIA = {"actor_name": "Russia", "actor_iso3": "RUS", "place_name": "Ukraine", "place_iso3": "UKR", "place_id": "gn:1",
          "as_of_start": None, "as_of_end": None, "as_of_precision": None}  # fmt: skip
ROWS = [
    level(1, **RUSSIA, surface="200,000", value=200_000.0, value_low=200_000.0, value_high=200_000.0,
          source_name="Kyiv"),
    level(2, **RUSSIA, surface="90,000", value=90_000.0, value_low=90_000.0, value_high=90_000.0, source_name="Kyiv",
          published_date=date(2017, 1, 1)),
    level(3, **RUSSIA, surface="150,000 to 170,000", value=None, value_low=150_000.0, value_high=170_000.0,
          source_name="London"),
    level(4, **RUSSIA | {"actor_name": "Wagner Group", "actor_iso3": None}, surface="10,000", value=10_000.0,
          value_low=10_000.0, value_high=10_000.0, source_name="London"),
    level(5, **RUSSIA | {"place_name": "Kherson", "place_id": "gn:2"}, surface="40,000", value=40_000.0,
          value_low=40_000.0, value_high=40_000.0),
    level(6, **RUSSIA, surface="900,000", value=900_000.0, value_low=900_000.0, value_high=900_000.0, confidence=0.05,
          source_name="A blog"),
    level(7, **RUSSIA, surface="30,000", value=30_000.0, value_low=30_000.0, value_high=30_000.0, measure="increase",
          modality="planned", source_name="Kyiv"),
    level(8, **RUSSIA | {"personnel_type": "police"}, surface="500", qualifier="up_to", value=None, value_low=None,
          value_high=500.0, source_name="Harbour Post"),
    # Parts only, a part of the place, and a movement
    level(21, **RUSSIA | {"actor_name": "A", "actor_iso3": "AAA", "place_name": "Kherson", "place_id": "gn:2",
          "as_of_start": date(2017, 10, 1), "as_of_end": date(2017, 10, 31), "as_of_precision": "month"},
          article_id="art_1", surface="41,000", value_low=41_000.0, value_high=41_000.0),
    level(22, **RUSSIA | {"actor_name": "A", "actor_iso3": "AAA"}, article_id="art_2", surface="5,500",
          value_low=5_500.0, value_high=5_500.0, sentence="Of the 9,000, 5,500 of them are in the south."),
    level(23, **RUSSIA | {"actor_name": "B", "actor_iso3": "BBB", "personnel_type": "police"}, article_id="art_3",
          surface="9,000", qualifier="about", value_low=9_000.0, value_high=9_000.0,
          sentence="About 9,000 are in southern Ukraine."),
    level(24, **RUSSIA | {"actor_name": "C", "actor_iso3": "CCC"}, article_id="art_4", surface="800", value_low=800.0,
          value_high=800.0, measure="increase"),
    # A part of a place, and the whole of it
    level(25, **RUSSIA | {"actor_name": "D", "actor_iso3": "DDD"}, article_id="art_5", surface="9,000",
          value_low=9_000.0, value_high=9_000.0, sentence="About 9,000 are in southern Ukraine."),
    level(26, **RUSSIA | {"actor_name": "D", "actor_iso3": "DDD"}, article_id="art_6", surface="30,000",
          value_low=30_000.0, value_high=30_000.0, sentence="It has 30,000 in Ukraine."),
    # A unit alone, without a figure for the state itself
    level(27, **RUSSIA | {"actor_name": "Redut", "actor_iso3": None, "place_name": "Mali", "place_iso3": "MLI",
          "place_id": "gn:9"}, article_id="art_7", surface="700", value_low=700.0, value_high=700.0),
    # A doubtful figure alone
    level(28, **RUSSIA | {"actor_name": "E", "actor_iso3": "EEE"}, article_id="art_8", surface="70", value_low=70.0,
          value_high=70.0, confidence=0.05),
    # One number, of which one account is open above
    level(29, **RUSSIA | {"actor_name": "F", "actor_iso3": "FFF"}, article_id="art_5", surface="100", qualifier="about",
          value_low=100.0, value_high=100.0, source_name="London", published_date=date(2018, 2, 6)),
    level(30, **RUSSIA | {"actor_name": "F", "actor_iso3": "FFF"}, article_id="art_6", surface="100",
          qualifier="at_least", value=None, value_low=100.0, value_high=None, source_name="Kyiv"),
    # One account that is as wide as both, and not the latest
    level(31, **RUSSIA | {"actor_name": "G", "actor_iso3": "GGG"}, article_id="art_7", surface="440 to 460",
          value=None, value_low=440.0, value_high=460.0, qualifier="range", source_name="Kyiv"),
    level(32, **RUSSIA | {"actor_name": "G", "actor_iso3": "GGG"}, article_id="art_8", surface="450", value=450.0,
          value_low=450.0, value_high=450.0, source_name="London", published_date=date(2018, 2, 6)),
    level(33, **RUSSIA | {"actor_name": "H", "actor_iso3": "HHH"}, article_id="art_8", surface="hundreds", value=None,
          value_low=200.0, value_high=None, qualifier="vague", source_name="Kyiv"),
    # One sentence with a whole and its part, and a second that sets two counts side by side
    level(11, actor_name="Mali", actor_iso3="MLI", surface="13,000", value_low=13_000.0, value_high=13_000.0,
          sentence="Of 13,000 soldiers, 6,000 are recruits."),
    level(12, actor_name="Mali", actor_iso3="MLI", surface="6,000", value_low=6_000.0, value_high=6_000.0,
          article_id="art_11", sentence="Of 13,000 soldiers, 6,000 are recruits."),
    level(13, actor_name="Chad", actor_iso3="TCD", surface="4,000", value_low=4_000.0, value_high=4_000.0),
    level(14, actor_name="Chad", actor_iso3="TCD", surface="1,500", value_low=1_500.0, value_high=1_500.0,
          sentence="It has 4,000 men, 1,500 of them in Mali."),
]  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the rows above, the place that each country is, and all views and macros they need."""
    places = [
        {"article_id": f"art_{n}", "revision": 1, "story_id": "s", "outlet": "Harbour Post", "sentence_index": 0,
         "extractor": "x", "extractor_version": "1", "confidence": 1.0, "region_mention_id": f"reg_{n}_{place}",
         "start": 0, "end": 1, "surface": name, "mention_type": "literal", "place_id": place, "place_name": name,
         "place_type": kind, "country_iso3": iso3, "country_name": country, "admin1_name": admin1, "candidates": 1,
         "published_date": date(2018, 2, 5)}
        for n in range(1, 9)
        for place, name, kind, iso3, country, admin1 in (
            ("gn:1", "Ukraine", "country", "UKR", "Ukraine", None),
            ("gn:2", "Kherson", "city", "UKR", "Ukraine", "Khersonska"),
            ("gn:3", "America", "country", "USA", "United States", None),
        )
    ]  # fmt: skip
    with duckdb.connect() as connection:
        for name in ("articles", "attributions", "region_mentions", "force_levels"):
            rows = {"force_levels": ROWS, "region_mentions": places}.get(name, [])
            connection.register("fresh", TABLES[name].to_arrow(rows))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM fresh")
            connection.unregister("fresh")
        create_views(
            connection,
            "force_level_timeline",
            "force_level_conflicts",
            "force_levels_in",
            "force_levels_known_on",
            "percent_sure",
        )
        yield connection


def test_units_and_places_count_with_what_they_belong_to(connection: duckdb.DuckDBPyConnection) -> None:
    """Wagner counts as Russian, Kherson as Ukrainian, both as parts; only the last word of a source counts."""
    rows = connection.execute(
        "SELECT scope, actor_name, place_name, surface FROM force_levels_in('RUS', 'ukraine') "
        "JOIN force_levels USING (force_level_id, actor_name, place_name, personnel_type) "
        "WHERE told_as = 'size' AND personnel_type = 'troops'"
    ).fetchall()
    assert set(rows) == {
        ("whole", "Russia", "Ukraine", "200,000"),
        ("whole", "Russia", "Ukraine", "150,000 to 170,000"),
        ("part", "Wagner Group", "Ukraine", "10,000"),
        ("part", "Russia", "Kherson", "40,000"),
    }


def test_the_range_spans_whole_sizes_only(connection: duckdb.DuckDBPyConnection) -> None:
    """Neither a plan, a part nor a doubtful figure widens it."""
    rows = connection.execute(
        "SELECT DISTINCT range_low, range_high, sources FROM force_levels_in('RUS', 'UKR') "
        "WHERE told_as = 'size' AND scope = 'whole' AND personnel_type = 'troops'"
    ).fetchall()
    assert rows == [(150_000.0, 200_000.0, 2)]
    told = connection.execute("SELECT DISTINCT told_as FROM force_levels_in('RUS', 'UKR')").fetchall()
    assert {kind for (kind,) in told} == {"answer", "size", "planned increase"}


def test_a_division_is_a_place(connection: duckdb.DuckDBPyConnection) -> None:
    """What lies in it is found by its name."""
    rows = connection.execute("SELECT place_name FROM force_levels_in('RUS', 'Khersonska')").fetchall()
    assert rows == [("Khersonska",), ("Kherson",)]


@pytest.mark.parametrize(
    ("actor", "place", "answer"),
    [
        # two accounts of the whole, of which Kyiv's older one does not count, and a plan
        (
            "RUS",
            "UKR",
            "All of Ukraine: 150,000–170,000 troops (London, reported 5 Feb 2018), the latest of 2 accounts, "
            "which range from 150,000 to 200,000 (Kyiv, reported 5 Feb 2018)"
            "; planned increase: 30,000 troops (Kyiv, reported 5 Feb 2018)",
        ),
        # one account
        ("Russia", "kherson", "All of Kherson: 40,000 troops (source not found, reported 5 Feb 2018)"),
        # parts only: the largest is named as one, and 5,500 and 41,000 are never added up
        ("AAA", "UKR", "No source gives a figure for all of Ukraine; largest part: 41,000 troops in Kherson "
         "(source not found, as of Oct 2017)"),
        # a part of the place, a part of the force, and a figure that is not a size
        ("BBB", "UKR", "No source gives a figure for all of Ukraine; largest part: about 9,000 police "
         "(source not found, reported 5 Feb 2018)"),
        ("CCC", "UKR", "No source gives a size in Ukraine"),
        ("FFF", "UKR", "All of Ukraine: about 100 troops (London, reported 6 Feb 2018), the latest of 2 accounts; "
         "another says at least 100 (Kyiv, reported 5 Feb 2018)"),
        # one account holds both ends, and is named once
        ("GGG", "UKR", "All of Ukraine: 450 troops (London, reported 6 Feb 2018), the latest of 2 accounts, "
         "which range from 440 to 460 (Kyiv, reported 5 Feb 2018)"),
    ],
)  # fmt: skip
def test_the_answer_comes_first_and_adds_nothing_up(
    connection: duckdb.DuckDBPyConnection, actor: str, place: str, answer: str
) -> None:
    """One sentence on the whole: what sources say of it, else that none does and the largest part; plans apart."""
    rows = connection.execute("SELECT told_as, figure FROM force_levels_in(?, ?)", [actor, place]).fetchall()
    assert rows[0] == ("answer", answer)
    assert [kind for kind, _ in rows].count("answer") == 1


def test_the_answer_names_the_state_that_was_asked_for_by_its_code(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Also where only a unit of it is in the place."""
    sql = "SELECT actor_name FROM force_levels_in('rus', 'MLI')"
    assert connection.execute(sql).fetchall() == [("Russia",), ("Redut",)]


@pytest.mark.parametrize(
    ("sentence", "place", "is_part"),
    [
        ("5,000 are in north-eastern Ukraine", "Ukraine", True),
        ("5,000 are in eastern and southern Ukraine", "Ukraine", True),
        ("500 are on the front between Lyman and Kupiansk", "Ukraine", True),
        ("45,000 are in eastern Ukraine, Ukraine's army said", "Ukraine", True),
        ("It has 190,000 in Ukraine, and advances in eastern Ukraine", "Ukraine", False),
        ("5,000 are in Sudan, others fled to South Sudan", "Sudan", False),
        ("28,500 US troops are in South Korea", "South Korea", False),
        ("500 guard Ukraine from its eastern neighbour", "Ukraine", False),
        ("5,000 stand between Russia and Ukraine", "Ukraine", False),
        ("It has between 500 and 700 troops there", "Ukraine", False),
        ("9,000 soldiers are in Central African Republic", "Central African Republic", False),
    ],
)
def test_a_part_of_a_place_is_not_the_place(
    connection: duckdb.DuckDBPyConnection, sentence: str, place: str, is_part: bool
) -> None:
    """Points of the compass and stretches between two towns are about a part; names that hold such words do not."""
    assert connection.execute("SELECT names_part_of_place(?, ?)", [sentence, place]).fetchone() == (is_part,)


@pytest.mark.parametrize("name", ["US", "u.s.", "America", "the United States"])
def test_a_state_is_known_by_its_other_names(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """What people call it, and not the country whose code is nearest in letters."""
    assert connection.execute("SELECT known_actor(?)", [name]).fetchone() == ("usa",)
    assert connection.execute("SELECT known_place('Republic of Iraq')").fetchone() == ("irq",)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            "force_levels_in('Rusia', 'UKR')",
            r"no force levels of an actor 'Rusia'; did you mean Russia \(RUS\)",
        ),
        (
            "force_levels_in('RUS', 'Ukrane')",
            r"no place 'Ukrane' in the articles; did you mean Ukraine \(UKR\)",
        ),
        ("force_levels_in('xyz')", "FROM force_level_reports lists those there are"),
    ],
)
def test_an_unknown_name_is_an_error_with_suggestions(
    connection: duckdb.DuckDBPyConnection, call: str, told: str
) -> None:
    """A mistyped actor or place is not an empty table."""
    with pytest.raises(duckdb.Error, match=told):
        connection.execute(f"FROM {call}").fetchall()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("'al-Shabaab'", "No figure of al-Shabaab was found"),
        ("'al-Shabaab', 'UKR'", "No figure of al-Shabaab in Ukraine was found"),
        ("'al-shabaab', 'ukraine'", "No figure of al-Shabaab in Ukraine was found"),
        # no figure at all of a state that articles name, or that has forces by name
        ("'Iran', 'Ukraine'", "No figure of Iran in Ukraine was found"),
        ("'usa', 'kherson'", "No figure of United States in Kherson was found"),
        (
            "'EEE', 'UKR'",
            "No figure of E in Ukraine is sure enough: one doubtful figure, less than 40 % sure, is left out",
        ),
    ],
)
def test_of_a_known_actor_and_place_without_figures_the_answer_says_so(
    connection: duckdb.DuckDBPyConnection, call: str, told: str
) -> None:
    """One line, and no bare header."""
    assert connection.execute(f"SELECT figure FROM force_levels_in({call})").fetchall() == [(told,)]


@pytest.mark.parametrize("place", ["UKR", "ukraine", "Ukraine"])
@pytest.mark.parametrize("actor", ["RUS", "Russia"])
def test_what_was_known_on_a_day_counts_units_and_places_too(
    connection: duckdb.DuckDBPyConnection, actor: str, place: str
) -> None:
    """By code and by name alike; a doubtful figure is in it, and named as such by its confidence."""
    rows = connection.execute(
        "SELECT actor_name, place_name, surface, confidence >= doubtful_below() "
        "FROM force_levels_known_on(DATE '2018-03-01', ?, ?) WHERE personnel_type = 'troops' AND measure = 'level'",
        [actor, place],
    ).fetchall()
    assert set(rows) == {
        ("Russia", "Ukraine", "200,000", True),
        ("Russia", "Ukraine", "90,000", True),
        ("Russia", "Ukraine", "150,000 to 170,000", True),
        ("Russia", "Ukraine", "900,000", False),
        ("Wagner Group", "Ukraine", "10,000", True),
        ("Russia", "Kherson", "40,000", True),
    }


def test_over_time_each_size_has_who_contradicts_it(connection: duckdb.DuckDBPyConnection) -> None:
    """Doubtful sizes and changes are left out; units and towns count with their state and country."""
    asked = question("force_levels_in_one_place_over_time", {"actor": "Russia", "place": "Ukraine"})
    answer = connection.execute(asked.sql, asked.values)
    columns = [column[0] for column in answer.description]
    rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
    said = {(row["figure"], row["personnel_type"]): row["contradicted_by"] for row in rows}
    assert said == {
        ("90,000", "troops"): None,
        ("200,000", "troops"): "150,000 to 170,000 (London)",
        ("150,000 to 170,000", "troops"): "200,000 (Kyiv)",
        ("10,000", "troops"): None,
        ("40,000", "troops"): None,
        ("up to 500", "police"): None,
    }
    assert rows[0]["figure"] == "90,000"


def test_hundreds_are_hundreds_of_troops(connection: duckdb.DuckDBPyConnection) -> None:
    said = connection.execute("SELECT figure FROM force_levels_in('HHH', 'UKR') WHERE told_as = 'answer'")
    assert str((said.fetchone() or ("",))[0]).startswith("All of Ukraine: hundreds of troops (Kyiv, ")


def test_claims_and_conflicts_have_place_and_country(connection: duckdb.DuckDBPyConnection) -> None:
    """`place` is the place itself; the timeline's is its country."""
    kherson = connection.execute(
        "SELECT place, place_name, place_iso3 FROM force_level_claims WHERE place = 'gn:2'"
    )
    assert set(kherson.fetchall()) == {("gn:2", "Kherson", "UKR")}
    assert connection.execute("SELECT DISTINCT place_iso3 FROM force_level_conflicts").fetchall() == [
        ("UKR",)
    ]


def test_an_open_range_has_no_middle(connection: duckdb.DuckDBPyConnection) -> None:
    """A range has its middle, "up to 500" none."""
    rows = connection.execute(
        "SELECT surface, value_mid FROM force_level_reports WHERE surface IN ('150,000 to 170,000', '500') ORDER BY 1"
    ).fetchall()
    assert rows == [("150,000 to 170,000", 160_000.0), ("500", None)]


def test_parts_and_figures_of_one_sentence_are_no_conflict(connection: duckdb.DuckDBPyConnection) -> None:
    """Of the rows above only the whole counts of Russia contradict each other."""
    rows = connection.execute("SELECT DISTINCT actor_name FROM force_level_conflicts").fetchall()
    assert rows == [("Russia",)]


def test_every_view_has_one_rule_for_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Reports, claims and the scope of an answer take the same figures for parts: of a larger one, or of a place."""
    parts = connection.execute(
        "SELECT r.claim_id, c.is_part, a.scope FROM force_level_reports AS r "
        "JOIN force_level_claims AS c USING (claim_id) JOIN force_levels_in(NULL) AS a USING (claim_id) "
        "WHERE r.is_part ORDER BY r.force_level_id"
    ).fetchall()
    assert parts == [(f"clm_{n}", True, "part") for n in (14, 22, 23, 25)]


def test_doubtful_rows_stay_out_of_the_views(connection: duckdb.DuckDBPyConnection) -> None:
    """They are reported, and neither on the timeline nor in conflict with anything."""
    counts = [
        connection.execute(f"SELECT count(*) FROM {sql}").fetchone()
        for sql in (
            "force_level_reports WHERE claim_id = 'clm_6'",
            "force_level_timeline WHERE claim_id = 'clm_6'",
            "force_level_conflicts WHERE 'clm_6' IN (smaller_claim_id, larger_claim_id)",
        )
    ]
    assert counts == [(1,), (0,), (0,)]


def test_who_says_it_is_never_guessed(connection: duckdb.DuckDBPyConnection) -> None:
    """No source found is reported; the outlet is the source only where the text names it as one."""
    rows = connection.execute(
        "SELECT surface, according_to FROM force_level_reports WHERE surface IN ('40,000', '500') ORDER BY 1"
    ).fetchall()
    assert rows == [("40,000", "source not found"), ("500", "the outlet’s own count")]
