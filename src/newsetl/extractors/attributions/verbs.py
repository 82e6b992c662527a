"""Verbs as cues: "said", "was told", "called for", "saying", "is expected to"."""

from collections.abc import Iterable

from spacy.tokens import Token

from newsetl.extractors.attributions.candidates import Below, Candidate, TokenRange, union
from newsetl.language.syntax import child, edges, subject

# Their object is the one spoken to.
ADDRESSING = frozenset(("tell", "ask", "inform", "remind", "assure", "warn", "advise", "write", "answer"))


def verb_candidate(verb: Token, quotes: list[TokenRange]) -> Candidate | None:
    """The possible attribution that a verb introduces, or None where it has nothing to introduce."""
    source, path = quoted_person(verb) or _speaker(verb)
    below = Below(verb)
    passive = path in ("agent", "passive") or below.first("auxpass", "nsubjpass", "agent") is not None
    found = _content(verb, below, passive, quotes)
    if found is None:
        return None
    content, shape, particle = found
    return Candidate("verb", verb, _cue(verb, particle), source, path, content, shape, particle)


def quoted_person(verb: Token) -> tuple[Token, str] | None:
    """Who is quoted: "Xinhua quoted an official as saying", "an official was quoted as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    quoting = verb.head.head
    if quoting.pos_ != "VERB":
        return None
    quoted = child(quoting, "dobj") or child(quoting, "nsubjpass")
    return None if quoted is None else (quoted, "quoted")


def _speaker(verb: Token) -> tuple[Token | None, str]:
    """The verb's subject; that of the whole sentence for ", adding that" behind a reported clause."""
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.dep_ == "ccomp" and verb.i > verb.head.i:
        reporting = verb.head.head
        if reporting.pos_ == "VERB" and verb.nbor(-1).text == ",":
            return subject(reporting)[0], "control"
    return subject(verb)


def _content(
    verb: Token, below: Below, passive: bool, quotes: list[TokenRange]
) -> tuple[TokenRange, str, str] | None:
    """What the verb's complement is: (tokens, shape, particle)."""
    clause = _clause_of(verb, below)
    if clause is not None:
        return edges(clause), "clause", ""
    quoted = _quote_beside(verb, quotes)
    if quoted is not None:
        return quoted, "quote", ""
    infinitive, obj = below.first("xcomp"), below.first("dobj", "attr")
    if passive:
        return _passive_content(verb, below, infinitive)
    if infinitive is not None:
        ranges = [edges(infinitive)] + ([edges(obj)] if obj is not None else [])
        return union(ranges), "object+infinitive" if obj is not None else "infinitive", ""
    host = _host_clause(verb)
    if host is not None:
        return host
    return _object(verb, below, obj)


def _clause_of(verb: Token, below: Below) -> Token | None:
    """The clause that the verb introduces: after it rather than before it, and rather one that opens with "that"."""
    clauses = below.all("ccomp")
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    after = [c for c in clauses if c.i > verb.i]
    marked = [c for c in after if child(c, "mark") is not None]
    return (marked or after or clauses)[0]


def _object(verb: Token, below: Below, obj: Token | None) -> tuple[TokenRange, str, str] | None:
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
    """The clause that a tag stands in: "Troops, he said, will stay" where the parse makes the tag the guest."""
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
    return ((start, end), "host", "") if end - start > 2 else None


def _is_tag(verb: Token, first: int, last: int) -> bool:
    """True for "he said" or "said the mayor" between commas or at the end."""
    doc = verb.doc
    before = doc[first - 1].text if first > 0 else "."
    return (
        before in (",", "”", '"', "''", "-", "—", "–")
        and last - first < 25
        and child(verb, "nsubj") is not None
    )


def _quote_beside(verb: Token, quotes: list[TokenRange]) -> TokenRange | None:
    """A quotation right before or after the verb and its arguments, not inside an object of it."""
    for start, end in quotes:
        if start <= verb.i < end:
            continue
        gap = verb.doc[verb.i + 1 : start] if start > verb.i else verb.doc[end : verb.i]
        if len(gap) <= 12 and _is_clear(verb, gap):
            # 'He tweeted the mission "will go on"': the quotation lacks its subject, which stands before it.
            is_predicate = start > verb.i and len(gap) > 1 and verb.doc[start + 1].pos_ in ("AUX", "VERB")
            begin = verb.i + 1 if is_predicate else _object_start(verb, start)
            return begin, end
    return None


def _object_start(verb: Token, start: int) -> int:
    """Where the object begins that a quotation goes on: 'called the plan "a mistake"'."""
    obj = child(verb, "dobj")
    if obj is None or not verb.i < obj.i < start or verb.lemma_ in ADDRESSING:
        return start
    return int(obj.left_edge.i)


def _is_clear(verb: Token, gap: Iterable[Token]) -> bool:
    """True if only the verb's own subject, addressee, adverbs and punctuation stand between."""
    return all(token.pos_ not in ("VERB", "SCONJ") or token.i == verb.i for token in gap)


def _cue(verb: Token, particle: str) -> TokenRange:
    end = verb.i + 1
    if particle and verb.doc[end : end + len(particle.split())].text.lower() == particle:
        end += len(particle.split())
    return verb.i, end
