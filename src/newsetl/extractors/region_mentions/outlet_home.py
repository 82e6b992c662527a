"""Where an outlet is at home, by its name or address: "palestineherald.com", "Kyiv Independent"."""

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from newsetl.extractors.region_mentions.context_words import roles
from newsetl.extractors.region_mentions.groups import Group
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.countries import countries
from newsetl.lexicons import read_table

SHORTEST = 4  # letters of a place's name within an address
GENERIC_ENDINGS = ("com", "net", "org", "info", "news", "co", "io", "tv", "edu", "gov", "ac")


@lru_cache(maxsize=1024)
def outlet_home(outlet: str, gazetteer: Gazetteer) -> Group | None:
    """The places that an outlet's name or domain may name as its home; None where it names none."""
    known = _known_outlets().get(outlet.casefold().removeprefix("www."))
    names = [known] if known else list(_names(outlet))
    for name in names:
        place, _, iso3 = name.partition("|")
        hit = gazetteer.lookup([place.title()])[0]
        if hit is None or "outlet" in roles().get(place, ()):
            continue
        number = gazetteer.find(place.title(), iso3, "city") if iso3 else None
        hit = gazetteer.only(number) if number is not None else _in_country(hit, _country(outlet), gazetteer)
        if len(hit):
            order = np.argsort(-gazetteer.arrays["population"][hit.places], kind="stable")[:20]
            places = hit.places[order].astype(np.int64)
            return Group(f"home:{place}", (), places, hit.kinds[order].astype(np.int64))
    country = gazetteer.country_places.get(_country(outlet) or "")
    return None if country is None else Group("home:country", (), np.array([country]), np.array([0]))


def _country(outlet: str) -> str | None:
    ending = outlet.casefold().rsplit(".", 1)[-1] if "." in outlet else ""
    if ending == "uk":
        return "GBR"
    return next((c.iso3 for c in countries() if c.iso2.casefold() == ending), None)


def _names(outlet: str) -> Iterator[str]:
    """Parts of the outlet's name that may be a place, longest first."""
    if "." not in outlet:
        words = [w for w in re.findall(r"[^\W\d_]+", outlet) if "outlet" not in roles().get(w.casefold(), ())]
        for length in range(len(words), 0, -1):
            for first in range(len(words) - length + 1):
                yield " ".join(words[first : first + length])
        return
    labels = [x for x in outlet.casefold().removeprefix("www.").split(".")[:-1] if x not in GENERIC_ENDINGS]
    for label in sorted(labels, key=len, reverse=True):
        for part in re.split(r"[-_]", label):
            yield from _split_label(part)


def _split_label(label: str) -> Iterator[str]:
    """ "springfieldnewssun" -> "springfield": all newspaper words taken off both ends."""
    outlet_words = sorted(
        (w for w, r in roles().items() if "outlet" in r and len(w) > 2), key=len, reverse=True
    )
    left = label
    changed = True
    while changed:
        changed = False
        for word in outlet_words:
            if left.endswith(word) and len(left) - len(word) >= SHORTEST:
                left, changed = left[: -len(word)], True
            elif left.startswith(word) and len(left) - len(word) >= SHORTEST:
                left, changed = left[len(word) :], True
    if left != label or len(label) >= SHORTEST:
        yield left
        for cut in range(3, len(left) - 2):
            yield f"{left[:cut]} {left[cut:]}"


def _in_country(hit: Candidates, iso3: str | None, gazetteer: Gazetteer) -> Candidates:
    if iso3 is None:
        return hit
    keep = np.array([(c := gazetteer.country(int(n))) is not None and c.iso3 == iso3 for n in hit.places])
    return Candidates(hit.places[keep], hit.kinds[keep])


@lru_cache(maxsize=1)
def _known_outlets() -> dict[str, str]:
    return {row["outlet"]: f"{row['city']}|{row['country_iso3']}" for row in read_table("places/outlets")}
