"""The persons and bodies that a definite phrase may mean: those named or heard in the last sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsetl.extractors.attributions.who.antecedents.definite_phrase import DefinitePhrase
from newsetl.extractors.attributions.who.bodies.which_body import BODY_TYPES, OUTLETS, Bodies
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.people.salience import Salience
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.tables.entity_mentions import EntityMention

REACH = 8  # sentences back


@dataclass(frozen=True, slots=True)
class NamedBefore:
    """Somebody named before: as a source, where last, and where he last spoke."""

    source: Source
    last: int
    sentence: int
    spoke: int | None
    gender: str | None = None


def people_before(phrase: DefinitePhrase, focus: Salience) -> Iterator[NamedBefore]:
    """The persons with a name, each once."""
    spoken = [
        s
        for s in focus.spoken
        if s.is_person
        and s.start < phrase.at
        and s.source.anonymity == "named"
        and phrase.sentence.index - s.sentence <= REACH
    ]
    for key in {s.source.id: None for s in spoken if s.source.id is not None}:
        own = [s for s in spoken if s.source.id == key]
        heard = [s.sentence for s in own if s.is_subject]
        yield NamedBefore(
            own[-1].source, own[-1].start, own[-1].sentence, max(heard, default=None), own[-1].gender
        )


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
