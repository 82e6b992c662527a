"""Verbs as cues: "said", "was told", "called for", "saying", "is expected to"."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Below, Candidate, TokenRange, union
from newsetl.extractors.attributions.statements.complements import (
    ADDRESSING,
    clause_of,
    is_addressee,
    is_bare_tag,
    quote_beside,
    that_clause,
)
from newsetl.extractors.attributions.statements.figures import reported_figure
from newsetl.extractors.attributions.statements.phrase_before_verb import phrase_beside
from newsetl.extractors.attributions.statements.quoting import cited_person, quoted_person, said_before
from newsetl.extractors.attributions.statements.reporting_acts import reported_act
from newsetl.extractors.attributions.statements.verb_speakers import speaker_of
from newsetl.language.syntax import child, edges

FAR = 12  # tokens from the addressee to the topic
PLACING = frozenset(("on", "in", "at", "during"))
PREDICATIVE = frozenset(("ADJ", "ADV", "PUNCT", "CCONJ", "VERB"))


def verb_candidate(verb: Token, quotes: list[TokenRange]) -> Candidate | None:
    """The possible attribution that a verb introduces, or None where it has nothing to introduce."""
    below = Below(verb)
    cited = cited_person(verb, below)
    if cited is not None:
        return cited
    source, path = quoted_person(verb) or speaker_of(verb)
    label = _label(verb, path)
    path = "direct" if path in ("beside", "opener") else path
    passive = path in ("agent", "passive") or below.first("auxpass", "nsubjpass", "agent") is not None
    found = None if passive else reported_figure(verb, below, source) or reported_act(verb, below, source)
    found = found or _content(verb, below, passive, quotes)
    if path == "quoted" and (found is None or found[2] == "by"):
        found = said_before(verb.head.head, quotes)
    if found is None:
        return None
    content, shape, particle = found
    if source is not None and verb.i > source.i:
        content = _with_predicate(content, source)
    return Candidate("verb", verb, _cue(verb, particle), source, path, content, shape, particle, label)


def _label(verb: Token, path: str) -> TokenRange | None:
    """The speaker's tokens where the parse does not have them together."""
    if path == "beside":
        return phrase_beside(verb)
    clause = child(verb, "csubj") if path == "opener" else None
    return (clause.left_edge.i, clause.right_edge.i + 1) if clause is not None else None


def _with_predicate(content: TokenRange, source: Token) -> TokenRange:
    """The content with the adjectives that the parse gave to the speaker behind it.

    'The force could be made smaller, spokesman Lee said': "smaller" is what it is made.
    """
    doc, first = source.doc, source.left_edge.i
    commas = [i for i in range(first, source.i) if doc[i].text == ","]
    if content[1] != first or not commas:
        return content
    between = doc[first : commas[-1]]
    return (content[0], commas[-1]) if all(t.pos_ in PREDICATIVE for t in between) else content


def _content(
    verb: Token, below: Below, passive: bool, quotes: list[TokenRange]
) -> tuple[TokenRange, str, str] | None:
    """What the verb's complement is: (tokens, shape, particle)."""
    clause = clause_of(verb, below)
    told = that_clause(verb, clause) or (edges(clause) if clause is not None else None)
    if told is not None:
        return told, "clause", ""
    quoted = quote_beside(verb, quotes)
    if quoted is not None:
        return quoted, "quote", ""
    infinitive, obj = below.first("xcomp"), below.first("dobj", "attr")
    if passive:
        return _passive_content(verb, below, infinitive)
    asked = _asked_to_do(verb, infinitive or below.first("advcl"))
    if asked is not None:
        return asked, "preposition", "on"
    if infinitive is not None:
        ranges = [edges(infinitive)] + ([edges(obj)] if obj is not None else [])
        return union(ranges), "object+infinitive" if obj is not None else "infinitive", ""
    return _host_clause(verb) or _object(verb, below, obj)


def _asked_to_do(verb: Token, wanted: Token | None) -> TokenRange | None:
    """Who should do what, of "called on the army to withdraw"."""
    on = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if wanted is None or verb.lemma_ != "call" or on.lower_ not in ("on", "upon"):
        return None
    first, last = edges(wanted)
    is_infinitive = wanted.tag_ == "VB" and any(c.lower_ == "to" for c in wanted.children)
    return (on.i + 1, last) if is_infinitive and first > on.i + 1 else None


def _object(verb: Token, below: Below, obj: Token | None) -> tuple[TokenRange, str, str] | None:
    if obj is not None and verb.lemma_ in ADDRESSING and is_addressee(obj):
        told = _topic(verb, obj)
        return (told, "preposition", "of") if told is not None else None
    particle = below.first("prt")
    prepositional = _prepositional(verb, below)
    if obj is not None:
        ranges = [edges(obj), *(edges(c) for c in below.all("oprd", "acomp"))]
        name = particle.lower_ if particle is not None else ""
        if prepositional is not None and prepositional[1] in ("as", "of", "about"):
            ranges.append(prepositional[0])
        return union(ranges), "object", name
    other = below.first("oprd", "acomp")
    if other is not None:
        return edges(other), "predicate", ""
    if prepositional is not None:
        content, name = prepositional
        return content, "preposition", f"{particle.lower_} {name}" if particle is not None else name
    adverbial = below.first("advcl")
    if adverbial is not None and adverbial.i > verb.i:
        return edges(adverbial), "adverbial", ""
    return None


def _topic(verb: Token, addressee: Token) -> TokenRange | None:
    """The topic of "warned them of more raids" and "told the reporter on a trip about his fears"."""
    for prep in verb.doc[addressee.i + 1 : min(verb.sent.end, addressee.i + FAR)]:
        if prep.pos_ in ("VERB", "AUX") or prep.is_punct:
            return None
        if prep.lower_ in ("of", "about") and prep.dep_ == "prep" and prep.head.i in (verb.i, *_inner(verb)):
            return edges(prep)[0] + 1, edges(prep)[1]
    return None


def _inner(verb: Token) -> list[int]:
    """Nouns of the verb's own phrases of place and time."""
    phrases = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in PLACING)
    return [noun.i for phrase in phrases for noun in phrase.children]


def _prepositional(verb: Token, below: Below) -> tuple[TokenRange, str] | None:
    for prep in below.all("prep"):
        if prep.i < verb.i or prep.lower_ in ("according", "as"):
            continue
        inner = child(prep, "pobj", "pcomp")
        if inner is not None:
            clause = child(inner, "acl", "ccomp", "relcl")
            if clause is not None and prep.lower_ == "in" and child(clause, "mark") is not None:
                return edges(clause), prep.lower_  # "said in a statement that …"
            return edges(inner), prep.lower_
    return None


def _passive_content(
    verb: Token, below: Below, infinitive: Token | None
) -> tuple[TokenRange, str, str] | None:
    subj = below.first("nsubjpass", "nsubj")
    ranges = [edges(c) for c in below.all("oprd", "dobj")]
    if infinitive is not None:
        ranges.append(edges(infinitive))
    if subj is not None:
        ranges.append(edges(subj))
    elif verb.dep_ == "acl":
        ranges.append((verb.head.left_edge.i, verb.head.i + 1))
    if not ranges:
        return None
    return union(ranges), "passive+infinitive" if infinitive is not None else "passive", ""


def _host_clause(verb: Token) -> tuple[TokenRange, str, str] | None:
    """The clause that a tag is in: "Troops, he said, will stay" where the parse makes the tag the guest."""
    if verb.dep_ not in ("parataxis", "ccomp", "dep", "advcl") or verb.head.i == verb.i:
        return None
    first, last = edges(verb)
    if verb.dep_ in ("ccomp", "advcl", "dep") and not _is_tag(verb, first, last):
        return None
    start, end = edges(verb.head)
    if end <= last:
        end = first if first > start else end
    if start >= first:
        start = last
    start = _behind_mark(verb, start, min(end, first)) if end > start else start
    shape = "tag" if verb.dep_ == "ccomp" and is_bare_tag(verb) else "host"
    return ((start, end), shape, "") if end - start > 2 else None


def _behind_mark(verb: Token, start: int, tag: int) -> int:
    """Where the clause begins that a tag stands in: "He called it weak: it was afraid, she said, even to speak"."""
    marks = [t.i for t in verb.doc[start:tag] if t.text in (":", ";")]
    behind = marks[-1] + 1 if marks else start
    return behind if any(t.pos_ in ("VERB", "AUX") for t in verb.doc[behind:tag]) else start


def _is_tag(verb: Token, first: int, last: int) -> bool:
    """True for "he said" or "said the mayor" between commas or at the end."""
    doc = verb.doc
    before = doc[first - 1].text if first > 0 else "."
    return (
        before in (",", "”", '"', "''", "-", "—", "–")
        and last - first < 25
        and child(verb, "nsubj") is not None
    )


def _cue(verb: Token, particle: str) -> TokenRange:
    end = verb.i + 1
    if particle and verb.doc[end : end + len(particle.split())].text.lower() == particle:
        end += len(particle.split())
    return verb.i, end
