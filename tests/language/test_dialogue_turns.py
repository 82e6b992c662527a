"""Transcripts fall into turns, each with its speaker's label and all that he says."""

import pytest

from newsetl.language.dialogue_turns import find_turns

TURNS = [
    (
        "COL. LINDQVIST: Good morning.\n\nWe have two ships.\n\nQ: Where?\n\nCOL. LINDQVIST: At sea.",
        [
            ("COL. LINDQVIST", "LINDQVIST", "Good morning.\n\nWe have two ships."),
            ("Q", None, "Where?"),
            ("COL. LINDQVIST", "LINDQVIST", "At sea."),
        ],
    ),
    (
        "Q Will they sail?\n\nTHE PRESIDENT: (Laughs.) They will.\n\n10:47 A.M. EDT\n",
        [("Q", None, "Will they sail?"), ("THE PRESIDENT", None, "(Laughs.) They will.")],
    ),
    (
        "DEPUTY SECRETARY OF DEFENSE VELEZ (on camera): Yes.\nRAUL: No.\nAUDIENCE MEMBER: Hear, hear!",
        [
            ("DEPUTY SECRETARY OF DEFENSE VELEZ", "VELEZ", "Yes."),
            ("AUDIENCE MEMBER", None, "Hear, hear!"),
        ],
    ),
    (
        "SENIOR ADMINISTRATION OFFICIAL: They will sail.\n\nQ Both?\n\nSENIOR ADMINISTRATION OFFICIAL: Both.",
        [
            ("SENIOR ADMINISTRATION OFFICIAL", None, "They will sail."),
            ("Q", None, "Both?"),
            ("SENIOR ADMINISTRATION OFFICIAL", None, "Both."),
        ],
    ),
    (
        "Lindqvist: We sail in May.\nQuestion: And then?\nLindqvist: We return.",
        [
            ("Lindqvist", "Lindqvist", "We sail in May."),
            ("Question", None, "And then?"),
            ("Lindqvist", "Lindqvist", "We return."),
        ],
    ),
    (
        "Question: Who shut the road?\n\nAnswer: The mayor did.\n\nThese answers may surprise many of our readers.",
        [("Question", None, "Who shut the road?"), ("Answer", None, "The mayor did.")],
    ),
    (
        "The minister met the press on Monday and spoke of ships. This is what was said there.\n\n"
        "LINDQVIST: They sail.\n\nQ: Now?\n\nLINDQVIST: In May.\n\nThe harbour has been shut since.",
        [
            ("LINDQVIST", "LINDQVIST", "They sail."),
            ("Q", None, "Now?"),
            ("LINDQVIST", "LINDQVIST", "In May."),
        ],
    ),
]
NO_TRANSCRIPTS = [
    "POLAND: 10,500 troops\nROMANIA: 3,300 troops\nLATVIA: 1,500 troops",
    "Lindqvist: 712\nHolm: 485\nLindqvist: 3\nHolm: 4",
    "STAT OF THE WEEK: Two ships left the harbour, and what they carried was not told to anybody in the town, where "
    "many had come down to the quay to see them off and to wave, as they do each spring, until the last one is gone.",
    "FACT SHEET: Two ships\n\nNOTE: The figures are the navy's.",
    "MINISTER: SHIPS TO SAIL\n\nThe minister said on Monday that two ships would sail.",
    "The harbour was shut: ice had closed it.\nSOURCE: Harbour Office\nEDITOR: Ada Lindqvist",
    "",
]


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_turns(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    """A turn lasts over paragraphs until anybody else in capitals, known or not, is labelled as speaking."""
    found = [
        (
            text[t.label.start : t.label.end],
            text[t.name.start : t.name.end] if t.name else None,
            text[t.content.start : t.content.end],
        )
        for t in find_turns(text, {"lindqvist"})
    ]
    assert found == expected


@pytest.mark.parametrize("text", NO_TRANSCRIPTS)
def test_no_transcripts(text: str) -> None:
    """Lists by country, headings, credits and headlines are not transcripts."""
    assert find_turns(text, {"lindqvist"}) == []
