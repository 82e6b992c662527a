"""Descriptions by a trait, a union's body or a kind: to whom they lead, and to whom they must not."""

import pytest

from tests.extractors.texts import attributions_of, entities_of

# Text, the source as written, its name, kind and anonymity.
MEANT = [
    (
        "“The port is lost,” said Karl Holm, the mayor. The Nobel laureate said he would leave.",
        ("The Nobel laureate", "Karl Holm", "person", "named"),
    ),
    (
        "“The port is lost,” said Karl Holm, the mayor. The 44-year-old said he would leave.",
        ("The 44-year-old", "Karl Holm", "person", "named"),
    ),
    (
        "“The port is lost,” said Anna Holm, the mayor. The father of two said he would leave.",
        ("The father of two", "father of two", "person", "role_only"),
    ),
    (
        "An army officer said the road was mined.\n\nThe former officer said the port was shut.",
        ("The former officer", "former officer", "person", "role_only"),
    ),
    (
        "The gang's leader vowed to take the port.\n\nKarl Lind, a former pilot, said he was ready. He warned families "
        "that it was late. The gang leader said the port was shut.",
        ("The gang leader", "Karl Lind", "person", "named"),
    ),
    (
        "An army officer said the road was mined.\n\nMayor Karl Lind said it was late. The officer said it was not.",
        ("The officer", "army officer", "person", "anonymous"),
    ),
    (
        "A Pentagon spokesman said that the ships would stay. “We are going to watch,” said spokesman Karl Holm.",
        ("A Pentagon spokesman", "Karl Holm", "person", "named"),
    ),
    (
        "The port was shut. It rained. Nobody came. An army spokesman said all was well. A rebel spokesman, Karl Lind, "
        "said it was not.",
        ("An army spokesman", "army spokesman", "person", "role_only"),
    ),
    (
        "An army spokesman said the road was mined. Karl Lind, a spokesman for the eastern command, said it was late.",
        ("An army spokesman", "Karl Lind", "person", "named"),
    ),
    (
        "The mayor asked the World Health Organization for beds. The UN agency said it had none.",
        ("The UN agency", "WHO", "organisation", "named"),
    ),
    (
        "The mayor asked UNICEF and the World Health Organization for beds. The UN agency said it had none.",
        ("The UN agency", "UN agency", "organisation", "role_only"),
    ),
    (
        "The UN mission, UNSMIL, said the port was open. The mission said the road was shut.",
        ("The mission", "UNSMIL", "organisation", "named"),
    ),
    (
        "The Norvik Emergency Room, a volunteer network, said the port was shut. The network put the toll at 41.",
        ("The network", "Norvik Emergency Room", "organisation", "named"),
    ),
    (
        "According to a report by the Mine Watch Alliance, the road is mined. The group said the port was shut.",
        ("The group", "Mine Watch Alliance", "organisation", "named"),
    ),
    (
        "Paris, which is withdrawing its troops, demanded an inquiry.",
        ("Paris, which is withdrawing its troops", "France", "government", "named"),
    ),
    (
        "Poland, a member of NATO, said the port was shut.",
        ("Poland, a member of NATO", "Poland", "government", "named"),
    ),
    (
        "Danish troops entered the port, state media reported.",
        ("state media", "Danish state media", "news_agency", "role_only"),
    ),
    (
        "Danish and Swedish troops entered the port. State media said the road was shut.",
        ("State media", "State media", "news_agency", "role_only"),
    ),
    (
        "Rain fell. The Spokesman said the port was shut.",
        ("The Spokesman", "Spokesman", "person", "role_only"),
    ),
    ("In Geneva, the WHO said the port was shut.", ("WHO", "WHO", "organisation", "named")),
    (
        "They blame the Tigray People's Liberation Front. The TPLF said the port was shut.",
        ("The TPLF", "Tigray People's Liberation Front", "organisation", "named"),
    ),
    (
        "People in the village say the port is shut.",
        ("People in the village", "People in the village", "group", "role_only"),
    ),
    (
        "People familiar with the matter said the port was shut.",
        ("People familiar with the matter", "People familiar with the matter", "group", "anonymous"),
    ),
    (
        "In Norvik, Sweden's interior minister, Karl Holm, told lawmakers that the port was shut.",
        ("Sweden's interior minister, Karl Holm", "Karl Holm", "person", "named"),
    ),
]
MEANT += [
    (
        "The chairman of the council in Bokko, Fin Ode, said it was late.",
        ("The chairman of the council in Bokko, Fin Ode", "Fin Ode", "person", "named"),
    ),
    (
        "Senior Superintendent of Police (Traffic) Anwar Shah said it was late. The SSP said it was not.",
        ("The SSP", "Anwar Shah", "person", "named"),
    ),
    (
        "Lt. Gen. (ret.) Ada Holm said the road was open.",
        ("Ada Holm", "Ada Holm", "person", "named"),
    ),
    (
        "The magazine Proceso reported that he had fled. The weekly said that he had a second passport.",
        ("The weekly", "Proceso", "news_agency", "named"),
    ),
    (
        "The governor's office called the report speculation. The office said it would sue.",
        ("The office", "governor's office", "government", "role_only"),
    ),
    (
        "Amnesty International and Human Rights Watch called for an inquiry. The two groups said they had asked.",
        ("The two groups", "Amnesty International; Human Rights Watch", "group", "named"),
    ),
    (
        "Norway, Sweden and Finland called for an inquiry. The two groups said they had asked in May.",
        ("The two groups", "two groups", "group", "role_only"),
    ),
    (
        "The channel Harbour One, close to the ministry, said it was late.",
        ("The channel Harbour One, close to the ministry", "Harbour One", "news_agency", "named"),
    ),
    ("A doorkeeper said it was late.", ("A doorkeeper", "doorkeeper", "person", "role_only")),
    (
        "A corporal of the guard said it was late.",
        ("A corporal of the guard", "corporal of the guard", "person", "anonymous"),
    ),
    ("Strelkov, as always, calls it a rout.", ("Strelkov", "Strelkov", "person", "named")),
    (
        "Norway and Sweden, which host the talks, urged both parties to return.",
        ("Norway and Sweden, which host the talks", "Norway; Sweden", "group", "named"),
    ),
    (
        "The wells were dry, according to the mission he heads.",
        ("the mission he heads", "mission", "organisation", "role_only"),
    ),
    ("A baker, Fanta, said it was late.", ("A baker, Fanta", "Fanta", "person", "named")),
    (
        "Lars Holm's cousin Yarden said it was late.",
        ("Lars Holm's cousin Yarden", "Yarden", "person", "named"),
    ),
    ("One of the accused said it was late.", ("One of the accused", "accused", "unknown", "role_only")),
    (
        "MISCA, the African Union's mission, said it was late.",
        ("MISCA, the African Union's mission", "MISCA", "organisation", "named"),
    ),
    (
        "On Telegram there was much talk. The channel Grey Zone, which is close to the army, said it was late.",
        ("The channel Grey Zone, which is close to the army", "Grey Zone", "social_media", "named"),
    ),
    (
        "On the radio there was much talk. The channel Grey Zone, which is close to the army, said it was late.",
        ("The channel Grey Zone, which is close to the army", "Grey Zone", "news_agency", "named"),
    ),
    (
        "A guard, who does not want his name published, said it was late.",
        ("A guard, who does not want his name published", "guard", "person", "anonymous"),
    ),
    (
        "Chief Minister Karl Lind appealed for calm. The CM, in a tweet, vowed that the culprits would be tried.",
        ("The CM, in a tweet", "Karl Lind", "person", "named"),
    ),
    (
        "Additional SP Ingo Singh said it was late. The ASP said nine were hurt.",
        ("The ASP", "Ingo Singh", "person", "named"),
    ),
]
NO_STATEMENTS = [
    "He counted 12 people in the queue.",
    "Police counted 300 people in the hall.",
    "Gucci appealed to younger buyers.",
    "The Network wrote to the ministry on 8 April.",
    "A senior aide asked that his name be withheld.",
]


@pytest.mark.parametrize(("text", "source"), MEANT)
def test_whom_a_description_means(text: str, source: tuple[str, str, str, str]) -> None:
    """Only where nothing in the text is against it; else the description stays what it is."""
    rows = [(r.source_text, r.source_name, r.source_kind, r.anonymity) for r in attributions_of(text)]
    assert source in rows


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_counting_in_peace_and_turning_to_somebody_say_nothing(text: str) -> None:
    """Whom somebody writes or appeals to, and how many are in a queue, are not statements."""
    assert not attributions_of(text)


def test_a_count_of_harm_is_a_statement() -> None:
    """People whose homes are burned are counted in words."""
    assert [r.cue_text for r in attributions_of("The group counted 12 homes burned.")] == ["counted"]


def test_whoever_is_asked_asks_nothing() -> None:
    """The spokesman who is asked is the source of the answer alone."""
    rows = attributions_of("Asked whether the port was shut, the spokesman said he did not know.")
    assert [(r.source_text, r.cue_text) for r in rows] == [("the spokesman", "said")]


def test_a_headlines_topic_is_nobody() -> None:
    """A state before a colon is the topic where the headline names its source at its end."""
    rows = attributions_of("Mali: Army killed at least 60 villagers, new report says")
    assert [r.source_text for r in rows] == ["new report"]


ROLES = [
    ("A ministry spokesman, Vikas Swarup, said that it was late.", ("person", "ministry spokesman")),
    ("He is a spokesman, Karl Holm said.", ("person", None)),
]


@pytest.mark.parametrize(("text", "known"), ROLES)
def test_a_role_before_a_name_and_two_commas(text: str, known: tuple[str, str | None]) -> None:
    """It makes a person of what the language model takes for a body."""
    named = [(e.entity_type, e.role_title) for e in entities_of(text) if e.entity_name != "ministry"]
    assert named == [known]


def test_roles_that_bodies_have_make_no_person() -> None:
    """Companies own, win and sponsor."""
    found = entities_of("The firm's owner, Harbour Motors, said it was late.")
    assert [e.entity_type for e in found if e.entity_name == "Harbour Motors"] == ["organisation"]
