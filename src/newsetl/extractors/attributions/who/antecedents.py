"""Whom a definite phrase that no rule resolves means: candidates with named evidence, of which the best is chosen.

"The lieutenant colonel" is the army's spokesman who has just spoken, "the committee" the International Committee of the
Red Cross, "the rebels" the armed group of the paragraph. What each feature counts for is in
lexicons/statements/antecedent_weights.csv; "nobody" is a candidate too, and a phrase that he wins is left open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from newsetl.extractors.attributions.who.anonymity import WITHHELD
from newsetl.extractors.attributions.who.bodies.armed import is_armed
from newsetl.extractors.attributions.who.bodies.introduced import introduced_as
from newsetl.extractors.attributions.who.bodies.kinds_of_bodies import (
    descriptions,
    names_itself,
    nouns_of,
    split_cell,
)
from newsetl.extractors.attributions.who.bodies.which_body import (
    ARMED_WORDS,
    BODY_TYPES,
    HELPING_WORDS,
    OUTLETS,
    STATE_KINDS,
    Bodies,
)
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.people.affiliation_match import is_of
from newsetl.extractors.attributions.who.people.described import is_kind_of
from newsetl.extractors.attributions.who.people.roles import role_words
from newsetl.extractors.attributions.who.people.salience import FORMER, FORMERLY, Salience
from newsetl.extractors.attributions.who.phrase_names import SOMEBODY_ELSE
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.scoring import Features, Option, choose, read_weights
from newsetl.gazetteer.descriptions import PORTFOLIOS, describe
from newsetl.gazetteer.institutions import NON_STATE_KINDS, institution_of_name
from newsetl.gazetteer.offices import offices_of
from newsetl.language import Analysis, Sentence
from newsetl.lexicons import Row, read_table, read_words
from newsetl.lexicons.word_sets import word_set
from newsetl.tables.entity_mentions import EntityMention

WEIGHTS = "statements/antecedent_weights"
PHRASE = re.compile(
    r"(?:[Tt]he|[Tt]hat|[Tt]his)\s(?P<told>(?:[\w’'-]+\s){0,3}?)(?P<noun>[\w-]+)"
    r"(?:\son\s[\w\s-]+)?(?:,?\s(?:which|that|who|whose|known)\s.*)?",
    re.DOTALL,
)
REACH = 8  # sentences back
NEAR = 3
ARMED_PEOPLE = word_set("statements/word_sets", "armed people")
FORCES = word_set("statements/word_sets", "words of a state's forces")
WORD = re.compile(r"\w+")
# "New York-based", "Royal Navy-run": they name no body.
SEAT = re.compile(r"(?:[A-Z]\w+\s)*[A-Z]\w+-(?:backed|based|funded|led|owned|run)\s")
GENDER_OF_NOUN = {"woman": "f", "girl": "f", "mother": "f", "man": "m", "boy": "m", "father": "m"}
KIN = word_set("people/word_sets", "kin")  # no office: "the young woman" may be a widow
NOBODY: Features = {"nobody": 1.0}


@dataclass(frozen=True, slots=True)
class DefinitePhrase:
    """A source as written, of which the text around tells who it is: "the Druze leader"."""

    words: str
    noun: str
    told: frozenset[str]
    at: int
    sentence: Sentence
    has_name: bool  # "the Kremlin spokesman", "the Maariv newspaper"

    @property
    def is_armed(self) -> bool:
        """True for "the rebels" and "the jihadist group"."""
        return self.noun in ARMED_PEOPLE or not ARMED_WORDS.isdisjoint((self.noun, *self.told))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody named before: as a source, where last, and where he last spoke."""

    source: Source
    last: int
    sentence: int
    spoke: int | None
    gender: str | None = None


def definite_phrase(words: str, head: Token, at: int, sentence: Sentence) -> DefinitePhrase | None:
    """The phrase with its parts; None for one that introduces somebody, or whose name is withheld."""
    match = PHRASE.fullmatch(words)
    if match is None or SOMEBODY_ELSE.match(words) or WITHHELD.search(words):
        return None
    noun = match["noun"]
    has_name = any(map(names_itself, SEAT.sub("", match["told"]).split()))
    is_plural = head.tag_ in ("NNS", "NNPS")
    if not noun.islower() or (is_plural and noun not in ARMED_PEOPLE):
        return None
    told = frozenset(WORD.findall(match["told"].lower()))
    return DefinitePhrase(words, noun, told, at, sentence, has_name)


def antecedent(
    phrase: DefinitePhrase, source: Source, analysis: Analysis, focus: Salience, bodies: Bodies
) -> Source | None:
    """Who is meant; None where nobody named before is.

    Args:
        phrase: the words.
        source: who they are by themselves, without a name.
        analysis: the article's.
        focus: the people named before.
        bodies: the bodies named and cited before.
    """
    options: list[Option[Source | None]] = [Option(None, NOBODY)]
    if source.kind in ("person", "unknown"):
        people = list(_people(phrase, focus))
        options += _features(phrase, people, [_role_of(phrase, c.source) for c in people], analysis)
    if source.kind != "person" and not phrase.has_name:
        named = list(_named_bodies(phrase, bodies))
        options += _features(phrase, named, [_kind_of(phrase, c.source, bodies) for c in named], analysis)
    found = choose(options, read_weights(WEIGHTS)["antecedent"]).value
    return (
        None if found is None else replace(found, how="described" if found.kind == "person" else "cited_body")
    )


def _people(phrase: DefinitePhrase, focus: Salience) -> Iterator[_Candidate]:
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
        yield _Candidate(
            own[-1].source, own[-1].start, own[-1].sentence, max(heard, default=None), own[-1].gender
        )


def _named_bodies(phrase: DefinitePhrase, bodies: Bodies) -> Iterator[_Candidate]:
    now = phrase.sentence.index
    cited = {s.id: (at, s) for at, s in bodies.spoken if s.id is not None and 0 <= now - at <= REACH}
    before = [m for m in _bodies_before(phrase, bodies) if now - m.sentence_index <= REACH]
    named = {m.entity_id: m for m in before}
    for key, mention in named.items():
        at, source = cited.get(key, (None, named_source(mention)))
        yield _Candidate(source, mention.start, max(mention.sentence_index, at or 0), at)
    for key, (at, source) in cited.items():
        if key not in named and source.kind not in ("document", "group"):
            yield _Candidate(source, 0, at, at)


def _bodies_before(phrase: DefinitePhrase, bodies: Bodies) -> Iterator[EntityMention]:
    """Bodies named before, and of the outlets those that a statement is not only told to."""
    heard = {m.start for m in bodies.before(phrase.at)}
    for mention in bodies.mentions:
        institution = institution_of_name(mention.entity_name)
        is_outlet = institution is not None and institution.kind in OUTLETS
        is_body = mention.start < phrase.at and mention.entity_type in BODY_TYPES
        if is_body and (mention.start in heard or not is_outlet):
            yield mention


def _features(
    phrase: DefinitePhrase, candidates: Sequence[_Candidate], relations: Sequence[str], analysis: Analysis
) -> Iterator[Option[Source | None]]:
    """The candidates with what speaks for and against each."""
    for candidate, relation in zip(candidates, relations, strict=True):
        alike = [c for c, r in zip(candidates, relations, strict=True) if r == relation]
        found = {
            relation,
            *_of_place(phrase, candidate, alike, analysis),
            *_of_words(phrase, candidate),
        }
        yield Option(candidate.source, dict.fromkeys(sorted(found), 1.0))


def _role_of(phrase: DefinitePhrase, source: Source) -> str:
    """How the noun stands to the role that somebody is known by."""
    title = source.role_title or ""
    held = role_words(" ".join((title, *offices_of(source.name or ""))))
    if phrase.noun in title.lower().split() or not role_words(phrase.noun).isdisjoint(held):
        return "the same role"
    is_insider = not phrase.told and describe(phrase.words).unnamed == "anonymous"
    if is_kind_of(phrase.noun, source):
        return (
            "an insider"
            if is_insider
            else "a word for the role"
            if phrase.told
            else "a bare word for the role"
        )
    if is_insider:
        return "an insider"  # "the official" is mostly one without a name
    is_free = (title or FORMER).startswith(FORMERLY) or not KIN.isdisjoint(title.lower().split())
    if is_free and phrase.noun in read_words("people/loose_roles"):
        return "a word that says little"
    if phrase.noun in _ranks():
        told = frozenset(WORD.findall(f"{title} {source.affiliation}".lower()))
        return "a rank" if FORCES.isdisjoint(told) else "a rank, and of a force"
    return "another role" if title else "no role known"


def _kind_of(phrase: DefinitePhrase, source: Source, bodies: Bodies) -> str:
    """How the noun stands to the kind that a body is known to be."""
    if phrase.is_armed:
        return "fights" if is_armed(source, bodies.mentions) else "does not fight"
    row, institution = _row(phrase), institution_of_name(source.name or "")
    own_words = frozenset(WORD.findall((source.name or "").lower()))
    kinds = split_cell(row["kinds"]) if row is not None else frozenset()
    if not (phrase.told & PORTFOLIOS) <= own_words:
        return "of another kind"  # the interior ministry is no foreign ministry
    if institution is not None and institution.kind in NON_STATE_KINDS - kinds and kinds & STATE_KINDS:
        return "of another kind"  # "the army" is no Free Syrian Army
    nouns = frozenset(nouns_of(row)) if row is not None else frozenset((phrase.noun,))
    own = [m for m in bodies.mentions if m.entity_id == source.id and m.start < phrase.at]
    if phrase.noun in " ".join((source.name or "", *(m.surface for m in own))).lower().split():
        return "the noun in its name"
    called = bodies.called.get(source.id or "", frozenset())
    if not called.union(*(introduced_as(bodies.text, m) for m in own)).isdisjoint(nouns):
        return "introduced so"
    return "nothing shared" if row is None else _by_list(phrase, row, source, bodies)


def _row(phrase: DefinitePhrase) -> Row | None:
    """What lexicons/organisations/descriptions.csv says of the noun, alone or with the word before it."""
    last = WORD.findall(phrase.words.split(",")[0].lower())
    rows = descriptions()
    at = last.index(phrase.noun) if phrase.noun in last else 0
    return rows.get(" ".join(last[max(0, at - 1) : at + 1])) or rows.get(phrase.noun)


def _by_list(phrase: DefinitePhrase, row: Row, source: Source, bodies: Bodies) -> str:
    """The same for a noun of organisations/descriptions.csv."""
    kinds, institution = split_cell(row["kinds"]), institution_of_name(source.name or "")
    helps = not HELPING_WORDS.isdisjoint((phrase.noun, *phrase.told))
    if helps and is_armed(source, bodies.mentions):
        return "of another kind"
    if institution is not None and (kinds or institution.kind in STATE_KINDS):
        return "of that kind" if institution.kind in kinds else "of another kind"
    if not split_cell(row["name_words"]).isdisjoint((source.name or "").split()):
        return "a word of the kind in its name"
    return (
        "of another kind"
        if (source.kind == "government") is kinds.isdisjoint(STATE_KINDS)
        else "nothing known"
    )


def _of_words(phrase: DefinitePhrase, candidate: _Candidate) -> Iterator[str]:
    """What the noun and the words before it tell of somebody."""
    source = candidate.source
    if candidate.gender is not None and GENDER_OF_NOUN.get(phrase.noun, candidate.gender) != candidate.gender:
        yield "of another gender"
    described, titles = describe(phrase.words), f"{source.role_title or ''} {source.affiliation or ''}"
    is_person = source.kind == "person"
    is_same_state = described.iso3 is not None and source.iso3 == described.iso3
    is_other = described.iso3 is not None and source.iso3 not in (None, described.iso3)
    is_other |= is_person and not (phrase.told & ARMED_WORDS) <= frozenset(WORD.findall(titles.lower()))
    is_known = is_person and source.affiliation is not None and not is_same_state
    if is_other or (is_known and not is_of(source, titles, described)):
        yield "of another state or body"
    if not phrase.told.isdisjoint(WORD.findall(titles.lower())):
        yield "told of so before"


def _of_place(
    phrase: DefinitePhrase, candidate: _Candidate, alike: Sequence[_Candidate], analysis: Analysis
) -> Iterator[str]:
    """How far back somebody was heard or named, and who like him was since."""
    now = phrase.sentence.index
    if candidate.spoke is not None:
        back = now - candidate.spoke
        yield "heard in the sentence before" if back <= 1 else "heard near" if back <= NEAR else "heard"
    elif now - candidate.sentence <= NEAR:
        yield "named in the sentence before" if now - candidate.sentence <= 1 else "named near"
    if analysis.sentences[candidate.sentence].paragraph == phrase.sentence.paragraph:
        yield "in the paragraph"
    if any(c.last > candidate.last for c in alike):
        yield "another like him since"
    if any(now - c.sentence <= NEAR and c is not candidate for c in alike):
        yield "another like him near"
    if len(alike) == 1:
        yield "nobody else like him"


@cache
def _ranks() -> frozenset[str]:
    """Ranks of forces in small letters, whole and by their last word: "lieutenant colonel", "colonel"."""
    rows = [
        r
        for r in read_table("people/titles")
        if r["kind"] in ("military", "police") and r["is_role"] == "yes"
    ]
    names = [n.lower() for row in rows for n in (row["title"], *row["aliases"].split(";")) if n]
    return frozenset((*names, *(name.rsplit(maxsplit=1)[-1] for name in names)))
