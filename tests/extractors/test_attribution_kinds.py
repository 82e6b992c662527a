"""Kinds that the words beside a name tell, against the language model's: firms, researchers, channels, armies."""

import pytest

from tests.extractors.texts import attributions_of

# Text, the source as written, its name, kind and anonymity.
KINDS = [
    (
        "British maritime security firm Ambrel said it had seen four vessels.",
        "British maritime security firm Ambrel",
        ("Ambrel", "organisation", "named"),
    ),
    (
        "“It is over,” said Baraa Holm, a Yemeni researcher at the Harbour Trust.",
        "Baraa Holm, a Yemeni researcher at the Harbour Trust",
        ("Baraa Holm", "person", "named"),
    ),
    (
        "The Telegram channel Lookout, which follows launches, said 124 drones had been sent.",
        "The Telegram channel Lookout, which follows launches",
        ("Lookout", "social_media", "named"),
    ),
    ("The Army said the road was shut.", "The Army", ("Army", "government", "role_only")),
    (
        "ISLAMABAD, Pakistan - Pakistani troops shot three men. The Navy said nothing had happened.",
        "The Navy",
        ("Pakistani Navy", "government", "named"),
    ),
    (
        "Lake State Oil Refining Corp said it would sell its wells.",
        "Lake State Oil Refining Corp",
        ("Lake State Oil Refining Corp", "organisation", "named"),
    ),
    (
        "The envoy, who visited the site with the mayor, Oleksandr Holm, said that it was late.",
        "The envoy, who visited the site with the mayor, Oleksandr Holm",
        ("envoy", "person", "role_only"),
    ),
    (
        "The African Union's commissioner for peace, Bankole Holm, and the ward's envoy Ismail Lind said they agreed.",
        "The African Union's commissioner for peace, Bankole Holm, and the ward's envoy Ismail Lind",
        ("Bankole Holm; Ismail Lind", "group", "named"),
    ),
    (
        "The Islamic Revolution Guards Corps (IRGC) said it had hit the base. The Corps said that it would go on.",
        "The Corps",
        ("IRGC", "government", "named"),
    ),
    (
        "“We treated 74 people that night.”\n- Serhii Holm, shift commander, Ward Emergency Service\n",
        "Serhii Holm, shift commander, Ward Emergency Service",
        ("Serhii Holm", "person", "named"),
    ),
]


@pytest.mark.parametrize(("text", "source", "expected"), KINDS)
def test_words_beside_a_name_tell_its_kind(text: str, source: str, expected: tuple[str, str, str]) -> None:
    """What stands beside a name counts for more than the language model's label."""
    found = {
        row.source_text: (row.source_name, row.source_kind, row.anonymity) for row in attributions_of(text)
    }
    assert found.get(source) == expected


def test_a_tag_behind_a_colon_says_its_own_clause() -> None:
    """What a tag interrupts begins behind the colon before it."""
    text = "President Adam Lind called the reply weak: it was afraid, he said, even to use the word."
    said = [row for row in attributions_of(text) if row.cue_text == "said"]
    assert [(row.source_name, row.content_text[:13]) for row in said] == [("Adam Lind", "it was afraid")]
