"""The names that matter most: every country and capital in frames, and names that several places share."""

import csv
from pathlib import Path

import pytest

from newsetl.gazetteer.countries import countries
from newsetl.pipeline.annotate import reading_copy
from tests.extractors.texts import regions_of, rows_of

FRAMES = Path(__file__).parents[1] / "gold" / "place_frames.csv"
SENTENCES = FRAMES.with_name("place_sentences.csv")
UNINHABITED = frozenset({"ATA", "BVT", "HMD", "ATF", "IOT", "UMI", "SGS"})
LEAST = {"country": 0.97, "capital": 0.9}


def sentences(kind: str) -> list[tuple[str, str, str]]:
    """Sentence, name and ISO code for each name of that kind in each frame."""
    lines = [line for line in FRAMES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = []
    for row in csv.DictReader(lines):
        for c in countries():
            name = c.name if kind == "country" else c.capital
            if row["names"] == kind and name and c.iso3 not in UNINHABITED:
                shown = name.upper() if row["frame"].startswith("{},") else name
                found.append((row["frame"].format(shown), shown, c.iso3))
    return found


@pytest.mark.parametrize("kind", ["country", "capital"])
def test_countries_and_capitals(kind: str) -> None:
    """Nearly all names, of 243 countries and their capitals, lead to the right country in every frame."""
    asked = sentences(kind)
    right = 0
    for (text, name, iso3), found in zip(asked, regions_of([text for text, _, _ in asked]), strict=True):
        start = text.index(name)
        over = [m for m in found if m.start < start + len(name) and start < m.end]
        right += any(m.country_iso3 == iso3 for m in over)
    assert len(asked) > 400
    assert right / len(asked) >= LEAST[kind]


def test_states_and_cities_seas_and_provinces_districts_and_wire_copy() -> None:
    """In our own sentences nearly all names lead to the right country, most to a place of the very type."""
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    texts = [reading_copy(row["text"]) for row in rows]
    country = both = 0
    for row, found in zip(rows, regions_of(texts), strict=True):
        start = row["text"].index(row["surface"])
        over = [m for m in found if m.start < start + len(row["surface"]) and start < m.end]
        fitting = [m for m in over if (m.country_iso3 or "") == row["country_iso3"]]
        country += bool(fitting)
        both += any(m.place_type == row["place_type"] for m in fitting)
    assert len(rows) >= 150
    assert country / len(rows) >= 0.98
    assert both / len(rows) >= 0.93


@pytest.mark.parametrize(
    ("text", "surface", "place", "iso3"),
    [
        ("Russia and Georgia fought in 2008.", "Georgia", "Georgia", "GEO"),
        ("He met officials in Georgia and Atlanta on Monday.", "Georgia", "Georgia", "USA"),
        ("The Congo is at war.", "Congo", "DR Congo", "COD"),
        ("They want to remake Iraq in Iran's image.", "Iraq", "Iraq", "IRQ"),
        ("The pact joined Canada, Mexico and Peru in 1994.", "Canada", "Canada", "CAN"),
        ("A plant in Cuba, New York, was shut.", "Cuba", "Cuba", "USA"),
        ("Troops will leave Niger.", "Niger", "Niger", "NER"),
        ("Two tankers were hit in the Gulf on Monday.", "Gulf", "Persian Gulf", None),
        ("The Gulf monarchies refused.", "Gulf", "Persian Gulf", None),
        ("In Papua New Guinea, a ferry sank in Gulf Province.", "Gulf Province", "Gulf", "PNG"),
        ("Jihadists roam the Sahel.", "Sahel", "Sahel", None),
        ("New York's governor signed the bill on Tuesday.", "New York", "New York", "USA"),
        ("Snow fell in upstate New York on Friday.", "New York", "New York", "USA"),
        ("The governor of Kherson said three died.", "Kherson", "Kherson Oblast", "UKR"),
        ("Georgia's governor Brian Kemp signed the bill.", "Georgia", "Georgia", "USA"),
        ("Fighters seized Wad an-Noora in Sudan on Monday.", "Wad an-Noora", "Wad an-Noora", "SDN"),
        ("Ships left the Gulf of Guinea.", "Gulf of Guinea", "Gulf of Guinea", None),
        ("A Kenyan force landed in Port-au-Prince.", "Port-au-Prince", "Port-au-Prince", "HTI"),
        ("He lives in Lebanon, Pa.", "Lebanon", "Lebanon", "USA"),
        ("The Kursk direction is quiet.", "Kursk", "Kursk", "RUS"),
        ("Fighting was reported in Hit, Iraq, on Monday.", "Hit", "Hit", "IRQ"),
        ("Fighting was reported in Gao, Mali, on Monday.", "Gao", "Gao", "MLI"),
        ("A raid on Khan Younis, Israeli officials said, was over.", "Khan Younis", "Khan Younis", "PSE"),
        ("Police raided the Nur Shams camp in Tulkarm.", "Nur Shams camp", "Nur Shams", "PSE"),
        ("The mayor of Nasir, in the east of South Sudan, left.", "Nasir", "Nasir", "SSD"),
        ("Fighting was reported in Solhan, Burkina Faso, on Monday.", "Solhan", "Solhan", "BFA"),
        ("KYIV/MOSCOW (Reuters) - Talks went on.", "KYIV", "Kyiv", "UKR"),
        ("KYIV/MOSCOW (Reuters) - Talks went on.", "MOSCOW", "Moscow", "RUS"),
    ],
)
def test_names_that_several_places_share(text: str, surface: str, place: str, iso3: str | None) -> None:
    """What is around a name says which of its places is meant."""
    found = {m.surface: (m.place_name, m.country_iso3) for m in regions_of([text])[0]}
    assert found.get(surface) == (place, iso3)


def test_a_state_told_from_the_country_of_its_name() -> None:
    """In "Savannah, Georgia" it is the state; alone, in a text on Georgians, the country."""
    (found,) = regions_of(["Georgian soldiers trained in Savannah, Georgia. Georgia sent 100 of them."])
    assert [m.country_iso3 for m in found if m.surface == "Georgia"] == ["USA", "GEO"]


def test_towns_called_by_first_names_stay_places() -> None:
    """A place that is surely one is not a person: not one behind "near", nor one that a rebel enters."""
    texts = ["Syrian rebels entered Tal Rifaat from the east.", "Troops of Cameroon camped near Mora."]
    for text, town in zip(texts, ("Tal Rifaat", "Mora"), strict=True):
        assert town in [m.surface for m in rows_of([text], "region_mentions")[0]]


def test_bases_and_ports_are_literal_where_the_model_sees_a_body() -> None:
    """A port that reopens is a place; the royal house speaks by its palace."""
    texts = ["The oil port of Ras Lanuf reopened.", "Buckingham Palace said the king was well."]
    kinds = [[m.mention_type for m in found] for found in rows_of(texts, "region_mentions")]
    assert kinds == [["literal"], ["metonym"]]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The frigate Hamburg left port.", "Hamburg"),
        ("The frigate “Hamburg” left port.", "Hamburg"),
        ("Ukraine said that it had sunk the Novocherkassk.", "Novocherkassk"),
        ("The Rostov-on-Don, a diesel submarine, was hit in dry dock.", "Rostov-on-Don"),
        ("The carrier Liaoning crossed the strait.", "Liaoning"),
        ("The SANA news agency said nothing.", "SANA"),
        ("Typhoon Haiyan hit the coast.", "Haiyan"),
        ("The strike came on Mon Jul 18 2016.", "Mon"),
        ("He'll be back, she said.", "He'll"),
        ("The man, alias El Amarillo, was held.", "El Amarillo"),
        ("She spoke in English.", "English"),
        ("Troops entered the Northern Province of Aleppo.", "Northern Province"),
        ("Two guards at San Quentin were held.", "San"),
    ],
)
def test_names_of_things(text: str, surface: str) -> None:
    """Ships, agencies, storms, days, contractions, nicknames and languages are not places."""
    assert surface not in {m.surface for m in regions_of([text])[0]}


def test_parts_of_states_with_a_compass_point_in_their_name() -> None:
    """A region of Ghana is called Western North: "Western North Carolina" is not it with a Carolina behind."""
    states = ("North Carolina", "South Carolina", "North Dakota", "West Virginia")
    texts = [
        f"The governor sent 500 guards to {side} {state}."
        for state in states
        for side in ("Western", "eastern")
    ]
    for text, found in zip(texts, regions_of(texts), strict=True):
        assert [(m.place_name, m.country_iso3) for m in found] == [(" ".join(text[:-1].split()[-2:]), "USA")]


@pytest.mark.parametrize("city", ["Goma", "Oran", "Kaya", "Tula", "Bari"])
def test_cities_that_are_given_names_elsewhere(city: str) -> None:
    """Where soldiers are is a city, whoever is called so."""
    (found,) = rows_of([f"Soldiers stood in {city} on Monday."], "region_mentions")
    assert [m.surface for m in found] == [city]


def test_a_name_behind_a_comma_is_what_holds_the_name_before() -> None:
    """In "Buffalo, New York" it is the state, alone in the same article the city."""
    (found,) = regions_of(
        ["He flew from Buffalo, New York, on Monday. Diplomats met in New York on Tuesday."]
    )
    assert [m.place_type for m in found if m.surface == "New York"] == ["admin1", "city"]


def test_villages_and_districts_are_not_looked_for_abroad() -> None:
    """A district called like a village of Hungary stays without a point where the article is about Afghanistan."""
    text = "Troops left Kabul and Kandahar for the Bak district, where Taliban fighters had dug in."
    (found,) = regions_of([text])
    assert [m.country_iso3 for m in found if m.surface.startswith("Bak")] in ([], ["AFG"])


def test_a_small_place_alone_abroad_is_none() -> None:
    """A company or a person is called like it; where the text puts it on the map, or comes near, it is that place."""
    alone, told, near = regions_of(
        [
            "Workers at the Honda plant voted on Monday, and Honda is pleased.",
            "Workers voted in Honda, Colombia, on Monday.",
            "Workers voted in Bogotá on Monday. Honda is pleased.",
        ]
    )
    assert "Honda" not in {m.surface for m in alone}
    assert ("Honda", "COL") in {(m.surface, m.country_iso3) for m in told}
    assert "Bogotá" in {m.surface for m in near}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Senator Rubio voted for it. Murphy tied the bill to Rubio, who had left Ohio and Iowa.", "Rubio"),
        ("Marx and Engels met in Cologne and in Paris. A bust of Engels stands in Manchester.", "Engels"),
        ("The driver of the Toyota fled from Dayton towards Kettering in Ohio.", "Toyota"),
        ('"Go ahead, Asma," he said of talks on Afghanistan and Iran.', "Asma"),
        ("Ann & I pray for the victims in Orlando, the governor of Texas wrote.", "Ann"),
        ("Mali, 12, and her brother Chad, 9, waited at the bus stop in Duluth.", "Mali"),
        ("The United States mourned Queen Elizabeth, who visited Virginia and Canada.", "Queen Elizabeth"),
        ("The Biden-Harris Administration gave Tennessee 40 million dollars.", "Biden-Harris"),
        ("Jets took off from three bases on the East Coast, he said in Boston.", "East Coast"),
        ("Eid al-Adha prayers were held in Dearborn and Jakarta.", "Eid al-Adha"),
    ],
)
def test_names_of_persons_and_other_things_that_are_small_places(text: str, surface: str) -> None:
    """A title, an age, a greeting or a body's name beside it makes it no place, and so does being alone abroad."""
    assert surface not in {m.surface for m in regions_of([text])[0]}


@pytest.mark.parametrize(
    ("text", "surface", "iso3"),
    [
        (
            "Envoys of the United States and Ukraine met in Geneva. The statement from Geneva was short.",
            "Geneva",
            "CHE",
        ),
        (
            "America will not forget Normandy, the president told veterans from Ohio and Texas.",
            "Normandy",
            "FRA",
        ),
        ("We are a Pacific power, the admiral said, and so is the United States.", "Pacific", None),
        ("The Geneva police said a man from Rochester was held.", "Geneva", "USA"),
        ("Mozambique sent soldiers. The clashes in Palma went on.", "Palma", "MOZ"),
    ],
)
def test_a_renowned_place_is_meant_where_nothing_speaks_for_a_namesake(
    text: str, surface: str, iso3: str | None
) -> None:
    """A text on countries means the place that the world knows, unless it names the neighbours of another."""
    found = [m for m in regions_of([text])[0] if m.surface == surface]
    assert found
    assert {m.country_iso3 for m in found} == {iso3}
    assert all(m.place_id for m in found)


def test_an_outlet_of_a_government_is_at_home_in_its_capital() -> None:
    """The White House is no town in Tennessee."""
    text = "Envoys of the United States and Ukraine met in Geneva on Sunday."
    assert [m.country_iso3 for m in regions_of([text], outlet="The White House")[0]] == ["USA", "UKR", "CHE"]


def test_names_before_what_says_that_they_are_villages() -> None:
    """Names that no list knows are places before ", a village in", with the generic word that they begin with."""
    texts = [
        "Gunmen attacked Hurtuq, Ruwiq and Tamisoq, three villages in Plateau State, Nigeria.",
        "Gunmen came to Tell Qarah, a village in Aleppo province, before sunrise.",
    ]
    found = [[(m.surface, m.country_iso3) for m in rows] for rows in regions_of(texts)]
    assert {("Hurtuq", "NGA"), ("Ruwiq", "NGA"), ("Tamisoq", "NGA")} <= set(found[0])
    assert ("Tell Qarah", "SYR") in found[1]


@pytest.mark.parametrize(
    "name", ["Srebrenica", "Tskhinvali", "Stepanakert", "Palmyra", "Deraa", "Chalatenango"]
)
def test_a_small_place_that_nothing_else_is_named_beside_is_one(name: str) -> None:
    """A short text names no other place; only in an article on another country is a small one alone abroad."""
    (rows,) = regions_of([f"Police in {name} said on Monday that two people were hurt."])
    assert [row.surface for row in rows] == [name]


FORMER = {
    "Orissa": ("Odisha", "IND"),
    "Uttaranchal": ("Uttarakhand", "IND"),
    "Chattisgarh": ("Chhattisgarh", "IND"),
    "the Moluccas": ("Maluku", "IDN"),
    "Vinnitsa": ("Vinnytsia", "UKR"),
    "Cyrenaica": ("Cyrenaica", "LBY"),
    "Transvaal": ("Transvaal", "ZAF"),
}


@pytest.mark.parametrize("name", FORMER)
def test_former_names_of_regions_are_known(name: str) -> None:
    """Older reports call provinces by the names that they had then."""
    (rows,) = regions_of([f"The army said it had sent 300 soldiers to {name}."])
    assert [(row.place_name, row.country_iso3) for row in rows] == [FORMER[name]]


def test_a_province_is_not_a_town_abroad_that_is_called_like_it() -> None:
    """Amur in Russia is no town in India."""
    (rows,) = regions_of(["Fighting was reported in Amur, Russia, on Monday."])
    assert [(row.place_name, row.country_iso3) for row in rows] == [("Amur Oblast", "RUS"), ("Russia", "RUS")]


def test_a_name_whose_letters_were_misread_is_found() -> None:
    """Copies of old archives hold the two bytes of a letter as two letters."""
    found = regions_of(["The detainees were held at GuantÃ¡namo Bay, Cuba. They now live in BogotÃ¡."])[0]
    assert [(m.surface, m.place_name) for m in found] == [
        ("GuantÃ¡namo Bay", "Guantanamo Bay"),
        ("Cuba", "Cuba"),
        ("BogotÃ¡", "Bogotá"),
    ]


def test_franco_before_another_people_is_no_town() -> None:
    """In "the Franco-German brigade" it is no place in Mexico."""
    found = regions_of(["The Franco-German brigade trained near Metz."])[0]
    assert [m.surface for m in found] == ["German", "Metz"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Drones over the town\n\nBy Ada Holm in Sloviansk\n\nThe road from Izium to Sloviansk is covered.",
            [("Sloviansk", "dateline"), ("Izium", "literal"), ("Sloviansk", "literal")],
        ),
        (
            "From Musa Pam, Jos\n\nGunmen came to Bokkos in Plateau State.",
            [("Jos", "dateline"), ("Bokkos", "literal"), ("Plateau State", "literal")],
        ),
        (
            "By Ada Holm in Hammam al-Alil\n\nSoldiers came from Mosul.",
            [("Hammam al-Alil", "dateline"), ("Mosul", "literal")],
        ),
        ("By Ada Holm, Political Editor\n\nIt rained in Ohio.", [("Ohio", "literal")]),
    ],
)
def test_where_a_byline_says_that_the_reporter_is(text: str, expected: list[tuple[str, str]]) -> None:
    """It is a dateline: nothing need have happened there."""
    assert [(m.surface, m.mention_type) for m in regions_of([text])[0]] == expected


def test_a_nations_outlet_does_not_mean_namesakes_of_countries_at_home() -> None:
    """In the White House's own words Poland and Lebanon are countries, not towns of the United States."""
    (rows,) = regions_of(["We have 10,500 troops in Poland and 200 in Lebanon."], outlet="The White House")
    assert [row.country_iso3 for row in rows] == ["POL", "LBN"]
    assert all(row.confidence > 0.5 for row in rows)


def test_what_is_attacked_is_a_place() -> None:
    """The plan for an attack on Gaza names a place, also where the article names no other of its country."""
    (rows,) = regions_of(["London and Paris spoke of the plan for an attack on Gaza within weeks."])
    assert "Gaza" in {row.surface for row in rows}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The United States said its soldiers would leave Tal Tamr by Monday.", "Tal Tamr"),
        ("GAZA/JERUSALEM, Dec 2 (Reuters) - Israel said on Monday its forces had left the town.", "GAZA"),
    ],
)
def test_a_small_place_that_the_text_puts_on_the_map_is_one(text: str, name: str) -> None:
    """Behind a preposition or "leave", and in a dateline, also where nothing else of its country is named."""
    assert name in {row.surface for row in regions_of([text])[0]}


def test_a_direction_is_a_province_of_the_country_that_a_report_is_about() -> None:
    """The North-West of a report on Nigeria is not Cameroon's, and in one on Cameroon it is."""
    texts = [
        "Gunmen crossed from Cameroon into Taraba, Nigeria. In the North-West, bandits took people in Katsina.",
        "Cameroon sent soldiers to Bamenda. In the North-West, schools were shut.",
    ]
    found = [{m.surface: m.country_iso3 for m in rows} for rows in regions_of(texts)]
    assert "North-West" not in found[0]
    assert found[1]["North-West"] == "CMR"


def test_communities_are_told_by_their_kind() -> None:
    """Names that no list knows are places before ", three communities in"."""
    (rows,) = regions_of(["Gunmen attacked Hurtuq and Tamisoq, two communities in Plateau State, Nigeria."])
    assert {"Hurtuq", "Tamisoq"} <= {m.surface for m in rows}


def test_a_renowned_city_needs_nothing_else_of_its_country() -> None:
    """The Geneva Motor Show is in Geneva, whatever else a report names."""
    (rows,) = regions_of(
        ["Makers from Japan and Germany showed cars before the Geneva Motor Show, they said in Detroit."]
    )
    assert "CHE" in {row.country_iso3 for row in rows if row.surface == "Geneva"}


@pytest.mark.parametrize(
    ("text", "name", "iso3"),
    [
        ("A band from Aleppo, Pennsylvania, raised money.", "Aleppo", "USA"),
        ("Protests spread from Tehran to Moscow, Ontario police said.", "Moscow", "RUS"),
        ("Flights from Istanbul, Cairo, and Amman were late.", "Istanbul", "TUR"),
    ],
)
def test_a_namesake_that_no_list_has_lies_where_the_text_says(text: str, name: str, iso3: str) -> None:
    """Between two commas a division holds the name before it, however well known its namesake is."""
    assert next(m for m in regions_of([text])[0] if m.surface == name).country_iso3 == iso3
