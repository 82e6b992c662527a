"""Short forms, descriptions and documents get the fullest name that the article gives."""

from dataclasses import replace

import pytest

from newsetl.extractors.attributions.who.people.affiliation_match import may_be_native
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.countries import country_of_iso3
from tests.extractors.texts import attributions_of, entities_of

NAMES = [
    (
        "Norwegian Defence Minister Karl Holm announced a truce. The ministry said troops would stay.",
        "The ministry",
        "Norwegian defence ministry",
    ),
    (
        "Defence Minister Karl Holm announced a truce. The ministry said troops would stay.",
        "The ministry",
        "defence ministry",
    ),
    (
        "The governments of Norway and Sweden said it was late.",
        "The governments of Norway and Sweden",
        "Norway; Sweden",
    ),
    (
        "Fighters attacked a school in Mali, the army said. Mali has been at war since May.",
        "the army",
        "Malian Armed Forces",
    ),
    ("OSLO, May 3 - Sailors met in Norway. The army said the port was open.", "The army", "Norwegian army"),
    (
        "Danish troops searched two boats. The air force said the port was open.",
        "The air force",
        "Danish air force",
    ),
    (
        "Danish troops met Swedish soldiers. The air force said the port was open.",
        "The air force",
        "air force",
    ),
    (
        "OSLO, May 3 - Pilots were hurt near the capital, the Norwegian Pilots said. Danish soldiers watched. "
        "The army said the port was open.",
        "The army",
        "army",
    ),
    (
        "OSLO, May 3 - Danish soldiers, Danish sailors and Norway met. The army said the port was open.",
        "The army",
        "army",
    ),
    (
        "TBILISI, May 3 (Reuters) - Russian jets bombed two ports. The air force said it had downed one.",
        "The air force",
        "air force",
    ),
    (
        "Ethiopian soldiers crossed the river near Kassala. The army said it had lost two men.",
        "The army",
        "army",
    ),
    (
        "Rwandan troops entered eastern Congo. The government said the border was shut.",
        "The government",
        "government",
    ),
    (
        "Boko Haram claimed the raid on its channel. The jihadist group said the port was open.",
        "The jihadist group",
        "Boko Haram",
    ),
    (
        "Boko Haram said it had left. Al Shabaab said it stayed. The jihadist group said all was well.",
        "The jihadist group",
        "jihadist group",
    ),
    (
        "The Red Cross said the wells were dry. The insurgent group said they were full.",
        "The insurgent group",
        "insurgent group",
    ),
    (
        "The Harbour Front said it had left. The extremist organisation said it stayed.",
        "The extremist organisation",
        "extremist organisation",
    ),
    (
        "The Harbour Front said it had left. The aid group said it stayed.",
        "The aid group",
        "Harbour Front",
    ),
    (
        "Boko Haram said it had left the port. The relief group said it stayed.",
        "The relief group",
        "relief group",
    ),
    (
        "Ada Holm, a teacher, said the port was shut. The volunteer said it was open.",
        "The volunteer",
        "Ada Holm",
    ),
    (
        "Toyota said the plant was shut. The militia said it was open.",
        "The militia",
        "militia",
    ),
    (
        "General Karl Holm said the port was shut. The ambassador said it was open.",
        "The ambassador",
        "ambassador",
    ),
    (
        "Ada Holm, a teacher, said the port was shut. The envoy said it was open.",
        "The envoy",
        "envoy",
    ),
    (
        "French Defence Minister Jean Holm said the port was shut. The Dane said it was open.",
        "The Dane",
        "Dane",
    ),
    (
        "The Nordlys Observer reported that the port was shut. The news website said ships had left.",
        "The news website",
        "Nordlys Observer",
    ),
    (
        "Karl Holmgren, the envoy for Norway, said the talks were over. The Swede said he would leave.",
        "The Swede",
        "Karl Holmgren",
    ),
    (
        "Karl Holmgren of Harbour Pilots Teams said the port was shut.",
        "Karl Holmgren of Harbour Pilots Teams",
        "Karl Holmgren",
    ),
    (
        "The Joint Chiefs of Staff (JCS) met. The JCS said the port was shut.",
        "The JCS",
        "Joint Chiefs of Staff",
    ),
    (
        "The agency, quoting an army officer, said that the port was shut.",
        "The agency",
        "agency",
    ),
    (
        "The refusal was confirmed by the minister, Karol Nowak. He added that talks would go on.",
        "He",
        "Karol Nowak",
    ),
    (
        "Karol Nowak said that Pavel Holm, who leads the opposition, may come. He added that talks would go on.",
        "He",
        "Karol Nowak",
    ),
    (
        "According to the mayor, President Karol Nowak had left the port. He also said the wells were dry.",
        "He",
        "mayor",
    ),
    (
        "The mayor said President Karol Nowak had left the port. He added that the wells were dry.",
        "He",
        "mayor",
    ),
    (
        "The Observatory says a month of fighting in Syria has killed nearly 300 fighters.",
        "The Observatory",
        "Syrian Observatory for Human Rights",
    ),
    (
        "Clashes raged in the Syrian town, according to the observatory which has counted the dead since July.",
        "the observatory which has counted the dead since July",
        "Syrian Observatory for Human Rights",
    ),
    (
        "The road is open, said the network's branch in Lebanon Fatah al-Islam.",
        "the network's branch in Lebanon Fatah al-Islam",
        "Fatah al-Islam",
    ),
    (
        "The road is open, said the network's branch near the camp of Fatah al-Islam.",
        "the network's branch near the camp of Fatah al-Islam",
        "network's branch near the camp of Fatah al-Islam",
    ),
    (
        "The lake is rising, said Harbour, or Port, a daily owned by the fishers.",
        "Harbour, or Port, a daily owned by the fishers",
        "Harbour",
    ),
    (
        "The Observatory says a month of storms in Norvik has killed nearly 300 cows.",
        "The Observatory",
        "Observatory",
    ),
    (
        "Vladimir Putin arrived on Monday. The Russian leader said the talks were open.",
        "The Russian leader",
        "Vladimir Putin",
    ),
    (
        "Ada Holm, who founded the camp, warned that food was short. According to the activist, wells are dry.",
        "the activist",
        "Ada Holm",
    ),
    (
        "On Tuesday, the Minister of National Defense Adam Nowak announced that tanks had arrived.",
        "the Minister of National Defense Adam Nowak",
        "Adam Nowak",
    ),
    (
        "The Harbour Trust presented a report titled “Salt in the Wells” on Monday. According to the report, "
        "nine wells are dry.",
        "the report",
        "Salt in the Wells",
    ),
    (
        "Nine wells are dry, according to a report by the Norvik Water Institute. The report warned that more "
        "would fail.",
        "The report",
        "Norvik Water Institute report",
    ),
    (
        "Gang leaders take their orders from abroad, reported El Norte. The report said that two had fled.",
        "The report",
        "El Norte report",
    ),
    ("The ministry counts 200 dead, with some putting the number at 300.", "some", "some"),
    ("Others said the port was shut. They said that the wells were dry.", "They", "Others"),
    (
        "Sergeant Norvik Lind and his wife, Sarah Lind, came to the port. Lind said he had sailed the boat.",
        "Lind",
        "Norvik Lind",
    ),
    (
        "The U.S. Attorney's Office for the Northern District of Ohio announced that Ada Lind had been charged.",
        "The U.S. Attorney's Office for the Northern District of Ohio",
        "U.S. Attorney's Office for the Northern District of Ohio",
    ),
    (
        "A second officer said the boat came from Norvik. The prosecutor, Ada Lind, would say only that it was red.",
        "A second officer",
        "second officer",
    ),
    (
        "ACLED said that most clashes were in Norvik. The monitor warned that its count was incomplete.",
        "The monitor",
        "ACLED",
    ),
    (
        "Queen Ada will travel on Monday, Lindholm Palace announced. She will meet survivors, the palace said.",
        "the palace",
        "Lindholm Palace",
    ),
]
PROPER = [
    ("They took the town, Harbour Shield Committee said.", "Harbour Shield Committee", "organisation"),
    ("They took the harbour on Monday, reported Siglo 21.", "Siglo 21", "news_agency"),
    (
        "Deidamia Quillon, who moved to Norvik to work, said the guards were feared.",
        "Deidamia Quillon",
        "person",
    ),
    ("Jaish al Islam said the pilot had been held.", "Jaysh al-Islam", "organisation"),
]


@pytest.mark.parametrize(("text", "source", "name"), NAMES)
def test_the_fullest_name_is_found(text: str, source: str, name: str) -> None:
    """A pronoun, a description or "the report" is whom the article names."""
    assert name in [row.source_name for row in attributions_of(text) if row.source_text == source]


@pytest.mark.parametrize(("text", "name", "kind"), PROPER)
def test_names_that_only_capitals_tell_are_bodies(text: str, name: str, kind: str) -> None:
    """They have an id like all that is named, so that they are counted."""
    row = attributions_of(text)[0]
    assert (row.source_name, row.source_kind, row.anonymity) == (name, kind, "named")
    assert row.source_id is not None


def test_the_report_of_nobody_stays_open() -> None:
    """Without a title, an issuer or an outlet "the report" is what it is called."""
    row = attributions_of("Rain fell. The report said that nine wells were dry.")[0]
    assert (row.source_name, row.source_id, row.anonymity) == ("report", None, "role_only")


def test_the_army_is_no_rebel_army() -> None:
    """What has "Army" in its name and fights the state is not "the army"."""
    text = "The Free Syrian Army took the town, residents said. The army said it would strike back."
    assert attributions_of(text)[-1].source_name == "army"


def test_the_activist_is_whom_the_sentence_before_is_about() -> None:
    """Of two whose role is not told the nearer one is meant."""
    text = "Ada Holm warned that food was short. Karol Nowak left. The activist said that wells were dry."
    assert attributions_of(text)[-1].source_name == "Karol Nowak"


def test_an_office_alone_is_no_body() -> None:
    """ "Minister of Foreign Affairs" names an office, not an organisation."""
    names = {
        m.entity_name for m in entities_of("It was said by the Minister of Foreign Affairs, Karol Nowak.")
    }
    assert "Minister of Foreign Affairs" not in names


def test_comments_of_a_relative_clause_and_openers_take_what_follows() -> None:
    """Words before "according to" are no content where they are "which," or a comment of their own."""
    text = "The fleet left on Monday, which, according to two analysts, may mean that talks have failed."
    assert attributions_of(text)[0].content_text.startswith("may mean")
    text = "As we wrote, according to the ministry, nine wells in the north of the valley are dry."
    assert "nine wells" in attributions_of(text)[-1].content_text


def test_clauses_that_the_parse_gives_to_the_noun_before_them() -> None:
    """ "Said during a visit that" and "told a reporter that" open what is said."""
    text = "Ada Holm said at a news conference that the trust had decided to shut the wells."
    assert attributions_of(text)[0].content_text.startswith("that the trust had decided")


def test_whose_statement_it_is() -> None:
    """ "The statement" is that of whoever has just said something in one."""
    text = "“The vote is void,” Ada Holm said in a statement. The statement added that no one would go."
    rows = [row for row in attributions_of(text) if row.source_text == "The statement"]
    assert [(row.source_name, row.source_kind) for row in rows] == [("Ada Holm statement", "document")]


def test_a_role_of_another_country_is_somebody_else() -> None:
    """ "The Russian foreign minister" is not the French one who was named before."""
    text = (
        "French Foreign Minister Jean Holm warned of war. The Russian foreign minister said he saw no danger."
    )
    assert attributions_of(text)[-1].source_name == "Russian foreign minister"


def test_a_long_description_between_a_quotation_and_its_verb() -> None:
    """A relative clause about the speaker does not part him from what he says."""
    text = (
        "“The vote is void,” Minister Adam Holm, whose country is in the chair of the league, said on Monday."
    )
    row = attributions_of(text)[0]
    assert (row.source_name, row.content_text) == ("Adam Holm", "“The vote is void,”")


@pytest.mark.parametrize(
    ("whose", "kind"),
    [
        ("The mayor's", "government"),
        ("The attorney general's", "government"),
        ("The lawyer's", "organisation"),
        ("The doctor's", "organisation"),
        ("The head", "organisation"),
    ],
)
def test_whose_office_is_one_of_government(whose: str, kind: str) -> None:
    """That of a mayor is, that of a lawyer is none."""
    assert attributions_of(f"{whose} office said the port was shut.")[0].source_kind == kind


def test_somebody_from_a_town_is_of_its_country() -> None:
    """Of a town that two countries have, of either; an envoy for a country may be of any."""
    denmark, sweden = country_of_iso3("DNK"), country_of_iso3("SWE")
    assert denmark is not None
    assert sweden is not None
    teacher = Source("Ada Holm", "ent_1", "person", "named", "teacher from Uppsala", "Uppsala")
    assert may_be_native(teacher, sweden)
    assert not may_be_native(teacher, denmark)
    assert may_be_native(
        replace(teacher, role_title="envoy for Norway", affiliation="Norway", iso3="NOR"), sweden
    )
