"""People that the article introduces as rulers of a state: "Gambia's president, Yahya Jammeh"."""

import re
from collections.abc import Iterator

from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.names import ActorMention, Name

PERSON = r"[A-Z][\w’'-]+(?:\s+(?:al-|bin\s|von\s|van\s|de\s)?[A-Z][\w’'-]+){1,3}"
OFFICE = re.compile(rf"\b(?:{either('offices of a state')})\b", re.IGNORECASE)
AT_STATE = re.compile(rf"(?:['’]s?)?\s+(?:(?:{either('words at an office')})\s+){{0,2}}")
NAME_AFTER = re.compile(rf",?\s+(?P<name>{PERSON})")
NAME_BEFORE = re.compile(rf"(?P<name>{PERSON}),\s+(?:the\s+)?$")
OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?")
PAST = re.compile(rf"\b(?:{either('words for past holders')})[\s-]")
NEAR = 60  # characters before an office in which its holder may be named


def introduced(scene: Scene, start: int, end: int) -> Iterator[Name]:
    """Rulers named within [start, end) that the article introduces anywhere, by their states."""
    surnames = scene.once(("introduced",), lambda: _rulers(scene))
    for word in re.finditer(r"[A-Z][\w-]+", scene.analysis.text[start:end]):
        if word.group() in surnames:
            yield surnames[word.group()]


def _rulers(scene: Scene) -> dict[str, Name]:
    """By surname: who rules which state; nobody whose surname two states' rulers bear."""
    found: dict[str, set[Name]] = {}
    for office in OFFICE.finditer(scene.analysis.text):
        for person, state in _introduction(scene, office):
            surname = person.split()[-1].removesuffix("’s").removesuffix("'s")
            found.setdefault(surname, set()).add(Name(surname, state.name.actor, state.name.iso3, "leader"))
    return {surname: next(iter(names)) for surname, names in found.items() if len(names) == 1}


def _introduction(scene: Scene, office: re.Match[str]) -> Iterator[tuple[str, ActorMention]]:
    """The person and the state that stand at an office: before it, behind it, or the state behind the person."""
    text = scene.analysis.text
    states = [m for m in scene.actors_in(scene.analysis.sentence_at(office.start())) if m.name.iso3]
    before = [m for m in states if AT_STATE.fullmatch(text, m.end, office.start())]
    behind = [m for m in states if OF_STATE.fullmatch(text, office.end(), m.start)]
    after = NAME_AFTER.match(text, behind[0].end if behind else office.end())
    state = next(iter(before + behind), None)
    if state is None and after is not None:
        state = next((m for m in states if OF_STATE.fullmatch(text, after.end(), m.start)), None)
    if state is None or PAST.search(text, max(0, min(state.start, office.start()) - 12), office.start()):
        return
    first = min(state.start, office.start())
    person = after or NAME_BEFORE.search(text, max(0, first - NEAR), first)
    if person is not None:
        yield person["name"], state
