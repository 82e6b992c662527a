"""Whom a definite phrase that no rule resolves means: candidates with named evidence, of which the best is chosen.

"The lieutenant colonel" is the army's spokesman who has just spoken, "the committee" the International Committee of the
Red Cross, "the rebels" the armed group of the paragraph. What each feature counts for is in
lexicons/statements/antecedent_weights.csv; "nobody" is a candidate too, and a phrase that he wins is left open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsetl.extractors.attributions.who.antecedents.definite_phrase import (
    WORD,
    DefinitePhrase,
    definite_phrase,
)
from newsetl.extractors.attributions.who.antecedents.named_before import (
    NamedBefore,
    bodies_before,
    people_before,
)
from newsetl.extractors.attributions.who.antecedents.noun_relations import kind_of, role_of
from newsetl.extractors.attributions.who.bodies.which_body import ARMED_WORDS, Bodies
from newsetl.extractors.attributions.who.people.affiliation_match import is_of
from newsetl.extractors.attributions.who.people.salience import Salience
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.scoring import Features, Option, choose, read_weights
from newsetl.gazetteer.descriptions import describe
from newsetl.language import Analysis

__all__ = ["NOBODY", "WEIGHTS", "DefinitePhrase", "antecedent", "definite_phrase"]

WEIGHTS = "statements/antecedent_weights"
NEAR = 3  # sentences back
GENDER_OF_NOUN = {"woman": "f", "girl": "f", "mother": "f", "man": "m", "boy": "m", "father": "m"}
NOBODY: Features = {"nobody": 1.0}


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
        people = list(people_before(phrase, focus))
        options += _features(phrase, people, [role_of(phrase, c.source) for c in people], analysis)
    if source.kind != "person" and not phrase.has_name:
        named = list(bodies_before(phrase, bodies))
        options += _features(phrase, named, [kind_of(phrase, c.source, bodies) for c in named], analysis)
    found = choose(options, read_weights(WEIGHTS)["antecedent"]).value
    return (
        None if found is None else replace(found, how="described" if found.kind == "person" else "cited_body")
    )


def _features(
    phrase: DefinitePhrase, candidates: Sequence[NamedBefore], relations: Sequence[str], analysis: Analysis
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


def _of_words(phrase: DefinitePhrase, candidate: NamedBefore) -> Iterator[str]:
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
    phrase: DefinitePhrase, candidate: NamedBefore, alike: Sequence[NamedBefore], analysis: Analysis
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
