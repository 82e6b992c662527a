"""Sources that give their own name, are one of several, are somebody's, or have a label before them."""

from time import process_time

import pytest

from newsetl.extractors.attributions.who.named_sources import state_of_side
from newsetl.extractors.attributions.who.people.members import singular
from newsetl.extractors.entity_mentions.names_by_clause import names_by_clause
from newsetl.language.names_given import name_given
from tests.extractors.texts import attributions_of, entities_of

# Text, the source as written, its name, kind and anonymity.
MEANT = [
    (
        "A baker who gave only his first name, Sorin, said the road was mined.",
        ("A baker who gave only his first name, Sorin", "Sorin", "person", "named"),
    ),
    (
        "Two Western diplomats said it was late. One of them, who asked not to be named, called it a trap.",
        ("One of them, who asked not to be named", "Western diplomat", "person", "anonymous"),
    ),
    (
        "The Norvik Trust said it was late. One of the diplomats said it was not.",
        ("One of the diplomats", "diplomat", "person", "anonymous"),
    ),
    (
        "Karl Holm, a diplomat, said it was late. The second diplomat said it was not.",
        ("The second diplomat", "second diplomat", "person", "anonymous"),
    ),
    (
        "Karl Holm, a diplomat, said it was late. The diplomat said it was not.",
        ("The diplomat", "Karl Holm", "person", "named"),
    ),
    (
        "Mayor Karl Holm was late. His spokesman said the road was mined.",
        ("His spokesman", "Karl Holm's spokesman", "person", "role_only"),
    ),
    (
        "The Norvik Trust was late. A statement from its office in Bergen said the road was mined.",
        ("A statement from its office in Bergen", "Norvik Trust statement", "document", "named"),
    ),
    (
        "The report, published on 6 May by the research outlet Nordvik, says the road was mined.",
        (
            "The report, published on 6 May by the research outlet Nordvik",
            "Nordvik report",
            "document",
            "named",
        ),
    ),
    (
        "The report, published on 6 May by a charity in Norway, says the road was mined.",
        ("The report, published on 6 May by a charity in Norway", "report", "document", "role_only"),
    ),
    (
        "It rained.\n\n16:42 Azerbaijan says it has taken the road.",
        ("Azerbaijan", "Azerbaijan", "government", "named"),
    ),
    (
        "PARIS, May 7 — President Karl Holm on Thursday announced the end of the war.",
        ("President Karl Holm", "Karl Holm", "person", "named"),
    ),
    (
        "A shopkeeper, who spoke on condition that her name be withheld, said the road was mined.",
        (
            "A shopkeeper, who spoke on condition that her name be withheld",
            "shopkeeper",
            "person",
            "anonymous",
        ),
    ),
    (
        "An activist refusing to be identified said the road was mined.",
        (
            "An activist refusing to be identified",
            "activist refusing to be identified",
            "person",
            "anonymous",
        ),
    ),
    (
        "A resident, who declines to be named, said the road was mined.",
        ("A resident, who declines to be named", "resident", "person", "anonymous"),
    ),
    (
        "2.30 lakh farmers said the road was mined.",
        ("2.30 lakh farmers", "2.30 lakh farmers", "group", "role_only"),
    ),
    (
        "A statement from his spokesman Karl Holm said the road was mined.",
        (
            "A statement from his spokesman Karl Holm",
            "statement from his spokesman Karl Holm",
            "document",
            "named",
        ),
    ),
    (
        "A report published on 6 May by a charity in Bergen said the road was mined.",
        (
            "A report published on 6 May by a charity in Bergen",
            "report published on 6 May by a charity in Bergen",
            "document",
            "named",
        ),
    ),
    (
        "The Kyiv side said the road was mined.",
        ("The Kyiv side", "Ukraine", "government", "named"),
    ),
    (
        "The Russian side said the road was mined.",
        ("The Russian side", "Russia", "government", "named"),
    ),
    (
        "The Economist thinks both men are bluffing.",
        ("The Economist", "The Economist", "news_agency", "named"),
    ),
    (
        "Karl Holm, an economist, was late. The economist thinks both men are bluffing.",
        ("The economist", "Karl Holm", "person", "named"),
    ),
    (
        "UNIFIL rejects the plan. “We stay,” the force said.",
        ("the force", "UNIFIL", "organisation", "named"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), MEANT)
def test_who_is_meant(text: str, wanted: tuple[str, str, str, str]) -> None:
    """Name, kind and anonymity of the last statement's source."""
    row = attributions_of(text)[-1]
    assert (row.source_text, row.source_name, row.source_kind, row.anonymity) == wanted


# Text, and the persons that it names: the language model sees none of them, or only a part.
PERSONS = [
    ("The mayor, Baldor Bermeo, rejected the plan.", {"Baldor Bermeo"}),
    ("“It is late,” Tindle Macuaca, who administers the post, told the Wire.", {"Tindle Macuaca"}),
    ("Nora van der Holm has called the plan late.", {"Nora van der Holm"}),
    ("It ended in May. Rosel Augute Ducen, a manager at the port, doubts it.", {"Rosel Augute Ducen"}),
    ("It ended. Democrat Karl Holmen, 42, took the town.", {"Karl Holmen"}),
    ("The mayor, Radio Norvik reported, rejected the plan.", set()),
    ("The owner, Norvik Inc, said it was late.", set()),
    ("He gave the name of the port.", set()),
    ("He identified himself as Muslim and left the port.", set()),
    ("The road goes by Norvik and the port.", set()),
]


@pytest.mark.parametrize(("text", "people"), PERSONS)
def test_persons_that_their_clause_tells(text: str, people: set[str]) -> None:
    """Names in apposition to an office, or that "who" goes on about; no bodies, no outlets."""
    assert {m.entity_name for m in entities_of(text) if m.entity_type == "person"} == people


def test_several_and_bodies_are_nobody() -> None:
    """ "Who collect" is of several, and a first name alone is not a whole name."""
    assert not list(names_by_clause("Los Tordos, who collect money, said nothing."))
    assert not list(names_by_clause("The party of Karl, who left, said nothing."))


def test_whose_side_it_is() -> None:
    """A state's by its people or its capital; no side of a border, and no side of nobody."""
    assert [c and c.iso3 for c in map(state_of_side, ("the Kyiv side, which fell", "the Russian side"))] == [
        "UKR",
        "RUS",
    ]
    assert state_of_side("the American side of the border") is None
    assert state_of_side("the other side") is None


def test_a_name_that_somebody_gives_himself() -> None:
    """With a pronoun for any of the three, in quotation marks or none; not what follows in lower case."""
    given = name_given()
    for text in ("gave her name as Ada", "gave their name as “Ada”", "call sign Ada", "goes by the name Ada"):
        found = given.search(text)
        assert found is not None
        assert found["name"] == "Ada"
    assert given.search("gave its name as late") is None


def test_one_of_several() -> None:
    """Irregular plurals have their own form; what is not a plural role stays."""
    assert singular("Two Western diplomats") == "Western diplomat"
    assert singular("three policemen") == "policeman"
    assert singular("the Trust") == "the Trust"


@pytest.mark.parametrize(
    "words",
    ["Al-al-", "call sign Ada ", "Abc ", ". Abc Def Ghi, who ", ", Abc Def", "The Abc mayor of the Abc, "],
)
def test_text_of_nothing_but_capitals(words: str) -> None:
    """Takes no longer than its length lets expect: with nested repeats 50 KB took minutes."""
    before = process_time()
    list(names_by_clause(words * (50_000 // len(words))))
    assert process_time() - before < 2
