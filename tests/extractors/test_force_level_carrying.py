"""Whose force it is and where, when the figure's own clause does not say: owners, speakers, words that point."""

import pytest

from newsetl.extractors.force_levels.lexicon import sign_words
from newsetl.extractors.force_levels.where.proposers import NEXT_FIGURE
from newsetl.lexicons import read_table
from newsetl.tables.force_levels import ForceLevel
from tests.extractors.texts import ruled_levels_of


def extract(text: str, title: str | None = None, outlet: str | None = None) -> list[ForceLevel]:
    """Force levels of an article as the rules read it."""
    return ruled_levels_of(text, "2019-06-12", title, outlet)


def last(text: str, title: str | None = None, outlet: str | None = None) -> ForceLevel:
    """The last force level of a text."""
    return extract(text, title, outlet)[-1]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Belgian aircraft circled over Libya. Turkey, whose 600 soldiers guard the harbour, kept silent.",
            "TUR",
        ),
        ("Peru committed 700 of its own troops to the search in Chile.", "PER"),
        ("The 600 troops that Kenya sent to Haiti were flown home on Friday.", "KEN"),
        ("Some 400 soldiers were sent by Rwanda to Cabo Delgado.", "RWA"),
        ("Mexico made the decision to maintain 900 troops in Panama.", "MEX"),
        ("A Danish paper revealed plans by the Chadian army to send 900 troops to Sudan.", "TCD"),
        ("The Janjaweed were estimated to number 900 in July.", "Janjaweed"),
        ("Special forces of 900 soldiers from Spain, Italy and Malta are in Chad.", "Spain, Italy, Malta"),
        ("The Portuguese-led force of 900 will withdraw from Mali.", "Portuguese-led force"),
        ("The NATO-led force of 900 soldiers is in Kosovo.", "NATO"),
        ("After weeks of shelling, nearly 900 Marines stormed ashore.", "USA"),
        ("An army of 900 Greeks held the pass in Thessaly.", "GRC"),
        ("Ghana's parliament spent the day on the mission. The army has sent 900 soldiers.", "GHA"),
    ],
)
def test_owner_is_whom_the_phrase_points_at(text: str, actor: str) -> None:
    """Relatives, possessives, agents, plans, lists and leaders of a force name its owner."""
    row = last(text)
    assert (row.actor_iso3 or row.actor_name) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Syrian Democratic Forces took Raqqa. Some 300 militants are left in the valley.", None),
        ("UN inspectors came to Chad. Later 900 troops arrived.", None),
        ("Peshmerga fighters watched from a hill. The general asked for 900 troops.", None),
        (
            "Kurdish leaders keep 900 fighters in Kirkuk. Their 300 guerrillas hold the dam.",
            "Kurdish fighters",
        ),
    ],
)
def test_no_name_is_carried_to_whom_it_does_not_fit(text: str, actor: str | None) -> None:
    """Militants are not an allied militia's; troops not inspectors', nor a militia's named in another sentence."""
    rows = extract(text)
    assert (rows[0].actor_iso3 or rows[0].actor_name) == actor


def test_speaker_of_an_office_means_its_own_state() -> None:
    """'We' and 'our' are those of the government that publishes the words."""
    text = "Look, Putin invaded Georgia when we had 900 troops there. Russian leaders know that."
    assert last(text, outlet="The White House").actor_iso3 == "USA"


def test_article_about_one_state_lends_its_name() -> None:
    """Where no force is named near by, the state that title and text mention as acting is meant."""
    text = "The docks lay idle for a week. Hundreds of marines were on alert at four Brazilian ports."
    carried = last(text, title="BRAZIL DOCKERS CONTINUE STRIKE")
    assert (carried.actor_iso3, carried.place_iso3) == ("BRA", "BRA")


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("The KFOR mission has 900 soldiers.", "XKX"),
        ("In London, Bahrain has become a good friend, hosting 900 American soldiers.", "BHR"),
        ("Israel led the invasion of Lebanon, with 900 troops and 40 tanks.", "LBN"),
        ("The navy patrols off North Korea. The Pentagon has 900 soldiers in the South.", "KOR"),
        (
            "Crowds met in Lyon. In Marseille shops closed. Some 900 French soldiers were deployed in the city.",
            "FRA",
        ),
        ("American diplomats left Kabul. Some 900 U.S. soldiers remain in the country.", "AFG"),
        ("Chile's minister was in Lima. Chile will hire 900 more border security agents.", "CHL"),
        ("Chile's minister was in Lima. Chile has 900 soldiers working to secure the border.", "CHL"),
        ("Chile will send 900 soldiers to guard the border of Bolivia.", "BOL"),
        ("Peru committed 900 of its own troops to our western border, the White House said.", "USA"),
        ("Ethiopia withdrew 900 soldiers from Somalia to Tigray.", "SOM"),
        ("Iran's army is proud. Its military has 900,000 soldiers across the country.", "IRN"),
        ("Spain has 560 soldiers in Latvia, Italy 370 and Slovenia 90.", "LVA"),
        (
            "Honduras took its 900 soldiers out of Najaf, weeks before the date that it had named to Madrid.",
            "IRQ",
        ),
        ("The United States rotates 900 Marines through Darwin every year.", "AUS"),
        (
            "Manila has told the Philippines what it will lose. Some 900 American soldiers are in Subic and Clark.",
            "PHL",
        ),
    ],
)
def test_place_is_where_the_words_point(text: str, iso3: str) -> None:
    """A mission's home, a host, a part of a place, a noun that points back: each leads to a place."""
    assert last(text).place_iso3 == iso3


@pytest.mark.parametrize(
    "text",
    [
        "Officials met in Germany. The Peshmerga ministry plans a single army of 42,000.",
        "Speaking in Geneva, the envoy said that 900 foreign fighters remained.",
        "According to Austin, Chile has 900 soldiers abroad.",
        "During the wars in Iraq and Chad, nearly 900 American soldiers were deployed across the globe.",
        "Since the war in Iraq began, 900 American soldiers have gone AWOL.",
        "The war in Iraq goes on. There are now about 35,000 foreign-born soldiers in the U.S. armed services.",
    ],
)
def test_no_place_is_made_up(text: str) -> None:
    """Where one meets, speaks or is quoted is not where a force is; nor is a whole army or a deserter anywhere."""
    assert last(text).place_iso3 is None


@pytest.mark.parametrize(
    ("behind", "is_next"),
    [
        (" soldiers are in the townships and another 21,000 in Namibia", True),
        (" soldiers came home, 300 more to Chad", True),
        (" soldiers left, 2013 in Mali was calm", False),
        (" soldiers and 30 policemen in Niger", False),
    ],
)
def test_a_number_before_a_place_has_it(behind: str, is_next: bool) -> None:
    """A place behind the next number is that one's; one behind a year or a noun may be of both."""
    assert (NEXT_FIGURE.search(behind) is not None) == is_next


def test_guests_of_a_listed_host_are_not_its_own() -> None:
    """In a list of hosts the label is the place, and the soldiers are whose the entry says."""
    text = (
        "Soldiers on the flank\n\nROMANIA: 3,300 allied troops\nPOLAND: 9,500 U.S. soldiers\n"
        "LATVIA: 1,700 allied troops\nESTONIA: 4,200 soldiers of its own\n"
    )
    rows = extract(text)
    assert [(row.actor_iso3, row.place_iso3) for row in rows[:3]] == [
        (None, "ROU"),
        ("USA", "POL"),
        (None, "LVA"),
    ]
    assert rows[3].actor_iso3 == "EST"


@pytest.mark.parametrize(
    ("text", "measure", "modality"),
    [
        ("Should talks fail, Egypt will send 900 soldiers to the Sinai.", "increase", "possible"),
        ("Provided that the harbour opens, Egypt will send 900 soldiers to Yemen.", "increase", "possible"),
        ("The letter amounted to a call to deploy 900 more troops to Chad.", "increase", "possible"),
        ("Egypt ruled out sending 900 soldiers to Yemen.", "increase", "denied"),
        ("Under the plan, Egypt would train 900 recruits.", "trained", "planned"),
        ("It is unlikely that 900 Egyptian troops will leave Yemen.", "decrease", "possible"),
        ("He described the return of 900 Spanish soldiers to Spain.", "decrease", "actual"),
        ("The government broke the strike by sending in 900 soldiers.", "increase", "actual"),
        ("There are 900 Egyptian fighters, armed with rifles, in Yemen.", "level", "actual"),
    ],
)
def test_conditions_and_calls(text: str, measure: str, modality: str) -> None:
    """Conditions without 'if', calls, refusals and dates in the future decide the modality."""
    row = last(text)
    assert (row.measure, row.modality) == (measure, modality)


@pytest.mark.parametrize(
    "text",
    [
        "The plant cut its work force to leave a work force of 900 by the time soldiers came.",
        "A 30-day police operation against speeding began.",
        "Four armed Coast Guard officers positioned themselves around the bus.",
        "The union can bring thousands of foot soldiers for Election Day.",
        "The 900 soldiers were served soup in the hall.",
        "Raids eliminated dozens of hardened terrorists in Yemen.",
        "About 900 service members transition from the military every spring.",
        "Some 900 U.S. service members remain unvaccinated.",
    ],
)
def test_what_only_looks_like_a_force(text: str) -> None:
    """Work forces, durations, guests at table, campaigners and the killed are not force levels."""
    assert extract(text) == []


def test_sign_words_know_every_noun_however_they_are_sought() -> None:
    """Seeking letter by letter finds what the list holds, whole words only."""
    for row in read_table("forces/nouns"):
        if row["kind"] == "strong":
            assert sign_words().fullmatch(row["word"]), row["word"]
    assert sign_words().search("a marinescape without troopsx") is None
