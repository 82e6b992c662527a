"""Figures of force size: what is one, its slots, and what is none."""

from datetime import date

import pytest

from newsetl.tables.force_levels import ForceLevel
from tests.extractors.texts import rows_of, ruled_levels_of


def extract(text: str, published: str | None = "2019-06-12") -> list[ForceLevel]:
    """Force levels of a text as the rules read it."""
    rows = ruled_levels_of(text, published)
    for row in rows:
        assert text[row.start : row.end] == row.surface
    return rows


def only(text: str, published: str | None = "2019-06-12") -> ForceLevel:
    """The one force level of a text."""
    rows = extract(text, published)
    assert len(rows) == 1, [row.surface for row in rows]
    return rows[0]


@pytest.mark.parametrize(
    ("text", "measure", "modality"),
    [
        ("Kenya has 400 soldiers in Haiti.", "level", "actual"),
        ("Kenya sent 400 soldiers to Haiti.", "increase", "actual"),
        ("Kenya will send 400 soldiers to Haiti.", "increase", "planned"),
        ("Kenya could send 400 soldiers to Haiti.", "increase", "possible"),
        ("Kenya denied that it has 400 soldiers in Haiti.", "level", "denied"),
        ("Kenya withdrew 400 soldiers from Haiti.", "decrease", "actual"),
        ("Kenya has begun withdrawing 400 soldiers from Haiti.", "decrease", "actual"),
        ("Kenya promised to bring home 400 soldiers from Haiti.", "decrease", "planned"),
        ("Kenya is considering the withdrawal of 400 soldiers from Haiti.", "decrease", "possible"),
        ("Kenya will cut its force in Haiti to 400 soldiers.", "target", "planned"),
        ("Kenya cut its force in Haiti to 400 soldiers.", "level", "actual"),
        ("Kenya has trained 400 Haitian policemen.", "trained", "actual"),
        ("Some 400 Kenyan soldiers stationed in Haiti sang the anthem on the quay.", "level", "actual"),
        ("If the port is attacked, Kenya will send 400 soldiers to Haiti.", "increase", "possible"),
        ("Kenya will withdraw 400 soldiers stationed in Haiti.", "decrease", "planned"),
        ("Kenya's 400 soldiers were deployed from Mombasa to Haiti.", "increase", "actual"),
        ("Kenya provides 400 of the troops in Haiti.", "level", "actual"),
        ("The general ordered 400 soldiers into the harbour on Monday.", "increase", "actual"),
        ("The general ordered 400 soldiers to Haiti.", "increase", "planned"),
        ("The cut would leave 400 Kenyan soldiers guarding the harbour of Haiti.", "target", "possible"),
        ("The front, with some 400 fighters, is not part of the truce.", "level", "actual"),
        ("There are not 400 Kenyan soldiers in Haiti.", "level", "denied"),
        ("He plans to enlarge the navy, adding 400 soldiers to its armed forces.", "increase", "planned"),
        (
            "The envoy is resisting a deployment of troops to Haiti, including 400 Kenyan soldiers.",
            "increase",
            "possible",
        ),
    ],
)
def test_measure_and_modality(text: str, measure: str, modality: str) -> None:
    """The governing verb says what kind of figure it is, its modality whether it is fact, plan or possibility."""
    row = only(text)
    assert (row.measure, row.modality) == (measure, modality)


@pytest.mark.parametrize(
    "text",
    [
        "At least 400 soldiers were killed in the valley.",
        "Rebels captured 400 soldiers in the valley.",
        "The 400 soldiers who died in the valley were buried on Friday.",
        "The bodies of 400 soldiers were found.",
        "The widows of 400 soldiers want a pension.",
        "The army lost 400 tanks and 30 helicopters.",
        "The 101st Airborne Division came home.",
        "Three soldiers stood at the gate.",
        "About 40 percent of the soldiers are from the coast.",
        "Some 400 firefighters and soldiers' wives waited.",
        "The army fed 400 people after the flood.",
        "Soldiers walked 400 kilometres.",
        "The market forces cut prices by 400 dollars.",
        "Call the harbour police division at (555) 210-4433 or ask any guard.",
        "The barracks was built to hold 400 soldiers.",
        "Hundreds of thousands of Dutch troops have served there over the years.",
        "More than 400 soldiers were exposed to the gas.",
        "The strike by 400 seamen went into its third week.",
    ],
)
def test_no_force_level(text: str) -> None:
    """Casualties, captives, kin, equipment, names, anecdotes and shares of composition are not force levels."""
    assert extract(text) == []


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("There are 900 US soldiers in Syria.", "United States", "USA"),
        ("Turkey's military has 900 soldiers in Syria.", "Turkey", "TUR"),
        ("Some 900 soldiers from Ghana are in Mali.", "Ghana", "GHA"),
        ("Hezbollah keeps 900 fighters in Syria.", "Hezbollah", None),
        ("The Kremlin keeps 900 soldiers in Syria.", "Russia", "RUS"),
        ("The government in Kampala keeps 900 soldiers in Somalia.", "Uganda", "UGA"),
        ("The Rapid Support Forces have 900 fighters in Nyala.", "Rapid Support Forces", None),
        ("US-backed rebels have 900 fighters in Idlib.", "rebels", None),
        ("Libya is massing 900 soldiers along its border with Chad.", "Libya", "LBY"),
        ("Nearly 900 enemy soldiers lay along the ridge in Syria.", None, None),
        ("Ireland joined the mission. Its contingent of 900 soldiers is in Lebanon.", "Ireland", "IRL"),
        ("Petra Sharon watched the 900 Vermont National Guard troops.", "United States", "USA"),
        ("The army has 900 soldiers along the ceasefire line, Islamabad says.", "Pakistan", "PAK"),
    ],
)
def test_actor(text: str, name: str | None, iso3: str | None) -> None:
    """States bear their code, groups their usual name; who backs a force is not its actor."""
    row = only(text)
    assert (row.actor_name, row.actor_iso3) == (name, iso3)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Wagner has 1,000 men in Mali, and the French, who had 5,000, are gone.",
            ["Wagner Group", "France"],
        ),
        ("UNIFIL has 10,000 soldiers, 870 of them from Ghana.", ["UNIFIL", "Ghana"]),
        ("Of NATO's 4,500 soldiers in Kosovo 600 are American.", ["NATO", "United States"]),
        ("NATO has 4,500 soldiers in Kosovo, 600 of them in Mitrovica.", ["NATO", "NATO"]),
    ],
)
def test_a_second_figure_has_the_owner_that_is_told_of_it(text: str, actors: list[str]) -> None:
    """The subject of its own verb, or whose they are said to be; else the owner of the first."""
    assert [row.actor_name for row in extract(text)] == actors


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Kenya has 900 soldiers in Somalia, a spokeswoman in Nairobi said.", "SOM"),
        ("Officials in Kigali rejected it. MONUSCO, active in Congo, has 900 soldiers.", "COD"),
        (
            "Strikers closed the docks of Santos, Brazil. The government in Brasília sent 900 troops to clear them.",
            "BRA",
        ),
        ("Belgium sent 900 soldiers to missions around the world after talks in Chad.", None),
        ("Germany hosts 900 American soldiers.", "DEU"),
        ("The mission in Somalia is to have 900 soldiers from Malawi.", "SOM"),
    ],
)
def test_place(text: str, iso3: str | None) -> None:
    """Where a force is: not where someone speaks, at home only for a task at home, nowhere if it is worldwide."""
    assert only(text).place_iso3 == iso3


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A ministry report put the number of Italian soldiers in Niger at 900.", "ministry report"),
        ("The capital put up with 900 Italian soldiers in Niger.", None),
        (
            "The agency quoted a diplomat close to the talks as saying that 900 Italian soldiers were in Niger.",
            "diplomat close to the talks",
        ),
        (
            "AP also quoted an aide close to Prime Minister Enzo Rilli, who asked not to be named, as saying that"
            " as many as 900 Italian soldiers were in Niger.",
            "aide close to Prime Minister Enzo Rilli",
        ),
    ],
)
def test_source_where_no_verb_of_speech_tells_it(text: str, source: str | None) -> None:
    """A report that puts a number at a figure is its source; so is who an agency quotes."""
    assert only(text).source_name == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On June 3 the minister announced that Italy will send 900 soldiers to Niger.", None),
        ("The ministry announced in March 2011 that Italy had 900 soldiers in Niger.", date(2011, 3, 1)),
        ("Italy will send 900 soldiers to Niger by December.", date(2019, 12, 1)),
    ],
)
def test_day_of_telling_dates_no_plan(text: str, expected: date | None) -> None:
    """A plan holds for no day gone by; what was said long ago held then."""
    assert only(text).as_of_start == expected


def test_list_takes_place_and_date_from_its_heading() -> None:
    """A list's entries carry what its heading says of them all."""
    text = "Troops in Kosovo as of March 2007\n\nGermany: 2,300\nItaly: 2,100\nFrance: 1,900\n"
    rows = extract(text)
    assert [(row.surface, row.actor_iso3) for row in rows] == [
        ("2,300", "DEU"),
        ("2,100", "ITA"),
        ("1,900", "FRA"),
    ]
    assert {row.place_iso3 for row in rows} == {"XKX"}
    assert {row.as_of_start for row in rows} == {date(2007, 3, 1)}


def test_list_of_money_under_a_word_for_peacekeeping_is_none() -> None:
    """Countries that owe dollars are not contingents."""
    text = (
        "What the peacekeeping mission is owed, in millions of dollars:\n\nSpain: 20\nItaly: 18\nFrance: 9\n"
    )
    assert extract(text) == []


def test_percentage_points_to_its_base() -> None:
    """A share of a force names the level that it is a share of, and stays a share."""
    text = "There are 8,000 French soldiers in Mali. Up to 40 per cent of the French soldiers could be withdrawn."
    level, share = extract(text)
    assert (share.unit, share.value_low, share.value_high) == ("percent", None, 40.0)
    assert share.base_force_level_id == level.force_level_id


def test_as_of_is_when_the_figure_holds() -> None:
    """The date of the report is not the date of the figure."""
    row = only(
        "According to a ministry report in May, there were 900 Italian soldiers in Niger in June 2018."
    )
    assert (row.as_of_start, row.as_of_end, row.as_of_precision) == (
        date(2018, 6, 1),
        date(2018, 6, 30),
        "month",
    )


def test_unknown_publication_date_leaves_relative_dates_open() -> None:
    """Nothing is resolved against today."""
    assert only("Last September there were 900 Italian soldiers in Niger.", None).as_of_start is None


def test_same_claim_in_two_articles_has_one_id() -> None:
    """Wording, source and copy do not matter; actor, place, measure, bounds and period do."""
    one = only("Italy has 900 soldiers in Mali these days.")
    two = only("There are exactly 900 Italian soldiers in Mali, an officer said.", "2019-05-20")
    other = only("Italy sent 900 soldiers to Mali.")
    assert one.claim_id == two.claim_id
    assert one.claim_id != other.claim_id


def test_the_reader_tells_what_no_rule_does() -> None:
    """Measure, modality and place as the shipped weights choose them, where the rules alone are wrong."""
    told = {
        "Some 400 Kenyan soldiers are deployed to Haiti.": ("level", "actual", "HTI"),
        "Some 400 Kenyan soldiers are not counted there.": ("level", "actual", None),
        "The truce is conditional on the withdrawal of 400 Kenyan soldiers from Haiti.": (
            "decrease",
            "possible",
            "HTI",
        ),
        "Fort Bragg is home to 900 American soldiers.": ("level", "actual", "USA"),
    }
    found = rows_of(told, "force_levels", "2019-06-12")
    assert [(row.measure, row.modality, row.place_iso3) for (row,) in found] == list(told.values())


def test_the_reader_refuses_what_no_rule_does() -> None:
    """Aircraft, shares and labels near words for forces."""
    texts = (
        "The air force bought 40 fighters from Dassault.",
        "Four in ten soldiers smoke.",
        "Pack 12, Pack 44 and Troop 44 collected tins for the soldiers' home.",
    )
    assert rows_of(texts, "force_levels", "2019-06-12") == [[], [], []]


def test_the_town_of_the_figures_own_clause_goes_before_one_of_the_byline() -> None:
    """Also where the clause is long; and the western half of a town is no figure."""
    clause = (
        "Some 2,000 militants of Islamic State were left in the western half of Mosul when the month began."
    )
    (rows,) = rows_of([f"By Ada Holm in Hammam al-Alil\n\n{clause}"], "force_levels")
    assert [(row.surface, row.place_name) for row in rows] == [("2,000", "Mosul")]


def test_no_force_is_where_the_reporter_is() -> None:
    """A byline tells a place of the reporter's; the figure without a place has that of the figure before."""
    told = "Some 2,000 fighters of Islamic State were left in Mosul. Officers in Baghdad put the number at 1,200."
    (rows,) = rows_of([f"By Ada Holm in Hammam al-Alil\n\n{told}"], "force_levels")
    assert [row.place_name for row in rows] == ["Mosul", "Mosul"]


def test_a_digit_within_a_name_begins_no_other_figure() -> None:
    """Behind "the M23 rebels in" comes the place of the figure before."""
    told = "Between 3,000 and 4,000 Rwandan soldiers are fighting beside the M23 rebels in North Kivu."
    (rows,) = rows_of([f"GOMA, Congo - It is calm. {told}"], "force_levels")
    assert [row.place_name for row in rows] == ["North Kivu"]
