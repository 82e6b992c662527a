"""The splitter keeps every character, and keeps speech, names and datelines in the sentences they belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.language.sentences import split_sentences

CASES = [
    ("The camp is shut. Nobody came.", ["The camp is shut.", "Nobody came."]),
    ("“Why now?” Ms. Diaz asked. Nobody knew.", ["“Why now?” Ms. Diaz asked.", "Nobody knew."]),
    ('"Stop!" Colonel Adeyemi shouted.', ['"Stop!" Colonel Adeyemi shouted.']),
    ("“Why now?” The room fell silent.", ["“Why now?”", "The room fell silent."]),
    (
        "Lt. Gen. Ada Novak met Gov. Petr Sykora on Jan. 3 in Brno.",
        ["Lt. Gen. Ada Novak met Gov. Petr Sykora on Jan. 3 in Brno."],
    ),
    ("Lt. Gen. (ret.) Ada Novak spoke. It rained.", ["Lt. Gen. (ret.) Ada Novak spoke.", "It rained."]),
    ("He left (so she said.) It rained.", ["He left (so she said.)", "It rained."]),
    ("The U.S. The order came late.", ["The U.S.", "The order came late."]),
    ("“I left. I ran,” he said. It rained.", ["“I left.", "I ran,” he said.", "It rained."]),
    ("TUNIS, Tunisia (AP) — The port is open.", ["TUNIS, Tunisia (AP) —", "The port is open."]),
    ("She wrote it on X. Holm was silent.", ["She wrote it on X.", "Holm was silent."]),
    ("Ada X. Holm was silent.", ["Ada X. Holm was silent."]),
    ("GOMA — Rain fell.", ["GOMA —", "Rain fell."]),
    ("NATO - Russia talks failed.", ["NATO -", "Russia talks failed."]),
    ("Headline without a stop\n\nThe text begins.", ["Headline without a stop", "The text begins."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    """Titles, initials and tags behind a question end no sentence; datelines and headings are their own."""
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected


@given(st.text(alphabet="Ab. \n\"“”!?',—", max_size=80))
def test_no_character_is_lost(text: str) -> None:
    """Every character that is not white space lies in exactly one sentence, and sentences are in order."""
    spans = split_sentences(text)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(covered)
