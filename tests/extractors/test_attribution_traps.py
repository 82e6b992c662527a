"""What looks like a source and is none, what a source swallows, and names that texts without commas hide."""

import pytest

from newsetl.extractors.attributions import explain_attributions
from newsetl.extractors.entity_mentions import extract_entity_mentions
from newsetl.language import analyse
from tests.extractors.texts import article_of, attributions_of, entities_of

NOBODY = [
    "No group claimed responsibility for the blast.",
    "No one has claimed the attack on the port.",
    "No group has said that it carried out the attack.",
    "The port was shut (Source: Northern Gazette).",
    "The blast claimed 12 lives on Monday.",
    "Karol Nowak, known as the Pilot, left on Monday.",
    "The group, also known as the Pilots, took the port.",
    "ESTONIA: 2,000 troops and 40 tanks",
    "UNITED STATES: 8,000 troops, mostly in the south",
    "In Kharkiv, shelling went on for hours.",
    "Rebels fired rockets and targeted the airport.",
    "Photo: Northern Gazette",
    "BOOKS: Karla Holm, Raise the Boats. Harbour Press, 2002, 248 pages.",
]
# Text, the source as written, and who it is: name, kind, anonymity.
SOURCES = [
    (
        "Nyheterna, a Norvik newspaper owned by the party, said nine men were sent home.",
        ("Nyheterna, a Norvik newspaper owned by the party", "Nyheterna", "news_agency", "named"),
    ),
    (
        "Mayor Michael Bloomberg said the port was shut.",
        ("Mayor Michael Bloomberg", "Michael Bloomberg", "person", "named"),
    ),
    (
        "Michael Bloomberg left on Monday. Bloomberg said the port was shut.",
        ("Bloomberg", "Michael Bloomberg", "person", "named"),
    ),
    ("Bloomberg said the port was shut.", ("Bloomberg", "Bloomberg", "news_agency", "named")),
    (
        "The Kiev government said the port was shut.",
        ("The Kiev government", "Ukraine", "government", "named"),
    ),
    (
        "Other Republicans said the plan would fail.",
        ("Other Republicans", "Other Republicans", "group", "role_only"),
    ),
    (
        "The FBI and police said the port was shut.",
        ("The FBI and police", "FBI; police", "group", "named"),
    ),
    (
        "Norway and Denmark said the port was shut.",
        ("Norway and Denmark", "Norway; Denmark", "group", "named"),
    ),
    (
        "Amnesty International and the Red Cross said in a joint statement that the wells were dry.",
        ("Amnesty International and the Red Cross", "Amnesty International; ICRC", "group", "named"),
    ),
    (
        "Trinidad and Tobago said the port was shut.",
        ("Trinidad and Tobago", "Trinidad and Tobago", "government", "named"),
    ),
    (
        "A number of Norvik officials said the port was shut.",
        ("A number of Norvik officials", "number of Norvik officials", "group", "anonymous"),
    ),
    (
        "The Holm campaign said on Monday that nobody had left. Ada Holm is in Norvik.",
        ("The Holm campaign", "Holm campaign", "organisation", "named"),
    ),
    (
        "Media reports in Norvik said that the port was shut.",
        ("Media reports in Norvik", "Media reports in Norvik", "news_agency", "role_only"),
    ),
    (
        "The movement's offshoot in Poland Al-Amal Front said it had not fired.",
        ("The movement's offshoot in Poland Al-Amal Front", "Al-Amal Front", "organisation", "named"),
    ),
    (
        "Seven lorries and a barn of the Norvik dairy burned on Tuesday wounding 12 herders and 4 nurses state radio "
        "reported.",
        ("state radio", "state radio", "news_agency", "role_only"),
    ),
    (
        "The army and the RSF each said the other had fired first.",
        ("The army and the RSF", "army and the RSF", "group", "role_only"),
    ),
    (
        "Earlier state television reported that the port was shut.",
        ("state television", "state television", "news_agency", "role_only"),
    ),
    (
        "Tags Norvik Harbour oil spill blaze. The mayor said that four had died.",
        ("The mayor", "mayor", "person", "role_only"),
    ),
    (
        "We saw smaller, government spokesman Karol Nowak said, and faster ships.",
        ("government spokesman Karol Nowak", "Karol Nowak", "person", "named"),
    ),
    (
        "The General Staff said the line would hold.",
        ("The General Staff", "General Staff", "government", "role_only"),
    ),
    (
        "General Staff chief Karol Nowak said the line would hold.",
        ("General Staff chief Karol Nowak", "Karol Nowak", "person", "named"),
    ),
    (
        "Demonstrators said that they wanted the port open.",
        ("Demonstrators", "Demonstrators", "group", "role_only"),
    ),
    (
        "Local sources said that the port was shut.",
        ("Local sources", "Local sources", "unknown", "anonymous"),
    ),
    (
        "The Kyiv government said the port was shut.",
        ("The Kyiv government", "Ukraine", "government", "named"),
    ),
    (
        "The Holm administration said on Monday that the port would be shut.",
        ("The Holm administration", "Holm administration", "government", "named"),
    ),
    (
        "The Maryv newspaper said that talks would go on.",
        ("The Maryv newspaper", "Maryv", "news_agency", "named"),
    ),
    (
        "Ada Holm head of the Harbour Pilots Trust said the port was shut.",
        ("Ada Holm head of the Harbour Pilots Trust", "Ada Holm", "person", "named"),
    ),
    (
        "Ada Holm from the Centre for Pilots in Norvik said the port was shut.",
        ("Ada Holm from the Centre for Pilots in Norvik", "Ada Holm", "person", "named"),
    ),
    (
        "Karol Nowak, a pilot who said that the port was shut, has left.",
        ("who", "Karol Nowak", "person", "named"),
    ),
    (
        "Capt. Ada Holm said the bridge was held. A second officer, who spoke on condition of anonymity, said it fell.",
        (
            "A second officer, who spoke on condition of anonymity",
            "second officer",
            "person",
            "anonymous",
        ),
    ),
]
# Text, the source as written, the name that it gets from elsewhere in the article.
FROM_ELSEWHERE = [
    (
        '"These wells are dry" Adam Varela the head of the Harbour Trust said. Varela added that more would fail.',
        "Varela",
        "Adam Varela",
    ),
    (
        "Ada Holm, head of the Harbour Trust, left. Nine are dry said the chief of a Norvik-based charity which lives "
        "off gifts of pilots.",
        "the chief of a Norvik-based charity which lives off gifts of pilots",
        "Ada Holm",
    ),
    (
        "Governor Hugo Varela Rojas spoke on Monday. Varela said nine wells were dry.",
        "Varela",
        "Hugo Varela Rojas",
    ),
    (
        "Mexico's defense minister announced more patrols. Defense Minister Hugo Varela Rojas said 900 men would go.",
        "Mexico's defense minister",
        "Hugo Varela Rojas",
    ),
    (
        "The campaign Norvik Never Sleeps met. The Baltic Observatory for Fishing left. "
        "The pier is shut, the Tallinn based monitor added.",
        "the Tallinn based monitor",
        "Baltic Observatory for Fishing",
    ),
    (
        "Ada Holm, director of the Federal Bureau of Investigation, left. U.S. President Karol Nowak said the pier was "
        "shut. The FBI chief said nine had fled.",
        "The FBI chief",
        "Ada Holm",
    ),
    (
        "Ada Holm, head of the Harbour Trust, left. The pier is shut, said the head of the Norvik-based group.",
        "the head of the Norvik-based group",
        "Ada Holm",
    ),
    (
        "Ada Holm, president of the Norvik Chess Club, arrived. The Russian president said nine wells were dry.",
        "The Russian president",
        "Russian president",
    ),
    (
        "Ada Holm, chief of the Federal Reserve, left on Monday. The FBI chief said that nine had fled.",
        "The FBI chief",
        "FBI chief",
    ),
    (
        "Ada Holm, director of the FBI, left. The Federal Bureau of Investigation director said nine had fled.",
        "The Federal Bureau of Investigation director",
        "Ada Holm",
    ),
    ("Chris Holm scolded Ada Lind after she had warned that the wells were dry.", "she", "Ada Lind"),
    ("The Kyiv government said the port was shut. It added that wells were dry.", "It", "Ukraine"),
    (
        "The Maryv newspaper said that talks would go on. The newspaper also said that Russia had agreed.",
        "The newspaper",
        "Maryv",
    ),
    (
        "Nine wells are dry, according to a Pentagon news release. The release said that more would fail.",
        "The release",
        "Pentagon news release",
    ),
    (
        "The Norvik Foreign Ministry called it an air strike. A statement on the ministry's website said that talks "
        "had failed.",
        "A statement on the ministry's website",
        "Norvik Foreign Ministry statement",
    ),
    (
        "In Syria, the press secretary said, nine wells are dry. Pentagon Press Secretary Peter Cook left.",
        "the press secretary",
        "Peter Cook",
    ),
    (
        "Karol Nowak, the minister of foreign affairs of Poland, arrived. The Polish foreign minister said that talks "
        "had failed.",
        "The Polish foreign minister",
        "Karol Nowak",
    ),
    (
        "The Harbour Motors Acceptance Corp. gained on Monday. HMAC said that sales rose.",
        "HMAC",
        "Harbour Motors Acceptance Corp",
    ),
    (
        "The Harbour Pilots Trust said on Monday that the port was shut. It was not safe, said Ada Holm. The Trust "
        "also asked for help. It also called for a truce.",
        "It",
        "Harbour Pilots Trust",
    ),
]


def test_a_heading_in_capitals_says_nothing() -> None:
    """Capitals before a colon that are neither a name nor an office head what follows."""
    heading = "FOREIGN EXCHANGE MARKET STABILITY: The two banks met on Monday and left."
    assert [row for row in attributions_of(heading) if row.cue_text == ":"] == []
    named = attributions_of("DEPUTY MAYOR HOLM: The road is shut and will be shut for a week.")
    assert [row.cue_text for row in named][:1] == [":"]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_says_anything(text: str) -> None:
    """Denials that anybody has spoken, labels, tolls, professions and deeds are not statements."""
    assert attributions_of(text) == []


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_who_the_source_is(text: str, expected: tuple[str, str, str, str]) -> None:
    """The words of the source alone give its extent, name, kind and anonymity."""
    found = [
        (row.source_text, row.source_name, row.source_kind, row.anonymity) for row in attributions_of(text)
    ]
    assert expected in found


@pytest.mark.parametrize(("text", "source", "name"), FROM_ELSEWHERE)
def test_the_name_stands_elsewhere(text: str, source: str, name: str) -> None:
    """Pronouns, kinds, acronyms, "the release" and "the ministry's website" lead to whom the article names."""
    assert [row.source_name for row in attributions_of(text) if row.source_text == source] == [name]


def test_a_quotation_goes_on_before_anothers_statement() -> None:
    """Whoever speaks in the next paragraph is not the speaker of a quotation that fills its own."""
    rows = attributions_of(
        "“The pier is shut for good,” Karol Nowak said.\n\n“It will stay shut until the ferry is mended, on Monday and "
        "on Tuesday.”\n\nAda Holm said nine had left."
    )
    assert [row.source_name for row in rows] == ["Karol Nowak", "Karol Nowak", "Ada Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was held, an army officer told the Associated Press.",
        "An army officer told the Associated Press that the bridge was held.",
    ],
)
def test_an_addressee_is_no_content(text: str) -> None:
    """The outlet is the way, in via_name, whatever follows it."""
    (row,) = attributions_of(text)
    assert not row.content_text.startswith("the Associated Press")


def test_an_addressee_without_content_is_no_statement() -> None:
    """Neither the outlet nor "by telephone" is what was said."""
    assert attributions_of("An army officer told the Associated Press by telephone.") == []


def ids(text: str, document_id: str) -> set[str]:
    """Ids of the persons of an article."""
    return {m.entity_id for m in entities_of(text, document_id) if m.entity_type == "person"}


MINISTER = "Ahmed Hassani, the Egyptian defence minister, said that the line would hold."
RESIDENT = "Ahmed Hassani, a resident of Syria, said that the wells were dry."


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (MINISTER, RESIDENT, False),
        (RESIDENT, "Ahmed Hassani, a Libyan farmer, said that the port was shut.", False),
        (RESIDENT, "Ahmed Hassani, a Syrian farmer, said that nobody had come.", True),
        (MINISTER, "Ahmed Hassani said that the port was shut.", True),
        ("Gen. Abdul-Rahman Hassani left.", "Abdel Rahman Hassani said that the port was shut.", True),
    ],
    ids=["minister and resident", "two countries", "one country", "no role", "spelt otherwise"],
)
def test_namesakes_across_articles(one: str, other: str, is_same: bool) -> None:
    """Whoever speaks for himself alone is not the official of his name, nor his namesake in another country."""
    first, second = ids(one, "a"), ids(other, "b")
    assert first
    assert second
    assert (first == second) is is_same


CLAUSES = [
    (
        "The mission said its base was full; it has called on the army to let patrols out, and reminded all sides "
        "that peacekeepers are no target.",
        "called on",
        "the army to let patrols out",
    ),
    (
        "The rights office verified nine deaths; according to the office, it was the worst raid since May.",
        "according to",
        "it was the worst raid since May",
    ),
    (
        "The port praised “the calm people of Norvik”, and Ada Holm condemned the raid.",
        "condemned",
        "the raid",
    ),
    (
        "Ada Holm warned that it would hit “vital targets”, and told ships to avoid the strait.",
        "told",
        "ships to avoid the strait",
    ),
    (
        "He believes that the drone was aimed at the school; the company would only say that 600 were cut off.",
        "believes",
        "that the drone was aimed at the school",
    ),
]


@pytest.mark.parametrize(("text", "cue", "content"), CLAUSES)
def test_clauses_keep_their_own_words(text: str, cue: str, content: str) -> None:
    """A semicolon parts statements as a full stop does, and a quotation before "and" belongs to the clause before."""
    assert (cue, content) in [(row.cue_text, row.content_text) for row in attributions_of(text)]


def test_what_is_so_in_somebodys_eyes_is_their_view() -> None:
    """In the eyes of the ministry is as good as in its view."""
    rows = attributions_of("In the eyes of the ministry, the war is lost.")
    assert [(row.source_text, row.cue_class) for row in rows] == [("the ministry", "claim")]


BELOW = [
    (
        "In a statement, the Harbour Trust said:\n\n“We deplore the raid on the camp. It was a crime.”",
        "Harbour Trust",
    ),
    ("Adam Lind, the governor, added:\n“The road is shut, and it will be shut for a week.”", "Adam Lind"),
    ("Ada Holm came late. On Monday, she wrote on Telegram:\n\n“Nine drones were shot down.”", "Ada Holm"),
]


@pytest.mark.parametrize(("text", "name"), BELOW)
def test_a_colon_holds_the_quotation_on_the_next_line(text: str, name: str) -> None:
    """Press releases and posts put what is said below the words that tell who says it."""
    quote = text[text.index("“") :]
    assert [(row.source_name, row.content_text) for row in attributions_of(text)] == [(name, quote)]


def test_a_quotation_below_is_explained() -> None:
    """A row of that form has its reasons as others have."""
    article = article_of(BELOW[0][0])
    analysis = analyse([article.text])[0]
    reasons = explain_attributions(article, analysis, extract_entity_mentions(article, analysis, []))
    assert len(reasons) == 1


def test_a_list_below_a_colon_is_no_quotation() -> None:
    """Without quotation marks, what is below a colon is not taken for speech by this rule."""
    text = "Ada Holm said on Monday that the list was this:\n\nNine drones, two boats and a bridge."
    assert all("drones" not in row.content_text for row in attributions_of(text) if row.confidence == 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "The road was shut, the governor's spokesman Karl Lind said. The governor said he would resign.",
        "Ward County Governor’s adviser Tommy Lind came late. The body was found on Monday, according to the governor.",
    ],
)
def test_whose_spokesman_is_not_the_spokesman(text: str) -> None:
    """The owner of an office in the possessive is another than who holds it."""
    found = [
        r.source_name for r in attributions_of(text) if r.source_text and r.source_text.endswith("governor")
    ]
    assert found == ["governor"]
