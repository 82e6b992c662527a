"""Cues that are not a verb: "according to", "in the army's view", "Ministry: troops to leave", "reportedly"."""

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.gazetteer.descriptions import find_role
from newsetl.gazetteer.institutions import find_institutions
from newsetl.language.syntax import child, edges
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import word_set

MAX_CREDIT = 4
MAX_LABEL = 8  # tokens before the colon of "Pentagon spokesman: no troops will leave"
STATING = word_set("statements/word_sets", "stating verbs")
LEADING_WORDS = 6  # tokens with the comma
COMMENTING = word_set("statements/word_sets", "opening comments")
IMPERSONAL = word_set("statements/word_sets", "hearsay adverbs")


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
    content = (end, last) if _opens(doc, first, start) else (first, start)
    while content[0] < content[1] and doc[content[0]].text in (",", ";"):
        content = content[0] + 1, content[1]
    return content if content[1] - content[0] >= 2 else None


def _opens(doc: Doc, first: int, start: int) -> bool:
    """True if nothing is said before the phrase: "Meanwhile, according to", "As we read, according to", "which, …"."""
    if start - first <= 2 or doc[start - 1].text != ",":
        return start - first <= 2
    is_short = start - first <= LEADING_WORDS and doc[first].lower_ in COMMENTING
    return is_short or doc[start - 2].lower_ in ("which", "who")


def label_and_colon(doc: Doc, sentence: TokenRange) -> Candidate | None:
    """ "Pentagon: troops to leave" and "Troops to leave: Pentagon" in headlines, "LEE: No." in interviews."""
    first, last = sentence
    for colon in range(first + 1, last - 1):
        if doc[colon].text != ":":
            continue
        closed = last - 1 if doc[last - 1].text == "." else last  # "Cartels pay judges: Report."
        before, after = (first, _end_of_words(doc, first, colon)), (colon + 1, closed)
        if doc[first].lower_ == "from" and before[1] - first > 1:  # "From Chairwoman Holm: …"
            before = first + 1, before[1]
        is_credit = closed - colon - 1 <= MAX_CREDIT and _is_credit(doc, *after)
        is_paper = closed - colon == 2 and doc[colon + 1].lower_ in read_words("statements/document_nouns")
        if before[1] - first <= MAX_LABEL and _is_label(doc, *before) and not (is_credit and is_paper):
            shape = "label" if _is_credit(doc, *before) else "colon"
            return _labelled(doc, colon, before, after, shape)
        if is_credit:
            return _labelled(doc, colon, after, before, "credit")
        return None
    return None


def _end_of_words(doc: Doc, start: int, end: int) -> int:
    """The end without the white space before it."""
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    return end


def _labelled(doc: Doc, colon: int, label: TokenRange, content: TokenRange, shape: str) -> Candidate:
    cue, speaker = (colon, colon + 1), doc[label[1] - 1]
    if label[1] - label[0] > 1 and speaker.lower_ in STATING:  # "The notes state: …"
        cue, label, speaker = (label[1] - 1, label[1]), (label[0], label[1] - 1), doc[label[1] - 2]
    return Candidate("colon", doc[colon], cue, speaker, "label", content, shape, "", label)


def _is_credit(doc: Doc, start: int, end: int) -> bool:
    """True for the speaker at the end of a headline: "Troops to leave: Pentagon"."""
    text = doc[start:end].text
    if doc[end - 1].is_punct or not text[:1].isupper():
        return False
    return bool(find_institutions(text) or find_role(text) or doc[end - 1].ent_type_ in ("PERSON", "ORG"))


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
    if not spans:
        return []
    starts = doc.to_array(IDX).tolist()
    ranges = [(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)) for start, end in spans]
    return [(first, last) for first, last in ranges if last > first]
