"""Which ministry "the ministry" is after a minister has spoken: his own, whether or not the article names it."""

import re

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.bodies.not_named import body_of_state
from newsetl.extractors.attributions.who.people.salience import Salience
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.gazetteer.descriptions import PORTFOLIOS

MINISTRY = re.compile(r"[Tt]he\s(?:ministry|Ministry)")
OFFICE = re.compile(
    r"(?P<portfolio>[A-Za-z]+)\s(?:Minister|minister)\b|\b[Mm]inister\s(?:of|for)\s(?P<of>[A-Za-z]+)"
)


def ministry_of_speaker(text: str, phrase: str, at: int, sentence: int, focus: Salience) -> Source | None:
    """The ministry of the minister who has spoken in the sentence before; None for another phrase or speaker.

    Args:
        text: the article's.
        phrase: the source as written.
        at: its offset.
        sentence: the number of its sentence.
        focus: who has been named and cited before.
    """
    if MINISTRY.fullmatch(phrase) is None:
        return None
    heard = [
        s
        for s in focus.spoken
        if s.start < at and s.is_person and s.is_subject and sentence - s.sentence <= 1
    ]
    office = OFFICE.search(heard[-1].source.role_title or "") if heard else None
    portfolio = (office["portfolio"] or office["of"]).lower() if office is not None else ""
    if portfolio not in PORTFOLIOS:
        return None
    return body_of_state(text, f"the {portfolio} ministry") or _of_state(portfolio, heard[-1].source.iso3)


def _of_state(portfolio: str, iso3: str | None) -> Source:
    """The ministry of the minister's state; without a name where the text does not tell which state that is."""
    state = country_of_iso3(iso3) if iso3 is not None else None
    if state is None or not state.demonyms:
        name = f"{portfolio} ministry"
        return Source(name, None, "government", "role_only", name, how="body_of_state")
    name = f"{state.demonyms[0]} {portfolio} ministry"
    key = stable_id("ent", "organisation", name.casefold())
    return Source(name, key, "government", "named", None, name, state.iso3, how="body_of_state")
