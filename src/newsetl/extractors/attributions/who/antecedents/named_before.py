"""The persons and bodies that a definite phrase may mean: those named or heard in the last sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsetl.extractors.attributions.who.antecedents.definite_phrase import DefinitePhrase
from newsetl.extractors.attributions.who.bodies.which_body import BODY_TYPES, OUTLETS, Bodies
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.people.salience import Salience, SalientMention
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.tables.entity_mentions import EntityMention

REACH = 8  # sentences back


@dataclass(frozen=True, slots=True)
class NamedBefore:
    """Somebody named or heard before: as a source, where last, and where he last spoke.

    Args:
        last: the offset of his last mention; beyond the phrase for somebody who is named only later.
        titles: all that the article calls him so far, in small letters.
    """

    source: Source
    last: int
    sentence: int
    spoke: int | None
    gender: str | None = None
    titles: str = ""


def people_before(phrase: DefinitePhrase, focus: Salience) -> Iterator[NamedBefore]:
    """The persons named or heard before, each once, the unnamed by what they are called; and those named only later."""
    people = [s for s in focus.spoken if s.source.kind == "person" and s.source.name]
    before = [s for s in people if s.start < phrase.at]
    known = {_key(s.source): None for s in before}
    for key in known:
        own = [s for s in before if _key(s.source) == key]
        heard = [s.sentence for s in own if s.is_subject]
        yield NamedBefore(
            own[-1].source,
            own[-1].start,
            own[-1].sentence,
            max(heard, default=None),
            own[-1].gender,
            _titles(own),
        )
    for key in {
        _key(s.source): None for s in people if s.source.id is not None and _key(s.source) not in known
    }:
        own = [s for s in people if _key(s.source) == key]
        yield NamedBefore(own[0].source, own[0].start, own[0].sentence, None, own[0].gender, _titles(own))


def _key(source: Source) -> str:
    return source.id or f"unnamed {source.name}"


def _titles(mentions: Sequence[SalientMention]) -> str:
    return " ".join({s.source.role_title.lower(): None for s in mentions if s.source.role_title})


def bodies_before(phrase: DefinitePhrase, bodies: Bodies) -> Iterator[NamedBefore]:
    """The bodies with a name, each once."""
    now = phrase.sentence.index
    cited = {s.id: (at, s) for at, s in bodies.spoken if s.id is not None and 0 <= now - at <= REACH}
    before = [m for m in _mentions_before(phrase, bodies) if now - m.sentence_index <= REACH]
    named = {m.entity_id: m for m in before}
    for key, mention in named.items():
        at, source = cited.get(key, (None, named_source(mention)))
        yield NamedBefore(source, mention.start, max(mention.sentence_index, at or 0), at)
    for key, (at, source) in cited.items():
        if key not in named and source.kind not in ("document", "group"):
            yield NamedBefore(source, 0, at, at)


def _mentions_before(phrase: DefinitePhrase, bodies: Bodies) -> Iterator[EntityMention]:
    """Bodies named before, and of the outlets those that a statement is not only told to."""
    heard = {m.start for m in bodies.before(phrase.at)}
    for mention in bodies.mentions:
        institution = institution_of_name(mention.entity_name)
        is_outlet = institution is not None and institution.kind in OUTLETS
        is_body = mention.start < phrase.at and mention.entity_type in BODY_TYPES
        if is_body and (mention.start in heard or not is_outlet):
            yield mention
