"""The parts of a sentence that a semicolon divides: each is a sentence of its own, whatever the parse ties together."""

from spacy.tokens import Doc

from newsetl.extractors.attributions.statements.candidates import TokenRange

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def whole_clauses(doc: Doc, sentence: TokenRange, quotes: list[TokenRange]) -> list[TokenRange]:
    """The sentence's parts, in order; one where what a semicolon divides are members of a list.

    Args:
        doc: the parsed text.
        sentence: its first and last tokens.
        quotes: quotations near it, whose own semicolons divide nothing.
    """
    parts, start = [], sentence[0]
    for mark in range(*sentence):
        if doc[mark].text != ";" or any(first <= mark < last for first, last in quotes):
            continue
        if _is_whole(doc, (start, mark)) and _is_whole(doc, (mark + 1, sentence[1])):
            parts.append((start, mark))
            start = mark + 1
    return [*parts, (start, sentence[1])]


def _is_whole(doc: Doc, part: TokenRange) -> bool:
    """True for words with a finite verb and its subject."""
    subjects = (t for t in doc[slice(*part)] if t.dep_ in SUBJECTS and part[0] <= t.head.i < part[1])
    return any(_is_finite(doc, t.head.i) for t in subjects)


def _is_finite(doc: Doc, verb: int) -> bool:
    return doc[verb].tag_ in FINITE or any(c.tag_ in FINITE for c in doc[verb].children)
