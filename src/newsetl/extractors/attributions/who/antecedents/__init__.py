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
from newsetl.extractors.attributions.who.antecedents.introduced_before import introduced_before
from newsetl.extractors.attributions.who.antecedents.named_before import (
    REACH,
    NamedBefore,
    bodies_before,
    people_before,
)
from newsetl.extractors.attributions.who.antecedents.noun_relations import kind_of, role_of
from newsetl.extractors.attributions.who.bodies.which_body import ARMED_WORDS, Bodies
from newsetl.extractors.attributions.who.people.affiliation_match import is_of, shares_body
from newsetl.extractors.attributions.who.people.salience import FORMER, FORMERLY, Salience
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.scoring import Features, Option, choose, read_weights
from newsetl.gazetteer.descriptions import describe
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.gazetteer.offices import offices_of
from newsetl.language import Analysis
from newsetl.lexicons.word_sets import word_set

__all__ = ["CANNOT_BE", "NOBODY", "WEIGHTS", "DefinitePhrase", "antecedent", "definite_phrase"]

WEIGHTS = "statements/antecedent_weights"
NEAR = 3  # sentences back
SPELLED_ALIKE = 5  # letters
SPYING = word_set("statements/word_sets", "words for intelligence")
HEARD = ((1, "heard in the sentence before"), (NEAR, "heard near"), (REACH, "heard"))
GENDER_OF_NOUN = {"woman": "f", "girl": "f", "mother": "f", "man": "m", "boy": "m", "father": "m"}
CALLED_SO = frozenset(("the same role", "called so, without a name"))
# What ties the noun to nobody, or tells against somebody: then it does not matter how near he is.
CANNOT_BE = frozenset(
    (
        "another office",
        "no word for people",
        "of another kind",
        "nothing shared",
        "does not fight",
        "of another gender",
        "of another state or body",
        "formerly so",
        "of another field",
    )
)
# Relations that tie the noun to somebody only loosely, where nearness has weights of its own.
UNTIED = ("another role", "no role known", "an insider")
LOOSE = ("a word that says little", "an insider's word for the role", "a rank", *UNTIED)
MARGIN = "a person before"  # a wrong source joins two, none leaves one apart
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
        told = {c.source.name for c in people}
        people += [c for c in introduced_before(phrase, analysis, focus.spoken) if c.source.name not in told]
        options += _features(phrase, people, [role_of(phrase, c) for c in people], analysis)
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
    """The candidates with what speaks for and against each; how near somebody is counts only if he may be meant."""
    called = [c for c, r in zip(candidates, relations, strict=True) if r in CALLED_SO]
    for candidate, relation in zip(candidates, relations, strict=True):
        alike = [
            c for c, r in zip(candidates, relations, strict=True) if r == relation and c is not candidate
        ]
        found = {relation, *_of_words(phrase, candidate)}
        if (
            candidate.source.kind == "person"
            and relation not in LOOSE
            and not _is_of_field(phrase, candidate)
        ):
            found.add("of another field")
        if found.isdisjoint(CANNOT_BE) and (candidate.spoke is not None or relation not in UNTIED):
            group = (
                "a body" if candidate.source.kind != "person" else "loosely tied" if relation in LOOSE else ""
            )
            near = _of_place(phrase, candidate, alike, analysis)
            found.update(f"{feature}, {group}" if group else feature for feature in near)
        if candidate.source.kind == "person" and candidate.last < phrase.at:
            found.add(MARGIN)
        if relation not in CALLED_SO and any(_is_near(phrase, c) for c in called):
            found.add("another called so near")
        yield Option(candidate.source, dict.fromkeys(sorted(found), 1.0))


def _is_near(phrase: DefinitePhrase, candidate: NamedBefore) -> bool:
    return candidate.last < phrase.at and phrase.sentence.index - candidate.sentence <= NEAR


def _of_words(phrase: DefinitePhrase, candidate: NamedBefore) -> Iterator[str]:
    """What the noun and the words before it tell of somebody."""
    source = candidate.source
    if candidate.gender is not None and GENDER_OF_NOUN.get(phrase.noun, candidate.gender) != candidate.gender:
        yield "of another gender"
    described, titles = describe(phrase.words), f"{candidate.titles} {source.affiliation or ''}"
    is_person = source.kind == "person"
    is_same_state = described.iso3 is not None and source.iso3 == described.iso3
    is_other = described.iso3 is not None and source.iso3 not in (None, described.iso3)
    is_other |= is_person and not (phrase.told & ARMED_WORDS) <= frozenset(WORD.findall(titles.lower()))
    is_known = is_person and source.affiliation is not None and not is_same_state
    if is_other or (is_known and not is_of(source, titles, described)):
        yield "of another state or body"
    if is_person and described.affiliation and shares_body(described.affiliation, titles):
        yield "of that body"
    if is_person and FORMER in phrase.told and not titles.startswith(FORMERLY):
        yield "formerly so"
    if not phrase.told.isdisjoint(WORD.findall(titles.lower())):
        yield "told of so before"
    elif is_person and phrase.told and described.iso3 is None:
        yield "told of otherwise"
    if is_person and source.anonymity != "named":
        yield "without a name"


def _is_of_field(phrase: DefinitePhrase, candidate: NamedBefore) -> bool:
    """True for a "defence minister" who has been called "Defense Minister", and for the CIA's "spy chief"."""
    source = candidate.source
    told = " ".join((candidate.titles, source.affiliation or "", *offices_of(source.name or ""))).lower()
    begun = {word[:SPELLED_ALIKE] for word in WORD.findall(told)}
    if not phrase.fields or any(field[:SPELLED_ALIKE] in begun for field in phrase.fields):
        return True
    body = institution_of_name(source.affiliation or "")
    return body is not None and body.kind == "intelligence" and not phrase.fields.isdisjoint(SPYING)


def _of_place(
    phrase: DefinitePhrase, candidate: NamedBefore, alike: Sequence[NamedBefore], analysis: Analysis
) -> Iterator[str]:
    """How far back somebody was heard or named, and who like him was since."""
    now = phrase.sentence.index
    if not alike:
        yield "nobody else like him"
    if candidate.last > phrase.at:
        yield "named only later"
        return
    if candidate.spoke is not None:
        back = now - candidate.spoke
        yield next((told for reach, told in HEARD if back <= reach), "heard long ago")
    elif now - candidate.sentence <= NEAR:
        yield "named in the sentence before" if now - candidate.sentence <= 1 else "named near"
    paragraph = analysis.sentences[candidate.sentence].paragraph
    if _is_near(phrase, candidate) and paragraph == phrase.sentence.paragraph:
        yield "in the paragraph"
    if any(c.last > candidate.last for c in alike):
        yield "another like him since"
    if any(now - c.sentence <= NEAR for c in alike):
        yield "another like him near"
