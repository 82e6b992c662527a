"""Where the wars are fought that a text tells of, by who fights."""

import pytest

from newsetl.extractors.region_mentions.names_of_others import find_other_names
from newsetl.extractors.region_mentions.spans import find_spans
from newsetl.extractors.region_mentions.theatres import Theatres, read_theatres
from newsetl.extractors.region_mentions.words import read_words_of
from newsetl.gazetteer import load_gazetteer
from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons import read_table
from newsetl.tables.region_mentions import RegionMention
from tests.extractors.texts import regions_of


def theatres_of(text: str) -> tuple[Theatres, set[str]]:
    """The theatres of a text, and the codes of the countries that are as good as named."""
    words, gazetteer = read_words_of(text), load_gazetteer()
    found = read_theatres(words, find_spans(words, [], gazetteer), find_other_names(text), gazetteer)
    return found, {countries()[n].iso3 for n in found.countries}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian ground forces came at noon.", {"UKR", "SYR", "GEO"}),
        ("Rwandan-backed fighters came at noon.", {"COD", "MOZ"}),
        ("Kyiv's army came at noon.", {"UKR", "RUS"}),
        ("M23 came at noon.", {"COD"}),
        ("Haftar came at noon.", {"LBY"}),
        ("Colombia met for talks. Fighting went on.", {"COL"}),
        ("Colombia met for talks. The rain went on.", set()),
        ("Russian officials said that troops came at noon.", set()),
        ("Belgian soldiers came at noon.", set()),
        ("Rebels beat Dallas on Friday.", set()),
    ],
)
def test_who_fights_tells_where(text: str, expected: set[str]) -> None:
    """A state's forces, a group or a leader; a country at war that a text on fighting names; else nothing."""
    assert theatres_of(text)[1] == expected


def test_forces_abroad_are_no_sign_of_their_state() -> None:
    """Russian troops fight elsewhere, Malian ones at home as well as Turkish ones."""
    assert theatres_of("Russian troops came at noon.")[0].abroad
    assert not theatres_of("Malian troops came at noon.")[0].abroad
    assert not theatres_of("Turkish troops came at noon.")[0].abroad


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("Russian troops entered Pokrov at dawn.", "Pokrov", "UKR"),
        ("Russian troops entered Khorol at dawn.", "Khorol", "UKR"),
        ("Russian troops entered the town of Khorol at dawn.", "Khorol", "UKR"),
        ("Russian troops left Khorol in Primorye for the front.", "Khorol", "RUS"),
        ("Shelling set the harbour of Odessa on fire.", "Odessa", "UKR"),
        ("A man was shot outside a bar in Odessa before dawn.", "Odessa", "USA"),
        ("Turkish-backed rebels captured Derik.", "Derik", "TUR"),
        ("JNIM claimed an attack on Sebba on Monday.", "Sebba", "BFA"),
        ("Colombia's deputies met. Fighting was reported in San Antonio.", "San Antonio", "COL"),
        ("Colombia's deputies met. The coach came from San Antonio.", "San Antonio", "USA"),
    ],
)
def test_of_namesakes_the_one_where_the_war_is(text: str, name: str, iso3: str) -> None:
    """The theatre counts against people and fame, and what the text itself says counts for more."""
    assert _row(text, name).country_iso3 == iso3


def test_a_capital_is_no_suburb_of_a_town_at_war() -> None:
    """Khartoum has a quarter called Riyadh."""
    text = "Some 400 Sudanese soldiers were relieved by 650 men of the Saudi army. Riyadh had asked Khartoum for them."
    assert _row(text, "Riyadh").country_iso3 == "SAU"


def test_a_village_that_no_list_has_is_not_in_the_invaders_country() -> None:
    """The country of an unknown name is not taken from the forces that came to it."""
    assert _row("Turkish jets bombed a wedding in Tell Zhovtaka.", "Tell Zhovtaka").country_iso3 != "TUR"
    assert (
        _row("Russian troops entered the village of Zhovtokamianka.", "Zhovtokamianka").country_iso3 != "RUS"
    )


def test_every_force_of_the_theatres_is_listed() -> None:
    """A force is given by its name in named_forces.csv, a state by a known code."""
    rows = list(read_table("forces/theatres"))
    unknown = [r["actor"] for r in rows if r["kind"] == "force" and institution_of_name(r["actor"]) is None]
    assert not unknown
    assert {r["actor"] for r in rows if r["kind"] == "state"} <= {country.iso3 for country in countries()}


def _row(text: str, name: str) -> RegionMention:
    return next(m for m in regions_of([text])[0] if m.surface == name)
