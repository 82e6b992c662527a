"""Cues that are no verb: "according to", "in the army's view", "Ministry: troops to leave", "reportedly"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.candidates import Candidate, TokenRange
from newsetl.language.syntax import child, edges

MAX_LABEL = 8  # tokens before the colon of "Pentagon spokesman: no troops will leave"
IMPERSONAL = frozenset(("reportedly", "allegedly", "supposedly", "purportedly"))


def according_to(to: Token, sentence: TokenRange) -> Candidate | None:
    """ "According to X, content" and "content, according to X": `to` is the second word."""
    doc = to.doc
    if to.i == 0 or doc[to.i - 1].lower_ != "according":
        return None
    source = child(to, "pobj") or child(doc[to.i - 1], "pobj")
    if source is None:
        return None
    start, end = to.i - 1, max(edges(source)[1], to.i + 1)
    content = _rest(doc, start, end, sentence)
    if content is None:
        return None
    return Candidate("phrase", to, (start, to.i + 1), source, "direct", content, "host", "according to")


def _rest(doc: Doc, start: int, end: int, sentence: TokenRange) -> TokenRange | None:
    """The clause that a phrase [start, end) comments on: what follows an opening phrase, else what precedes."""
    first, last = sentence
    content = (end, last) if start - first <= 2 else (first, start)
    while content[0] < content[1] and doc[content[0]].text in (",", ";"):
        content = content[0] + 1, content[1]
    return content if content[1] - content[0] >= 2 else None


def label_and_colon(doc: Doc, sentence: TokenRange) -> Candidate | None:
    """ "Pentagon: troops to leave" and "Troops to leave: Pentagon" in headlines, "LEE: No." in interviews."""
    first, last = sentence
    for colon in range(first + 1, last - 1):
        if doc[colon].text != ":":
            continue
        if colon - first <= MAX_LABEL and _is_label(doc, first, colon):
            content: TokenRange = (colon + 1, last)
            label, speaker = (first, colon), doc[colon - 1]
            return Candidate(
                "colon", doc[colon], (colon, colon + 1), speaker, "label", content, "colon", "", label
            )
        return None
    return None


def _is_label(doc: Doc, start: int, end: int) -> bool:
    """True if the words can be a speaker: a name or a role, no verb."""
    words = [token for token in doc[start:end] if not token.is_punct]
    if not words or not words[0].text[:1].isupper():
        return False
    return not any(token.pos_ in ("VERB", "AUX", "NUM") for token in words)


def impersonal_adverb(adverb: Token, sentence: TokenRange) -> Candidate | None:
    """ "reportedly": somebody said it, nobody is named."""
    if adverb.lower_ not in IMPERSONAL:
        return None
    content = edges(adverb.head)
    if content[1] - content[0] < 2:
        content = sentence
    return Candidate("adverb", adverb, (adverb.i, adverb.i + 1), None, "none", content, "host")


def quoted_ranges(doc: Doc, spans: list[tuple[int, int]]) -> list[TokenRange]:
    """Character ranges as token ranges, in order."""
    return list(_ranges(doc, spans))


def _ranges(doc: Doc, spans: list[tuple[int, int]]) -> Iterator[TokenRange]:
    at = 0
    for start, end in spans:
        while at < len(doc) and doc[at].idx + len(doc[at]) <= start:
            at += 1
        first = at
        while at < len(doc) and doc[at].idx < end:
            at += 1
        if at > first:
            yield first, at
