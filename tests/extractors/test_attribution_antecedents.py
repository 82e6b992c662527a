"""Definite phrases that are led back by evidence, and those that are left open."""

import pytest

from newsetl.extractors.attributions.who.antecedents import CANNOT_BE, NOBODY, WEIGHTS
from newsetl.extractors.scoring import read_weights, score
from tests.extractors.texts import attributions_of

# Text, the source as written, the name that it leads to.
MEANT = [
    (
        "“We hold it,” said Karl Holm, the movement's military spokesman. The lieutenant colonel told men to wait.",
        "The lieutenant colonel",
        "Karl Holm",
    ),
    (
        "The Northern Rescue Service said nine were safe. According to the service, the fire was out.",
        "the service",
        "Northern Rescue Service",
    ),
    (
        "The International Committee of the Red Cross said the ward was full. The committee appealed for beds.",
        "The committee",
        "ICRC",
    ),
    (
        "The governor accused the M23 of shelling the port. The rebels denied that they had fired.",
        "The rebels",
        "M23",
    ),
    (
        "Human Rights Watch said the wells were dry. The New York-based group said that nobody had come.",
        "The New York-based group",
        "Human Rights Watch",
    ),
    (
        "The Prosecutor General's Office of Ukraine said it was late. The office, known for its zeal, said it was.",
        "The office, known for its zeal",
        "Prosecutor General's Office of Ukraine",
    ),
    (
        "Mayor Karl Lind said it was late. Lt. Gen. Ada Holm of the army said the road was mined. The general said it "
        "was not.",
        "The general",
        "Ada Holm",
    ),
    (
        "Dmitry Peskov, Putin's spokesman, said it was late. The Kremlin spokesman said he would call.",
        "The Kremlin spokesman",
        "Dmitry Peskov",
    ),
    (
        "Karl Holm, a researcher at the institute, said it was late. The expert on rebels said they would stay.",
        "The expert on rebels",
        "Karl Holm",
    ),
    (
        "Karl Holm of the Northern Policy Institute said it was late. The Oslo-based think tank had warned of a raid.",
        "The Oslo-based think tank",
        "Northern Policy Institute",
    ),
    (
        "The mayor sought help from the International Maritime Organization. The London-based agency said it had none.",
        "The London-based agency",
        "IMO",
    ),
    (
        "Sheikh Karl Holm said it was late. The Druze leader said nine were hurt.",
        "The Druze leader",
        "Karl Holm",
    ),
    (
        "Ada Lind, the widow of a pilot, said it was late. The young woman said he had left.",
        "The young woman",
        "Ada Lind",
    ),
    (
        "Sudan's army blamed the Rapid Support Forces for the raid; the force denied it.",
        "the force",
        "Rapid Support Forces",
    ),
    ("Paulo Lind welcomed the ruling. “I am 62,” the violinist said.", "the violinist", "Paulo Lind"),
    (
        "Archbishop Karl Lind asked people to stay calm. The prelate said it was late.",
        "The prelate",
        "Karl Lind",
    ),
    (
        "The Centre for Human Rights and Democracy said it was late. The NGO says more than 600 have died.",
        "The NGO",
        "Centre for Human Rights and Democracy",
    ),
    (
        "Foreign Minister Karl Lind met Ada Holm. The official said it was late.",
        "The official",
        "Karl Lind",
    ),
    (
        "Ada Holm, a nurse, said it was late. Karl Lind, a baker, said it was not. The shopkeeper said he had bread.",
        "The shopkeeper",
        "Karl Lind",
    ),
    (
        "The mayor spoke through an aide, who asked not to be named. It was late. The aide said it was over.",
        "The aide",
        "aide",
    ),
    (
        "Ada Holm of the FBI said it was late. Karl Lind, chief of police, said it was not. The FBI chief said it was.",
        "The FBI chief",
        "Ada Holm",
    ),
    (
        "Donald Rumsfeld said it was late. The defense secretary said it was not.",
        "The defense secretary",
        "Donald Rumsfeld",
    ),
    ("CIA Director Karl Lind said it was late. The spy chief said it was not.", "The spy chief", "Karl Lind"),
    ("Defense Minister Karl Lind said it was late. The defence minister left, he said.", "he", "Karl Lind"),
    ("The FSB has opened a case. The security service asked men to wait.", "The security service", "FSB"),
]
# Text, the source as written: nobody of the article.
OPEN = [
    ("Ada Holm said it was late. The electorate wanted a new mayor.", "The electorate"),
    (
        "Foreign Minister Karl Lind said it was late. The defence minister said it was not.",
        "The defence minister",
    ),
    ("Chief minister Karl Lind said it was late. The police chief said it was not.", "The police chief"),
    ("Mayor Karl Lind said it was late. The colonel said the road was mined.", "The colonel"),
    ("Mayor Karl Lind said it was late. The second officer said it was not.", "The second officer"),
    (
        "Karl Lind, the brother of a pilot, said it was late. The young woman said he had left.",
        "The young woman",
    ),
    ("Karl Lind, a lawyer, said it was late. The suspect's lawyer said it was not.", "The suspect's lawyer"),
    ("The Harbour Trust said it was late. The rebels said they had left.", "The rebels"),
    ("The mayor met the M23 and the ELN. The rebels said that it was late.", "The rebels"),
    ("The Ministry of Health said it was late. The 33rd Brigade said it was not.", "The 33rd Brigade"),
]


@pytest.mark.parametrize(("text", "source", "name"), MEANT)
def test_evidence_leads_back(text: str, source: str, name: str) -> None:
    """What the noun shares with somebody named before, and how near he is, tell who is meant."""
    assert (source, name) in [(r.source_text, r.source_name) for r in attributions_of(text)]


@pytest.mark.parametrize(("text", "source"), OPEN)
def test_too_little_evidence_leads_nowhere(text: str, source: str) -> None:
    """A phrase that nobody fits, or several do, keeps its own words."""
    names = {r.source_text: r.source_name for r in attributions_of(text)}
    assert names[source] == source.removeprefix("The ")


def test_whoever_is_told_of_otherwise_is_not_meant_however_near() -> None:
    """What tells against somebody, or ties the noun to no office of his, counts for less than "nobody"."""
    weights = read_weights(WEIGHTS)["antecedent"]
    assert all(weights[feature] < 0 < score(NOBODY, weights) for feature in CANNOT_BE)


def test_an_aide_introduced_without_a_name_is_withheld_later() -> None:
    """Who asked not to be named where the text introduces him is anonymous where he speaks."""
    text = (
        "The mayor spoke through an aide, who asked not to be named. It was late. The aide said it was over."
    )
    (row,) = [r for r in attributions_of(text) if r.source_text == "The aide"]
    assert (row.source_kind, row.anonymity) == ("person", "anonymous")
