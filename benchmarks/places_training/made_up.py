"""Sentences made of patterns and names: what the corpora, mostly local news, show too rarely."""

import random
import re

import numpy as np

from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.places import PLACE_TYPES
from newsetl.lexicons import read_table

CONFLICTS = (
    "IRQ SYR SDN UKR YEM SOM MLI AFG PAK LBY COD NGA ETH LBN PSE MMR TCD NER BFA SSD IRN TUR GEO AZE ARM PHL"
)
WITH_PLACES = (
    "{C} said on Tuesday it would respond.",
    "{C} has rejected the offer again.",
    "{K} warned that it might withdraw.",
    "{C} and its allies agreed to a pause.",
    "At least nine people were killed in {P} on Sunday.",
    "Fighting in {P} entered its third week.",
    "Militants attacked {P} and withdrew before dawn.",
    "The road between {P} and {P} is open again.",
    "Government troops withdrew from {P}, {P} and {P}.",
    "The governor of {P} resigned.",
    "{P} was shelled for a second day.",
    "Explosions were heard near {P}, in {K}.",
    "Since the war in {K} began, prices have doubled.",
    "The {W} was closed to shipping.",
    "Ships crossed the {W} at night.",
    "Hospitals in {P} and {P} are full.",
    "The market at {P} was hit by two mortars.",
)
WITH_PERSONS = (
    "{T} {S} said the plan was sound.",
    "{F} {S} said he was tired.",
    "{F} {S}, 43, was arrested on Friday.",
    "{F} {S} spoke first. {S} added that he had no regrets.",
    "{S} said he would not resign.",
    "{S} scored twice in the second half.",
    "{T} {S} told the court she had seen nothing.",
    "{G} {L} wrote the report.",
    "{G} {L} said she would appeal.",
    "{T} {S} and {T} {S} testified.",
)
PERSONS = {
    "T": [
        "Mr.",
        "Mrs.",
        "Dr.",
        "Gen.",
        "Colonel",
        "General",
        "Sen.",
        "Judge",
        "Coach",
        "Captain",
        "Sergeant",
        "President",
        "Professor",
        "Rep.",
    ],
    "S": [
        "Jackson",
        "Houston",
        "Lincoln",
        "Austin",
        "Washington",
        "Jordan",
        "Tyler",
        "Hamilton",
        "Madison",
        "Monroe",
        "Lancaster",
        "Chester",
        "Paris",
        "London",
        "Sydney",
        "Kent",
        "York",
        "Boston",
        "Denver",
        "Dallas",
        "Nelson",
        "Perry",
        "Milan",
        "Cairo",
        "Tripoli",
        "Santiago",
        "Valencia",
        "Franklin",
    ],
    "F": [
        "John",
        "Mary",
        "Ahmed",
        "David",
        "Sarah",
        "Peter",
        "Omar",
        "Linda",
        "James",
        "Karen",
        "Michael",
        "Fatima",
        "Robert",
        "Helen",
    ],
    "G": [
        "Jordan",
        "Israel",
        "Paris",
        "Chelsea",
        "Sydney",
        "Florence",
        "Virginia",
        "Georgia",
        "Dallas",
        "Austin",
        "Brooklyn",
        "Savannah",
        "Kenya",
    ],
    "L": [
        "Gutierrez",
        "Baker",
        "Malone",
        "Novak",
        "Petersen",
        "Hughes",
        "Okafor",
        "Romano",
        "Keller",
        "Whitfield",
        "Sandoval",
        "Hassan",
    ],
}
SLOT = re.compile(r"\{(\w)\}")
Example = tuple[str, list[tuple[int, int]]]


def made_up_examples(gazetteer: Gazetteer, count: int, seed: int = 11) -> list[Example]:
    """Texts with the offsets of the places in them; a third of them name persons only."""
    chance = random.Random(seed)
    names = {**PERSONS, **_place_names(gazetteer, chance)}
    patterns = [*[WITH_PLACES] * (2 * count // 3), *[WITH_PERSONS] * (count // 3)]
    return [_filled(chance.choice(group), names, chance) for group in patterns]


def _filled(pattern: str, names: dict[str, list[str]], chance: random.Random) -> Example:
    text, at, places = "", 0, []
    for slot in SLOT.finditer(pattern):
        text += pattern[at : slot.start()]
        name = chance.choice(names[slot[1]])
        if slot[1] in "CKPW":
            places.append((len(text), len(text) + len(name)))
        text, at = text + name, slot.end()
    return text + pattern[at:], places


def _place_names(gazetteer: Gazetteer, chance: random.Random) -> dict[str, list[str]]:
    a, wanted = gazetteer.arrays, set(CONFLICTS.split())
    cities = []
    for number, country in enumerate(countries()):
        if country.iso3 in wanted:
            people = np.where(a["country"] == number, a["population"], 0)
            people[(a["type"] != PLACE_TYPES.index("city")) | (people > 900_000)] = 0
            best = np.argsort(-people, kind="stable")[:150]
            cities += [gazetteer.place(int(n)).name for n in chance.sample(list(best), 50)]
    large = [c for c in countries() if a["population"][gazetteer.country_places[c.iso3]] > 1e6]
    waters = [row["name"].removesuffix(" River") for row in read_table("places/waters")]
    return {
        "P": [name for name in cities if name.isascii()],
        "C": [
            c.capital
            for c in large
            if c.capital and c.iso3 in wanted | {"USA", "GBR", "FRA", "DEU", "CHN", "JOR"}
        ],
        "K": [c.name for c in large],
        "W": [w for w in waters if w.split()[0] not in ("Lake", "Gulf", "Strait", "Straits", "Bay", "Sea")],
    }
