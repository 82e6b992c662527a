"""The texts to learn from, with what is known of them."""

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.scorers.entities import is_named_location
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.countries import country_of_name
from newsetl.language.markup import without_markup
from places_training.made_up import made_up_examples

REUTERS = 700  # stories; each takes a twentieth of a second to read
WORLD = 500  # statements of a government
MADE_UP = 1050
OLD_NAMES = {"usa": "USA", "uk": "UK", "ussr": "Russia", "yugoslavia": "Serbia", "east-germany": "Germany"}


@dataclass(frozen=True, slots=True)
class Material:
    """A text to learn from.

    Args:
        corpus: lgl, tudloc, re3d, reuters, world or made-up.
        places: (start, end, latitude, longitude) of each place; the point is None where unknown.
        others: (start, end) of what is labelled as something else.
        countries: ISO codes of the countries that the story is about, for Reuters.
    """

    corpus: str
    text: str
    outlet: str | None
    places: tuple[tuple[int, int, float | None, float | None], ...] = ()
    others: tuple[tuple[int, int], ...] = ()
    countries: tuple[str, ...] = ()


def read_material(shared: Path, gazetteer: Gazetteer) -> Iterator[Material]:
    """All texts to learn from, in the same order each time."""
    for name in ("lgl", "tudloc"):
        for d in read_corpus(shared / "data" / "places" / f"{name}.jsonl").documents:
            points = tuple((p["start"], p["end"], p["latitude"], p["longitude"]) for p in d.labels["places"])
            yield Material(name, d.text, d.outlet, points)
    for name in ("centcom", "wikipedia"):
        for d in read_corpus(shared / "data" / "entities" / f"re3d-{name}.jsonl").documents:
            named = [
                e for e in d.labels["entities"] if e["type"] == "Location" and is_named_location(e["surface"])
            ]
            rest = tuple((e["start"], e["end"]) for e in d.labels["entities"] if e["type"] != "Location")
            yield Material(
                "re3d", d.text, None, tuple((e["start"], e["end"], None, None) for e in named), rest
            )
    yield from _reuters(shared / "data" / "news" / "reuters-1987.jsonl.xz")
    yield from _world(shared / "data" / "news" / "briefings.jsonl.xz")
    for text, places in made_up_examples(gazetteer, MADE_UP):
        yield Material("made-up", text, None, tuple((start, end, None, None) for start, end in places))


def _reuters(path: Path) -> Iterator[Material]:
    stories = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for story in map(json.loads, lines):
            found = [
                country_of_name(OLD_NAMES.get(p, p.replace("-", " ").title()))
                for p in story.get("places") or ()
            ]
            if len(story.get("text") or "") > 600 and found and all(found):
                stories.append((story["text"][:2500], tuple(c.iso3 for c in found if c is not None)))
    for text, iso3 in random.Random(4).sample(stories, REUTERS):
        yield Material("reuters", text, None, countries=iso3)


def _world(path: Path) -> Iterator[Material]:
    """Statements of a national government, which means Mexico by Mexico: by far the best known place of a name."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line).get("text") or "" for line in lines]
    for text in random.Random(5).sample([text for text in texts if len(text) > 600], WORLD):
        yield Material("world", without_markup(text)[:4000], None)
