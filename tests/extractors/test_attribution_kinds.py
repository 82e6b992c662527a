"""Kinds that the words beside a name tell, against the language model's: firms, researchers, channels, armies."""

import pytest

from newsetl import pipeline
from newsetl.extractors.attributions import extract_attributions
from newsetl.extractors.entity_mentions import extract_entity_mentions
from newsetl.language import analyse
from tests.extractors.texts import article_of, attributions_of

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
        "The Delegation of the European Union to Norvik said it was late. The Delegation said the road was shut.",
        "The Delegation",
        ("Delegation of the European Union to Norvik", "organisation", "named"),
    ),
    (
        "The Collective against Impunity, known as COIM, said it had sent 51 names. COIM said no case had been opened.",
        "COIM",
        ("Collective against Impunity", "organisation", "named"),
    ),
    (
        "Jama'at Nusrat al-Islam wal-Muslimin, or JNIM, which is linked to Al-Qaeda, said it would come.",
        "Jama'at Nusrat al-Islam wal-Muslimin, or JNIM, which is linked to Al-Qaeda",
        ("JNIM", "organisation", "named"),
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


def test_he_is_the_subject_of_a_sentence_without_a_parse() -> None:
    """A sentence that holds no statement is not parsed; whoever acts in it is still whom "he" means next."""
    text = (
        "The baker said it was late. Next door Petro Holm was sweeping glass. He said that the roof had gone."
    )
    analysis = analyse([text], pipeline.wants_parse, pipeline.wants_names)[0]
    article = article_of(text)
    rows = extract_attributions(article, analysis, extract_entity_mentions(article, analysis, []))
    assert [row.source_name for row in rows if row.source_text == "He"] == ["Petro Holm"]
