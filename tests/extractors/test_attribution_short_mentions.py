"""Bodies of states, nouns with a capital, "another" and names in another spelling, each beside what it is not."""

import pytest

from tests.extractors.texts import attributions_of, entities_of

SOMALIA = "Gunmen shot two men in Somalia. Somali elders met. The Somali vote is near. "
NAMES = [
    # The one state that the first paragraph and most of the text are about.
    (f"{SOMALIA}The army said it was ready.", "The army", "Somali National Army"),
    (
        f"{SOMALIA}The election commission said it was ready.",
        "The election commission",
        "Somali election commission",
    ),
    (f"{SOMALIA}Kenyan jets flew low. The army said it was ready.", "The army", "army"),
    ("Gunmen shot two men in Somalia. The army said it was ready.", "The army", "army"),
    (f"KAMPALA, May 3 (XY) - {SOMALIA}The army said it was ready.", "The army", "army"),
    # A body that a state has one of is no other of its kind.
    (
        "Kenya's foreign ministry was silent. Kenya and Uganda met. The interior ministry said it would wait.",
        "The interior ministry",
        "interior ministry",
    ),
    ("The Polish border guard said two had crossed.", "The Polish border guard", "Polish border guard"),
    (
        "Israel's air force flew. The local defence force said it held on.",
        "The local defence force",
        "local defence force",
    ),
    # A name that several states' bodies have.
    (
        "The Armenian Ministry of Defence was silent. The Ministry of Defence said it was late in Yerevan.",
        "The Ministry of Defence",
        "Armenian defence ministry",
    ),
    (
        "Britain sent ships. The Ministry of Defence said they were two.",
        "The Ministry of Defence",
        "UK Ministry of Defence",
    ),
    # A noun with a capital is the body whose name has it.
    (
        "The Harbour Mission to Norvik said it would stay. UNSMIL was silent. In reply the Mission said it was late.",
        "the Mission",
        "Harbour Mission to Norvik",
    ),
    (
        "The Harbour Group of Pilots met. The Group said it would stay.",
        "The Group",
        "Harbour Group of Pilots",
    ),
    ("The Colonel, Ada Holm, spoke. “It is late,” the Colonel said.", "the Colonel", "Ada Holm"),
    # Acronyms in another language.
    (
        "The Alliance of Harbour Pilots (APL) met. The APL said it was late.",
        "The APL",
        "Alliance of Harbour Pilots",
    ),
    (
        "The Society of Norvik Doctors, known by its French initials SDN, met. SDN said it was late.",
        "SDN",
        "Society of Norvik Doctors",
    ),
    ("Norvik Harbour Lines (NYSE) fell. The NYSE said it was late.", "The NYSE", "NYSE"),
    # People by what they are.
    (
        "President Karl Holm met Colonel Ada Lind, head of the press service. The head of state said it was late.",
        "The head of state",
        "Karl Holm",
    ),
    (
        "Karl Holm called on both sides to stop. The former rebel leader, whose men have left, said it was late.",
        "The former rebel leader, whose men have left",
        "Karl Holm",
    ),
    # A general word for the office or rank of who has just spoken.
    (
        "Bishop Paul Holm buried nine. “It is war,” Bishop Holm said. The cleric said it was late.",
        "The cleric",
        "Paul Holm",
    ),
    (
        "Governor Paul Holm spoke. “It is war,” Holm said. The cleric said it was late.",
        "The cleric",
        "cleric",
    ),
    (
        "Colonel Paul Holm spoke. “It is war,” Holm said. The rebel officer said it was late.",
        "The rebel officer",
        "rebel officer",
    ),
    # "The rebels" are the armed group just cited, an aid agency the charity.
    ("Boko Haram said it was late. The insurgents said they had won.", "The insurgents", "Boko Haram"),
    (
        "Boko Haram said it was late. Hamas said it was not. The militants said they had won.",
        "The militants",
        "militants",
    ),
    (
        "The Norvik Relief Fund said it was late. The aid agency said it would stay.",
        "The aid agency",
        "Norvik Relief Fund",
    ),
    (
        "The paper was late. The Kremlin-backed outlet said it was over.",
        "The Kremlin-backed outlet",
        "Kremlin-backed outlet",
    ),
    ("The Boko Haram militant group said it was late.", "The Boko Haram militant group", "Boko Haram"),
    ("Norvik's junta was silent. Myanmar's junta said it was late.", "Myanmar's junta", "Myanmar's junta"),
    (
        "The defence ministry in Kigali said it was ready. The ministry said it was late.",
        "The ministry",
        "defence ministry in Kigali",
    ),
    ("The Norvik Times reported a deal. The paper said it was late.", "The paper", "Norvik Times"),
    ("The Norvik Trust was silent. The paper said it was late.", "The paper", "paper"),
    (
        "The 9th Harbour Brigade said it was late. The brigade said it would stay.",
        "The brigade",
        "Harbour Brigade",
    ),
    ("Talks help, Volodymyr Zelensky said.", "Volodymyr Zelensky", "Volodymyr Zelensky"),
]
ONES = [
    (
        "A colonel said the road would be open. A second officer was less sure: “It depends on the rain,” he said.",
        "he",
        "second officer",
        "anonymous",
    ),
    (
        "“Let him come,” said Karl Lind, the mayor. A soldier at the base heard two blasts. “They were near,” he said.",
        "he",
        "soldier",
        "anonymous",
    ),
    ("Two Danish officials said it was late. One said it was over.", "One", "Danish official", "anonymous"),
    (
        "A Danish official said it was late; another said it was over.",
        "another",
        "Danish official",
        "anonymous",
    ),
    (
        "Two former guards said it was late. The other said it was over.",
        "The other",
        "former guard",
        "role_only",
    ),
    ("Ada Lind said it was late; another said it was over.", "another", None, "role_only"),
]
ANONYMITY = [
    ("A letter that his lawyer has seen says it was late.", "document", "anonymous"),
    ("A letter by the mayor says that it has rained.", "document", "role_only"),
    ("A guard who insisted on not being named said it was late.", "person", "anonymous"),
    ("Serhiy, his deputy, thinks it is late.", "person", "named"),
    ("The Mouvement du 23 avril (M99) said it was late.", "organisation", "named"),
    ("Ethiopia's human rights commission said it was late.", "government", "named"),
    ("A Polish border guard said it was late.", "person", "role_only"),
    ("The General Prosecutor's Office said it was late.", "government", "named"),
]


@pytest.mark.parametrize(("text", "source", "name"), NAMES)
def test_short_mentions(text: str, source: str, name: str) -> None:
    """What stands for a name leads to it, and only to it."""
    assert name in [row.source_name for row in attributions_of(text) if row.source_text == source]


@pytest.mark.parametrize(("text", "source", "name", "anonymity"), ONES)
def test_one_of_those_just_cited(text: str, source: str, name: str | None, anonymity: str) -> None:
    """ "Another" is one more of those without a name who spoke last; beside somebody named he is nobody."""
    found = [row for row in attributions_of(text) if row.source_text == source]
    assert [(row.source_name, row.anonymity) for row in found] == [(name, anonymity)]


@pytest.mark.parametrize(("text", "kind", "anonymity"), ANONYMITY)
def test_who_is_named(text: str, kind: str, anonymity: str) -> None:
    """Bodies of a state have a name; documents that few have seen have none."""
    row = attributions_of(text)[0]
    assert (row.source_kind, row.anonymity) == (kind, anonymity)


def test_spellings_are_one_person() -> None:
    """A president is printed as the article spells him, and counted as one."""
    usual, other = (
        entities_of(f"Talks help, said {name}.")[0] for name in ("Volodymyr Zelenskyy", "Volodymyr Zelensky")
    )
    assert (usual.entity_name == other.entity_name, usual.entity_id == other.entity_id) == (False, True)


WHOSE = [
    ("The Kharkiv prosecutor's office said it was late.", "named"),
    ("The Sudanese doctors' union said it was late.", "named"),
    ("The Turkish construction company said it was late.", "role_only"),
    ("A Sudanese doctors' union said it was late.", "role_only"),
    ("The mayor's office said it was late.", "role_only"),
]


@pytest.mark.parametrize(("text", "anonymity"), WHOSE)
def test_public_bodies_with_their_owner_are_named(text: str, anonymity: str) -> None:
    """A body of which a place or a people has one; a company that the article describes is none."""
    assert attributions_of(text)[0].anonymity == anonymity


def test_names_of_myanmar_are_whole() -> None:
    """ "Saw" and "Naw" begin names, and tell who "she" is."""
    text = "Padoh Saw Lin Htoo met Naw Eh Paw. She said it was late. We saw Lin leave."
    assert {e.entity_name for e in entities_of(text) if e.entity_type == "person"} >= {
        "Saw Lin Htoo",
        "Naw Eh Paw",
    }
    assert attributions_of(text)[0].source_name == "Naw Eh Paw"
    whole = attributions_of("The fog rose. Saw Lin Htoo, a surgeon there, believes that it is late.")[0]
    assert (whole.source_text, whole.source_name) == ("Saw Lin Htoo, a surgeon there", "Saw Lin Htoo")
