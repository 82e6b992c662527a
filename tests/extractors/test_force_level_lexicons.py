"""The lexicons of forces: complete, consistent, and understood by the code that reads them."""

from newsetl.extractors.force_levels import lexicon, names
from newsetl.lexicons import read_table

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
    rows = read_table("forces")
    assert len(rows) >= 250
    assert {row["kind"] for row in rows} <= KINDS
    assert len({row["name"] for row in rows}) == len(rows)


def test_no_alias_names_two_actors() -> None:
    """An alias stands for one actor only."""
    seen: dict[str, str] = {}
    for row in read_table("forces"):
        for alias in filter(None, [row["name"], *row["aliases"].split(";")]):
            assert seen.setdefault(alias, row["name"]) == row["name"], alias


def test_measures_of_verbs_and_nouns_are_known() -> None:
    """Each cell is a measure, the name of a trap, or empty."""
    allowed = lexicon.MEASURES | TRAPS | {""}
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
