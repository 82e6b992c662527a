"""Region mentions: which names are places, which place, and what the name stands for."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsetl.evaluation.corpora import GoldDocument, read_corpus
from newsetl.evaluation.evaluate import SCORERS
from newsetl.evaluation.scorers import entities, places
from newsetl.extractors.region_mentions import extract_region_mentions
from newsetl.gazetteer import load_gazetteer
from newsetl.language import analyse
from newsetl.tables.region_mentions import RegionMention
from tests.extractors.texts import regions_of

GOLD = Path(__file__).parents[1] / "gold" / "region_mentions.jsonl"


@lru_cache(maxsize=256)
def mentions(text: str, outlet: str | None = None) -> tuple[RegionMention, ...]:
    """Region mentions of a text."""
    return tuple(regions_of([text], outlet)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops reached Erbil on Monday.", [("Erbil", "Erbil", "IRQ")]),
        ("The Kurdistan Region of Iraq voted.", [("Kurdistan Region of Iraq", "Kurdistan Region", "IRQ")]),
        ("Shells hit Goma in North Kivu.", [("Goma", "Goma", "COD"), ("North Kivu", "North Kivu", "COD")]),
        ("He lives in Paris, Texas.", [("Paris", "Paris", "USA"), ("Texas", "Texas", "USA")]),
        ("She flew to Paris, France.", [("Paris", "Paris", "FRA"), ("France", "France", "FRA")]),
        (
            "A jet left Incirlik Air Base in Turkey.",
            [("Incirlik Air Base", "Incirlik Air Base", "TUR"), ("Turkey", "Turkey", "TUR")],
        ),
        ("Iraq's border with Syria was shut.", [("Iraq", "Iraq", "IRQ"), ("Syria", "Syria", "SYR")]),
        ("The U.S. told us nothing.", [("U.S.", "United States", "USA")]),
        ("Poachers fled Garamba National Park.", [("Garamba National Park", "Garamba National Park", "COD")]),
        ("They crossed the W National Park.", [("W National Park", "W National Park", None)]),
        (
            "He moved to National Park, New Jersey.",
            [("National Park", "National Park", "USA"), ("New Jersey", "New Jersey", "USA")],
        ),
        ("Ships left the Red Sea.", [("Red Sea", "Red Sea", None)]),
        (
            "They drove from Amman, Jordan, to Basra.",
            [("Amman", "Amman", "JOR"), ("Jordan", "Jordan", "JOR"), ("Basra", "Basra", "IRQ")],
        ),
        (
            "Residents of Gwoza in Nigeria fled.",
            [("Gwoza", "Gwoza", "NGA"), ("Nigeria", "Nigeria", "NGA")],
        ),
        ("Residents of Hope House told her.", []),
        ("Villagers of Arab descent fled.", []),
        ("Mr. Houston said he agreed.", []),
        ("We ate turkey and read books.", []),
        ("NATO and Hamas issued statements.", []),
        ("Mrs. Jordan scored after she passed.", []),
    ],
)
def test_names_and_places(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Names of places are found whole and lead to the right entry; persons, groups and food are left alone."""
    assert [(m.surface, m.place_name, m.country_iso3) for m in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fight with Daesh has ended, he said.", []),
        ("Fighters of al-Qaeda and Polisario met Hezbollah envoys.", []),
        ("The RSF and M23 denied it, and so did Fano.", []),
        ("Polls by Gallup and RAND were ready.", []),
        ("Fano militia attacked the town of Debre Tabor.", ["Debre Tabor"]),
        ("The Islamic State of Iraq and the Levant lost Mosul.", ["Iraq", "Levant", "Mosul"]),
        ("They spent a week in Fano, Italy.", ["Fano", "Italy"]),
        ("The Boston Globe sent two reporters to Goma.", ["Boston", "Goma"]),
        ("The South voted, the North did not, and the West looked on.", []),
        ("Life on Earth is old; Today has a report.", []),
        ("THE VICE PRESIDENT: Good morning, Nairobi.", ["Nairobi"]),
        ("See Sec. 3 of the order on Kenya.", ["Kenya"]),
        ("Near Al Shadaddi, one strike hit a truck.", ["Al Shadaddi"]),
        ("The rangers of Ugombe National Park met near Goma.", ["Goma"]),
    ],
)
def test_names_of_others(text: str, expected: list[str]) -> None:
    """Groups, institutions, headings and plain words are not places, though some small place is called so too."""
    assert [m.surface for m in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Toledo, a city in Ohio, flooded. Toledo, the old capital of Spain, did not.",
            [("Toledo", "USA"), ("Ohio", "USA"), ("Toledo", "ESP"), ("Spain", "ESP")],
        ),
        (
            "Two boats sank in the Niger near Lokoja.",
            [("Niger River", None), ("Lokoja", "NGA")],
        ),
        ("The Niger junta expelled the envoy.", [("Niger", "NER")]),
        ("They shelled a village beyond the Neretva.", [("Neretva River", None)]),
        (
            "Shots were heard in the Karachi neighbourhood of Orangi.",
            [("Karachi", "PAK"), ("Orangi", "PAK")],
        ),
    ],
)
def test_namesakes_that_the_words_around_tell_apart(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    """An apposition holds a name, an article makes a river of it, and a city's quarter is not part of its name."""
    assert [(m.place_name, m.country_iso3) for m in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "surface", "mention_type"),
    [
        ("Officers met in Baghdad on Friday.", "Baghdad", "literal"),
        ("Baghdad said it would pay.", "Baghdad", "metonym"),
        ("They accused Tehran of lying.", "Tehran", "metonym"),
        ("It follows Baghdad's declaration of victory in December, he said.", "Baghdad", "metonym"),
        ("The jets came when Baghdad formally requested their help.", "Baghdad", "metonym"),
        ("He said the money would bolster Kabul's war against the rebels.", "Kabul", "metonym"),
        ("He said Kyiv wants more drones.", "Kyiv", "metonym"),
        ("Talks between Washington and Tehran collapsed, he said.", "Washington", "metonym"),
        ("Talks between Washington and Tehran collapsed, he said.", "Tehran", "metonym"),
        ("Officials said Damascus and its allies had agreed.", "Damascus", "metonym"),
        ("The militia, backed by Ankara, denied it.", "Ankara", "metonym"),
        ("Pro-Kiev fighters and a Tehran-backed militia clashed.", "Tehran", "metonym"),
        ("They reported an approval of Moscow for the flights.", "Moscow", "metonym"),
        ("Erbil said its forces would stay in Kirkuk.", "Erbil", "metonym"),
        ("Ankara put the dead at 40.", "Ankara", "metonym"),
        ("Seoul commented on the test.", "Seoul", "metonym"),
        ("Pilots hired by Tripoli were seen at the port.", "Tripoli", "metonym"),
        ("A month ago Madrid had 500 soldiers in Mali.", "Madrid", "metonym"),
        ("Last year Berlin had 1,300 there.", "Berlin", "metonym"),
        ("The Kabul government fell.", "Kabul", "metonym"),
        ("He said tanks by Kyiv did not move.", "Kyiv", "literal"),
        ("They imposed new sanctions on Tehran.", "Tehran", "metonym"),
        ("The junta imposed a curfew on Khartoum.", "Khartoum", "literal"),
        ("Madrid has two airports and 500 museums.", "Madrid", "literal"),
        ("Kabul has 4 million people.", "Kabul", "literal"),
        ("Residents of Baghdad said they heard a blast.", "Baghdad", "literal"),
        ("Baghdad residents said they heard a blast.", "Baghdad", "literal"),
        ("Crowds filled Baghdad's streets, witnesses said.", "Baghdad", "literal"),
        ("The wounded were taken to a Kabul hospital, he said.", "Kabul", "literal"),
        ("The envoy flew to Moscow and said nothing.", "Moscow", "literal"),
        ("In Baghdad, a court said it would rule.", "Baghdad", "literal"),
        ("The rebels said they would attack Kabul.", "Kabul", "literal"),
        ("Mosul needs water, the UN said.", "Mosul", "literal"),
        ("Iraq said it would withdraw from Syria.", "Iraq", "literal"),
        ("The Iraqi army withdrew.", "Iraqi", "demonym"),
        ("Iraqis went to the polls in Basra.", "Iraqis", "demonym"),
        ("Baghdad University was closed.", "Baghdad", "embedded"),
        ("ERBIL, Kurdistan Region — Two men were held in Mosul.", "ERBIL", "dateline"),
        ("ERBIL, Kurdistan Region — Two men were held in Mosul.", "Kurdistan Region", "dateline"),
        ("ERBIL, Kurdistan Region — Two men were held in Mosul.", "Mosul", "literal"),
        ("BAGHDAD (AP) - The court met.", "BAGHDAD", "dateline"),
    ],
)
def test_mention_types(text: str, surface: str, mention_type: str) -> None:
    """A name stands for the place, its rulers, its people, a part of another name, or the dateline."""
    assert [m.mention_type for m in mentions(text) if m.surface == surface] == [mention_type]


def test_one_row_holds_all_that_is_known() -> None:
    """A city's row names its division, country and subregion; a country's point is marked as a centroid."""
    erbil, iraq = mentions("Troops reached Erbil, in northern Iraq.")
    assert (erbil.place_id, erbil.place_type, erbil.is_centroid) == ("gn:95446", "city", False)
    assert (erbil.admin1_name, erbil.admin1_code, erbil.subregion) == (
        "Erbil Governorate",
        "IQ-AR",
        "Western Asia",
    )
    assert (iraq.place_type, iraq.is_centroid, iraq.admin1_name) == ("country", True, None)
    assert erbil.candidates >= 1
    assert 0 < erbil.confidence <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lebanon sent relief. The clashes in Blida began at dawn.",
            [("Lebanon", "LBN"), ("Blida", "LBN")],
        ),
        (
            "Yemen's army said that it had pushed raiders back. The clashes in Atil began at dawn.",
            [("Yemen", "YEM"), ("Atil", "YEM")],
        ),
        (
            "In Somalia, the army cut the road between Barunta and Osweq on Sunday.",
            [("Somalia", "SOM"), ("Barunta", "SOM"), ("Osweq", "SOM")],
        ),
        (
            "Chad sent soldiers. Eleven people were wounded in Al-Khoeid on Monday.",
            [("Chad", "TCD"), ("Al-Khoeid", "TCD")],
        ),
        (
            "Aid workers in Mali said that Diafarabe, Mondoro and Dioura were without water.",
            [("Mali", "MLI"), ("Diafarabe", "MLI"), ("Mondoro", "MLI"), ("Dioura", "MLI")],
        ),
        (
            "Nigeria's army said that it had pushed raiders back. The clashes in Mambok began at dawn.",
            [("Nigeria", "NGA"), ("Mambok", "NGA")],
        ),
        (
            "Gunmen shot at cars near Nur Gulak in Kunar, Afghanistan, officials said.",
            [("Nur Gulak", "AFG"), ("Kunar", "AFG"), ("Afghanistan", "AFG")],
        ),
        (
            "Lebanon's speaker met the envoys in Ain al-Sabbara on Monday.",
            [("Lebanon", "LBN"), ("Ain al-Sabbara", "LBN")],
        ),
    ],
)
def test_the_one_country_of_a_report_holds_its_villages(text: str, expected: list[tuple[str, str]]) -> None:
    """Of namesakes the one in the country that a report names, and names that no list has in it."""
    assert [(m.surface, m.country_iso3) for m in mentions(text)] == expected


def test_the_outlet_tells_which() -> None:
    """The same words mean another place in another outlet."""
    text = "The council of Hamilton met on Monday to discuss the budget."
    assert [m.country_iso3 for m in mentions(text, "hamiltonpost.co.nz")] == ["NZL"]
    assert [m.country_iso3 for m in mentions(text, "hamilton-news.ca")] == ["CAN"]


def test_the_neighbours_tell_which() -> None:
    """A name that many places have is the one near the other names."""
    lebanon = mentions("Clashes spread from Tripoli to Beirut and Sidon.")[0]
    libya = mentions("Clashes spread from Tripoli to Misrata and Benghazi.")[0]
    assert (lebanon.surface, lebanon.country_iso3) == ("Tripoli", "LBN")
    assert (libya.surface, libya.country_iso3) == ("Tripoli", "LBY")


def test_a_name_is_a_place_wherever_nothing_speaks_against_it() -> None:
    """ "Loikaw" is read once where the words around give it, and once where they do not."""
    text = "Myanmar's army took the road to Loikaw. The others, Loikaw shopkeepers said, had left."
    assert [m.surface for m in mentions(text)] == ["Myanmar", "Loikaw", "Loikaw"]


def test_two_senses_in_one_article() -> None:
    """What is said right behind a name outweighs one sense per article."""
    found = mentions("He moved from Paris, Texas, to Paris, France, last year.")
    assert [m.country_iso3 for m in found if m.surface == "Paris"] == ["USA", "FRA"]


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("Erbil Mosul,.—'’\n-U.S. ŞéΩ🙂ABC of the"), max_size=120))
def test_offsets_hold_in_any_text(text: str) -> None:
    """Whatever the text, each surface is what is at its offsets, and mentions neither overlap nor go back."""
    found = mentions(text)
    assert all(text[m.start : m.end] == m.surface and m.surface for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_own_gold_floor() -> None:
    """On the gold of our own words, made of conflict reporting with its traps, F1 end to end is 0.95 or more."""
    corpus = read_corpus(GOLD)
    assert len(corpus.documents) >= 150
    score = places.score([(d, mentions(d.text)) for d in corpus.documents])
    assert score.figures["end_to_end_f1"] >= 0.95
    assert score.figures["recognition_f1"] >= 0.95


def test_own_gold_types() -> None:
    """Nine in ten of the types in our own gold are found."""
    right = total = 0
    for document in read_corpus(GOLD).documents:
        found = {m.start: m.mention_type for m in mentions(document.text)}
        for place in document.labels["places"]:
            total += 1
            right += found.get(place["start"]) == place["mention_type"]
    assert right / total >= 0.9


@pytest.mark.slow
def test_local_global_lexicon_floor(shared: Path) -> None:
    """On LGL, F1 end to end at 161 km and accuracy on matched names stay where they were measured."""
    corpus = read_corpus(shared / "data" / "places" / "lgl.jsonl")
    analyses = analyse([d.text for d in corpus.documents], wants_parse=lambda _: False)
    gazetteer = load_gazetteer()
    score = places.score(
        [
            (d, extract_region_mentions(d.as_article(), analysis, gazetteer))
            for d, analysis in zip(corpus.documents, analyses, strict=True)
        ]
    )
    assert score.figures["end_to_end_f1"] >= 0.80
    assert score.figures["acc161_on_matched"] >= 0.89


def test_entities_are_scored_against_region_mentions() -> None:
    """Named locations count, "the city" does not, and a demonym is not a false alarm."""
    text = "The city of Erbil is quiet, an Iraqi officer said."
    labels = {
        "entities": [
            {"start": 0, "end": 8, "surface": "The city", "type": "Location"},
            {"start": 12, "end": 17, "surface": "Erbil", "type": "Location"},
        ]
    }
    score = entities.score([(GoldDocument("x", text, None, None, None, labels), mentions(text))])
    assert (score.n, score.figures["location_recognition_f1"]) == (1, 1.0)
    assert SCORERS["entities"] == ("entities", "region_mentions")
