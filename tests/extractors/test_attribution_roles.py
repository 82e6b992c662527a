"""People known by their role alone, papers by who issued them, and names that are withheld."""

import pytest

from tests.extractors.texts import attributions_of

# Text, the source as written, its name, kind and anonymity.
ROLES = [
    ("A gravedigger said nine were buried.", "A gravedigger", ("gravedigger", "person", "role_only")),
    ("An emissary said that talks went on.", "An emissary", ("emissary", "person", "anonymous")),
    (
        "A juror, who asked to be identified only by her number, said it was late.",
        "A juror, who asked to be identified only by her number",
        ("juror", "person", "anonymous"),
    ),
    (
        "In a letter to the council, Ada Holm said the road was mined. The letter added that wells were dry.",
        "The letter",
        ("Ada Holm letter", "document", "named"),
    ),
    (
        "In the capital, a senior official walked out. He said it was late.",
        "He",
        ("senior official", "person", "anonymous"),
    ),
    (
        "“Two are hurt,” wrote the police chief, whose men had reached the post first.",
        "the police chief, whose men had reached the post first",
        ("police chief", "person", "role_only"),
    ),
    (
        "A man, whose name was withheld, said it was late.",
        "A man, whose name was withheld",
        ("man", "person", "anonymous"),
    ),
    ("A baker, 38, said bread was short.", "A baker, 38", ("baker", "person", "role_only")),
    (
        "A protected witness said she had counted nine.",
        "A protected witness",
        ("protected witness", "person", "anonymous"),
    ),
    (
        "The sarpanch, Billu Holm, said it was late.",
        "The sarpanch, Billu Holm",
        ("Billu Holm", "person", "named"),
    ),
    ("The ferry sank. The Dane said he had seen it.", "The Dane", ("Dane", "person", "role_only")),
    (
        "The Australian reported that nine had died.",
        "The Australian",
        ("The Australian", "news_agency", "named"),
    ),
    ("“Nothing was done,” one Iraqi said.", "one Iraqi", ("Iraqi", "person", "role_only")),
    ("THE U.S. said it was late.", "THE U.S.", ("United States", "government", "named")),
    (
        "Kassem, a 54-year-old grandfather, told the paper that a soldier hit him.",
        "Kassem, a 54-year-old grandfather",
        ("Kassem", "person", "named"),
    ),
    (
        "According to the Times of London, it was late.",
        "the Times of London",
        ("Times of London", "news_agency", "named"),
    ),
    ("Bridget argued that it was late.", "Bridget", ("Bridget", "person", "named")),
    ("A priest, Father Karl Holm, left. He said it was late.", "He", ("Karl Holm", "person", "named")),
]


@pytest.mark.parametrize(("text", "source", "expected"), ROLES)
def test_who_has_no_name_is_known_by_the_role(text: str, source: str, expected: tuple[str, str, str]) -> None:
    """Roles, withheld names and the issuers of papers are words of the lexicons."""
    rows = {r.source_text: (r.source_name, r.source_kind, r.anonymity) for r in attributions_of(text)}
    assert rows[source] == expected
