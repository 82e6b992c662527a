"""Persons and organisations are named once, whatever the article calls them, and are the same in every article."""

import re

import pytest

from newsetl.extractors.entity_mentions.given_names import TOLD_OF
from newsetl.extractors.entity_mentions.names_by_role import APPOSED
from newsetl.gazetteer.descriptions import describe
from newsetl.gazetteer.institutions import find_institutions
from newsetl.lexicons import read_table
from tests.extractors.texts import entities_of

INTRODUCED = [
    ("Iraqi army spokesman Karim Tahir said no.", "Karim Tahir", "Iraqi army spokesman", "IRQ"),
    ("Lena Groth, a spokeswoman for the German Defence Ministry, said no.", "Lena Groth", None, "DEU"),
    ("Turkish Foreign Minister Selim Aydin said no.", "Selim Aydin", "Turkish Foreign Minister", "TUR"),
    ("Sgt. Tom Hale, of the U.S. Army, said no.", "Tom Hale", "Sgt.", "USA"),
]


@pytest.mark.parametrize(("text", "name", "role", "iso3"), INTRODUCED)
def test_introductions(text: str, name: str, role: str | None, iso3: str) -> None:
    """The words around a name give the role and the country."""
    person = next(e for e in entities_of(text) if e.entity_type == "person")
    assert (person.entity_name, person.country_iso3) == (name, iso3)
    assert role is None or person.role_title == role


def test_one_person_under_three_names() -> None:
    """Rank, surname and full name of one person are one; offsets hold."""
    text = "Lt. Gen. Sean MacFarland spoke. Gen MacFarland sat down. Sean MacFarland left."
    people = [e for e in entities_of(text) if e.entity_type == "person"]
    assert len({e.entity_id for e in people}) == 1
    assert [text[e.start : e.end] for e in people] == [e.surface for e in people]
    assert len(people) == 3


def test_one_person_in_two_articles() -> None:
    """A full name has the same id in every article."""
    one = entities_of("Mayor Rosa Lind spoke.", "a")[0]
    two = entities_of("The speech of Rosa Lind was short.", "b")[0]
    assert one.entity_id == two.entity_id


def test_two_people_of_one_surname() -> None:
    """Two first names are two people, and a lone surname in another article is neither."""
    people = [e for e in entities_of("John Smith met Adam Smith.", "a") if e.entity_type == "person"]
    alone = [e for e in entities_of("Col. Smith left.", "b") if e.entity_type == "person"]
    assert len({e.entity_id for e in people} | {alone[0].entity_id}) == 3


INSTITUTIONS = [
    ("The Associated Press wrote it.", "AP"),
    ("The U.S. Defense Department wrote it.", "Pentagon"),
    ("UN refugee agency staff left.", "UNHCR"),
    ("The Daesh flag fell.", "ISIS"),
    ("Kenyan police came.", "Kenyan police"),
]


@pytest.mark.parametrize(("text", "name"), INSTITUTIONS)
def test_institutions_by_alias(text: str, name: str) -> None:
    """Aliases and nations' bodies lead to one name."""
    assert [m.institution.name for m in find_institutions(text)] == [name]


@pytest.mark.parametrize("text", ["Mapping it was hard.", "A wreath was laid.", "The man wept."])
def test_no_institution_within_words(text: str) -> None:
    """Letters inside a word are not a name."""
    assert find_institutions(text) == []


DESCRIBED = [
    ("an official close to the Iraqi prime minister", "IRQ", "anonymous", "person"),
    ("spokesperson for the US-led coalition", "USA", "role_only", "person"),
    ("Pentagon report", "USA", "role_only", "document"),
    ("the police chief of Kabul", "AFG", "role_only", "person"),
]


@pytest.mark.parametrize(("phrase", "iso3", "unnamed", "kind"), DESCRIBED)
def test_descriptions(phrase: str, iso3: str, unnamed: str, kind: str) -> None:
    """A description gives kind, country, and how it counts without a name."""
    found = describe(phrase)
    assert (found.iso3, found.unnamed, found.kind) == (iso3, unnamed, kind)


def test_lexicons_are_large_enough() -> None:
    """At least 300 institutions and 300 cues, several words among them, none listed twice."""
    names = [row["name"] for row in read_table("organisations/named_organisations")]
    cues = [row["cue"] for row in read_table("statements/cues")]
    assert len(set(names)) == len(names) >= 300
    assert len(set(cues)) == len(cues) >= 300
    assert any(" " in cue for cue in cues)


NAMES = [
    # A sentence's end is not part of a name, nor is an office, an owner's possession or a heading of capitals.
    ("He thanked President Karsten. Deputy Mayor Ada Holm left.", ["Karsten", "Ada Holm"]),
    ("Principal Deputy National Security Advisor Jon Holm spoke.", ["Jon Holm"]),
    ("Mayor Holm’s Tourism Division was shut.", ["Holm"]),
    ("General Motors hired him. The Private Residence was shut.", []),
    ("Government spokesman Karim Nuri said on Monday that it was over.", ["Karim Nuri"]),
    (
        "Our speakers today are the harbour board's director of communications Kate\nHolmgren, and two of her aides.",
        ["Kate Holmgren"],
    ),
]
AFFILIATIONS = [
    ("But President Ada Holm stayed.", "Ada Holm", None),
    ("The government of Gen. Karim Holm fell.", "Karim Holm", None),
    ("Ada Holm, with the Harbour Office. Then she left.", "Ada Holm", "Harbour Office"),
    ("They met General Ada Holm, Colonel Rosa Lind and others.", "Ada Holm", None),
    ("New York Times columnist Ada Holm left.", "Ada Holm", "New York Times"),
    ("National Security Adviser Ada Holm left.", "Ada Holm", None),
    ("French Agriculture Minister Ada Holm left.", "Ada Holm", "France"),
]
BORNE_BY = [
    ("President Bush said no.", "2004-05-01", "George W. Bush"),
    ("President Bush said no.", "1990-05-01", "George H. W. Bush"),
    ("President Bush said no.", None, "Bush"),
    ("Mr. Bush said no.", "2004-05-01", "George W. Bush"),
    ("Jeb Bush spoke. Bush said no.", "2004-05-01", "Jeb Bush"),
    ("Vice President Harris said no.", None, "Kamala Harris"),
    ("Mayor Harris said no.", "2022-05-01", "Harris"),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_where_names_end(text: str, names: list[str]) -> None:
    """A name stops at the sentence, the office and the possession, and goes on over a wrapped line."""
    assert [e.entity_name for e in entities_of(text) if e.entity_type == "person"] == names


@pytest.mark.parametrize(("text", "name", "affiliation"), AFFILIATIONS)
def test_whom_they_speak_for(text: str, name: str, affiliation: str | None) -> None:
    """The body or state is read off the introduction; neighbours in a list and opening words are none."""
    assert next(e for e in entities_of(text) if e.entity_name == name).affiliation == affiliation


@pytest.mark.parametrize(("text", "published", "name"), BORNE_BY)
def test_surnames_by_office_and_day(text: str, published: str | None, name: str) -> None:
    """A surname with an office is whoever held it that day; a namesake in the article comes first."""
    people = [e for e in entities_of(text, published=published) if e.entity_type == "person"]
    assert people[-1].entity_name == name


def test_namesakes_have_two_ids() -> None:
    """Father and son are two in every article."""
    texts = ("George H. W. Bush left.", "George W. Bush left.")
    assert len({entities_of(text)[0].entity_id for text in texts}) == 2


def test_capitals_are_names_too() -> None:
    """A name in capitals is given, and joined, as it is printed elsewhere."""
    people = entities_of(
        "COLONEL HOLM: We left.\n\nQ: When?\n\nCOLONEL HOLM: In May.", title="Briefing by Colonel Ada Holm"
    )
    assert [(e.surface, e.entity_name) for e in people] == [("HOLM", "Ada Holm")] * 2


SHORT_FORMS = [
    ("Holmgren Lines Inc sold a ship. Holmgren said it had two left.", "Holmgren", "Holmgren Lines Inc"),
    (
        "The Harbour Pilots Trust (HPT) met on Monday in the old town hall. HPT said it was over.",
        "HPT",
        "Harbour Pilots Trust",
    ),
]


@pytest.mark.parametrize(("text", "surface", "name"), SHORT_FORMS)
def test_short_forms(text: str, surface: str, name: str) -> None:
    """A company's first word and a body's initials in brackets stand for its full name."""
    found = [e for e in entities_of(text) if e.surface == surface]
    assert {e.entity_name for e in found} == {name}


def test_no_short_form() -> None:
    """A first word that many have stands for nobody."""
    assert all(
        e.surface != "American" for e in entities_of("American Lines Inc left. American ships stayed.")
    )


def test_surnames_before_given_names() -> None:
    """ "Chang" is Chang Chi-cheng."""
    people = entities_of("Governor Chang Chi-cheng spoke to them. Chang said it was over.")
    assert {e.entity_name for e in people if e.entity_type == "person"} == {"Chang Chi-cheng"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Sarah Elizabeth Holm left on Monday. Elizabeth said it was over.",
            {"Sarah Elizabeth Holm", "Elizabeth"},
        ),
        (
            "Elizabeth said it was over. Sarah Elizabeth Holm left on Monday.",
            {"Sarah Elizabeth Holm", "Elizabeth"},
        ),
        ("Sarah Varela Holm left on Monday. Varela said it was over.", {"Sarah Varela Holm"}),
    ],
    ids=["given name", "given name first", "surname"],
)
def test_middle_given_names_are_no_surnames(text: str, people: set[str]) -> None:
    """ "Elizabeth" is another than Sarah Elizabeth Holm; "Varela" is Sarah Varela Holm."""
    assert {e.entity_name for e in entities_of(text) if e.entity_type == "person"} == people


@pytest.mark.parametrize(
    ("pattern", "behind"),
    [(TOLD_OF, " Holm the head of it"), (APPOSED, " Holm, 34, left")],
    ids=["told", "apposed"],
)
def test_names_begin_with_a_word_of_bounded_length(pattern: re.Pattern[str], behind: str) -> None:
    """A name is looked for once in a word of bounded length: a long one costs no square of its length."""
    assert pattern.search(f"Ada{behind}")
    assert not pattern.search(f"{'A' * 200_000}{behind}")
    assert not pattern.search(f"1Ada{behind}")


LAST_WORDS = [
    # (text, the last words, the name that they stand for; None where nothing may be said)
    ("The Washington Post printed it. The Post was sold.", "Post", "Washington Post"),
    (
        "The Northport Evening Journal printed it. The Journal was sold.",
        "Journal",
        "Northport Evening Journal",
    ),
    ("The Fisheries Ministry met. Boats left the Ministry.", "Ministry", "Fisheries Ministry"),
    ("The New York Times and the Los Angeles Times met. The Times was sold.", "Times", "Times"),
    ("The Northport Evening Post printed it. The Post Office was shut.", "Post", None),
    ("The Northport Evening Post printed it. She left her post.", "post", None),
]
TOGETHER = [
    (
        "Former Secretaries of Defense Rosa Lind and Chuck Holm stayed.",
        ["Rosa Lind", "Chuck Holm"],
    ),
    ("Senators Rosa T. Lind, Karim Nuri and Chuck Holm left.", ["Rosa T. Lind", "Karim Nuri", "Chuck Holm"]),
    ("Harbours of Trade Winds and Blue Water left.", []),
]
ONE_NAME = [
    # A first name alone before the full name; capitals; a surname with a title is not a first name.
    ("Liz was tired. Liz Holmgren, 34, moved here in May.", {"Liz Holmgren"}),
    ("ROSA T. Holm left. Rosa T. Holm came back.", {"Rosa T. Holm"}),
    ("Rosa LINDQVIST left. Rosa Lindqvist came back.", {"Rosa Lindqvist"}),
    ("Mr. Thomas was tired. Thomas Holmgren, 34, moved here in May.", {"Thomas", "Thomas Holmgren"}),
    ("Liz was tired. Liz Holmgren met Liz Randall.", {"Liz", "Liz Holmgren", "Liz Randall"}),
]
ACRONYMS_FIRST = [
    "HPRS--the Harbour Pilots' Retirement System, which holds two funds--met.",
    "HarPRS, the Harbour Pilots' Retirement System, which holds two funds, met.",
]


@pytest.mark.parametrize(("text", "surface", "name"), LAST_WORDS)
def test_last_words(text: str, surface: str, name: str | None) -> None:
    """ "The" and the last words of one name stand for it; with two such names, or in another name, they do not."""
    found = [e for e in entities_of(text) if e.surface == surface]
    assert [e.entity_name for e in found] == ([name] if name else [])


@pytest.mark.parametrize(("text", "names"), TOGETHER)
def test_names_with_one_title(text: str, names: list[str]) -> None:
    """A title in the plural is not part of the names that share it."""
    assert [e.entity_name for e in entities_of(text) if e.entity_type == "person"] == names


@pytest.mark.parametrize(("text", "names"), ONE_NAME)
def test_one_name(text: str, names: set[str]) -> None:
    """However a person is printed, the fullest name of the article is his."""
    assert {e.entity_name for e in entities_of(text) if e.entity_type == "person"} == names


@pytest.mark.parametrize("text", ACRONYMS_FIRST)
def test_acronyms_before_names(text: str) -> None:
    """An acronym that its full name follows is that body."""
    assert {e.entity_name for e in entities_of(text)} == {"Harbour Pilots' Retirement System"}
    assert len(entities_of(text)) == 2


CALLED = [
    ("The Swedish socialist Bexelius wrote that it was lost.", ["Bexelius"]),
    ("The painter Varga says that colour is dead.", ["Varga"]),
    ("The official Norvik Institute says that colour is dead.", []),
    ("The socialist PDR says that colour is dead.", []),
    ("The painter Monday says that colour is dead.", []),
]


@pytest.mark.parametrize(("text", "names"), CALLED)
def test_what_people_are_called(text: str, names: list[str]) -> None:
    """A role shows that a name follows, whatever the language model sees; adjectives and days do not."""
    assert [e.entity_name for e in entities_of(text) if e.entity_type == "person"] == names


HEADLINES = [
    ("Fire took all that Liz Holmgren had", "Liz Holmgren"),
    ("Fire Took All That Liz Holmgren Had", "Liz"),  # every word has a capital: no name ends
    ("Fire took all that Rosa Holmgren had", "Liz"),
    (None, "Liz"),
]


@pytest.mark.parametrize(("title", "name"), HEADLINES)
def test_first_names_of_headlines(title: str | None, name: str) -> None:
    """A first name alone is whom the headline gives in full."""
    found = entities_of("“We lost it,” Liz said. Her house is gone.", title=title)
    assert [e.entity_name for e in found] == [name]


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        (
            "On Monday the Interior Ministry spokesman, Col. Adam Lee, said the road was open.",
            "Interior Ministry",
        ),
        ("After the raid the Interior Ministry spokesman, Adam Lee, resigned.", "Interior Ministry"),
        ("He is a spokesman, Adam Lee said.", None),
    ],
)
def test_when_and_where_are_no_part_of_an_office(text: str, affiliation: str | None) -> None:
    """What opens a sentence before the office of a person does not hide it."""
    assert [row.affiliation for row in entities_of(text) if row.entity_name == "Adam Lee"] == [affiliation]


def test_the_label_of_a_speaker_names_nobody_else() -> None:
    """In a transcript Mr. Sams is not also the Syrian American Medical Society, whose acronym looks like his name."""
    text = (
        "Our guest is Ian Sams of the ministry's press office.\n\n"
        "MR. SAMS: Good morning. We have a long day.\n\nQ What of the report?\n\n"
        "MR. SAMS: It is with the minister.\n\nQ And the letter?\n\nMR. SAMS: It went out on Monday.\n"
    )
    labels = [e for e in entities_of(text) if e.surface == "SAMS"]
    assert [e.entity_name for e in labels] == ["Ian Sams"] * 3


def test_a_name_over_two_lines_is_the_name() -> None:
    """As a text in lines of fixed length has it; what stands in the text stays in `surface`."""
    found = entities_of(
        "The harbour was closed for the second week in a row on Sunday\n"
        "while the two sides argued over who would clear it of the mines\n"
        "that, the mayor said, had been laid there by fighters of the al\n"
        "Qaeda network in the first days of the war. A man who had left\n"
        "al Qaeda in 2004 said that he knew of none. The port's pilots\n"
        "wait for the army, which has said that it would come in spring.\n"
    )
    assert [(e.entity_name, e.surface) for e in found] == [
        ("al Qaeda", "al\nQaeda"),
        ("al Qaeda", "al Qaeda"),
    ]
