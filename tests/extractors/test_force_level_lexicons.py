"""The lexicons of forces: complete, consistent, and understood by the code that reads them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsetl.extractors import force_levels
from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.decision import FIELDS
from newsetl.extractors.force_levels.judge import BARRED, TABLE, record_features
from newsetl.extractors.force_levels.what_kind.measures import FINAL
from newsetl.extractors.force_levels.whose import names
from newsetl.extractors.scoring import read_weights
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.lexicons import read_table, read_words
from newsetl.number_reader import KINDS as READER_KINDS

CODE = Path(force_levels.__file__).parent
KINDS = {
    "state_force",
    "military",
    "police",
    "intelligence",
    "militia",
    "insurgent",
    "coalition",
    "mission",
} | {
    "contractor",
    "cartel",
}
TRAPS = {"casualty", "captive", "anecdote", "target_of_strike", "family"}


def test_enough_actors_are_curated() -> None:
    """At least 250 groups, coalitions, missions and services, each of a known kind, none twice."""
    rows = read_table("forces/named_forces")
    assert len(rows) >= 250
    assert {row["kind"] for row in rows} <= KINDS
    assert len({row["name"] for row in rows}) == len(rows)


def test_no_alias_names_two_actors() -> None:
    """An alias stands for one actor only."""
    seen: dict[str, str] = {}
    for row in read_table("forces/named_forces"):
        for alias in filter(None, [row["name"], *row["aliases"].split(";")]):
            assert seen.setdefault(alias, row["name"]) == row["name"], alias


def test_measures_of_verbs_and_nouns_are_known() -> None:
    """Each cell is a measure, the name of a trap, or empty."""
    allowed = FINAL | TRAPS | {""}
    for lemma, sense in lexicon.verbs().items():
        assert {sense.as_object, sense.as_subject} <= allowed, lemma
        assert sense.change in ("", "up", "down"), lemma
    assert set(lexicon.event_nouns().values()) <= allowed


def test_every_unit_has_its_plural() -> None:
    """A counted echelon is published under its plural."""
    units = {w for w, kinds in lexicon.force_nouns().items() if "unit" in kinds}
    assert units <= lexicon.unit_names().keys()


def test_names_are_found_whole() -> None:
    """The longest name wins; a name inside a word or before '-led' is none."""
    found = names.find_actors(
        "The Rapid Support Forces fought Niger's army near New Mexico, US-backed.", 0, 70
    )
    assert [(m.name.actor, m.name.iso3) for m in found] == [("Rapid Support Forces", None), ("Niger", "NER")]


@pytest.mark.parametrize(
    ("table", "column"),
    [("forces/state_signs", "iso3"), ("forces/home_nouns", "states"), ("forces/countries_by_half", "iso3")],
)
def test_signs_of_states_name_known_states(table: str, column: str) -> None:
    """Whatever is said to point at a state points at one that has a code."""
    codes = [code for row in read_table(table) for code in row[column].split(";")]
    assert codes
    assert all(country_of_iso3(code) is not None for code in codes)


def test_missions_have_homes() -> None:
    """A mission in one country has that country's code, and an alliance at large has none."""
    assert [
        names.host_of(mission) for mission in ("KFOR", "AMISOM", "UNIFIL", "NATO", "no such mission")
    ] == [
        "XKX",
        "SOM",
        "LBN",
        None,
        None,
    ]
    hosts = {
        row["iso3"] for row in read_table("forces/named_forces") if row["kind"] == "mission" and row["iso3"]
    }
    assert all(country_of_iso3(host) is not None for host in hosts)


def test_place_nouns_stand_for_known_types() -> None:
    """A noun that points back at a place stands for types that places have, or for any."""
    types = {"continent", "region", "country", "admin1", "admin2", "city", "area", "water", "facility"}
    assert all(set(row["types"].split()) <= types for row in read_table("forces/place_nouns"))


@pytest.mark.parametrize("words", ["civil_heads"])
def test_word_lists_are_lower_case(words: str) -> None:
    """What is searched in lower case is written so."""
    found = read_words(f"forces/{words}")
    assert found
    assert all(word == word.lower() for word in found)


def test_verbs_do_not_make_a_state_somebody_elses() -> None:
    """'Mexico made' and 'Russia trained' name states that act; 'Iran-backed' and 'US led forces' name nobody."""
    text = "Mexico made it. Russia trained them. Iran-backed men, US led forces."
    assert [m.name.iso3 for m in names.find_actors(text, 0, len(text))] == ["MEX", "RUS"]


def test_every_weight_is_read() -> None:
    """A feature that the code gives nowhere, or whose question is answered without weights, has no weight."""
    weights = read_weights(TABLE)
    assert weights["record"].keys() <= record_features(dict.fromkeys(FIELDS, 0.5)).keys()
    assert BARRED not in weights["exists"]
    whole, beginnings = {*READER_KINDS}, set()
    for node in (
        node for path in CODE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ):
        whole |= {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()
        beginnings |= set(_beginning(node))
    given = [feature for question in weights for feature in weights[question]]
    assert len(given) > 300
    assert [f for f in given if f not in whole and not f.startswith(tuple(beginnings))] == []


def _beginning(node: ast.AST) -> Iterator[str]:
    """'named_' of f"named_{kind}"."""
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        first = str(node.values[0].value)
        if first.endswith(("_", "=")):
            yield first
