"""Whose words or view a sentence gives: "As he said, …", "As the newspaper reports, …", "In his opinion, …"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.candidates import Candidate, TokenRange
from newsetl.language.syntax import child
from newsetl.lexicons import read_words

FIRST_PERSON = frozenset(("i", "we", "my", "our"))
LONGEST = 12  # tokens from "as" to the comma


def views(doc: Doc, sentence: TokenRange) -> Iterator[Candidate]:
    """Candidates whose cue comments on the clause behind or before it."""
    first, last = sentence
    for word in doc[first:last]:
        if word.i > first and doc[word.i - 1].text != ",":
            continue
        if word.lower_ == "as":
            found = _as_said(doc, word, sentence)
        elif word.lower_ == "in":
            found = _in_words(doc, word, sentence)
        else:
            continue
        if found is not None:
            yield found


def _as_said(doc: Doc, word: Token, sentence: TokenRange) -> Candidate | None:
    """ "As the newspaper reports, …" and "…, as El Faro notes." """
    end = _comma(doc, word.i, sentence)
    if end is None or end - word.i < 3:
        return None
    verb, last = doc[end - 1], end - 1
    while doc[last - 1].pos_ in ("AUX", "ADV"):
        last -= 1
    content = _commented(word.i, end, sentence)
    is_speech = verb.pos_ == "VERB" and verb.text in read_words("statements/tag_verbs")
    speaker = doc[word.i + 1 : last]
    if content is None or not is_speech or not speaker or any(map(_is_no_speaker, speaker)):
        return None
    label = word.i + 1, last
    return Candidate("verb", verb, (verb.i, verb.i + 1), doc[last - 1], "label", content, "view", label=label)


def _is_no_speaker(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX") or word.lower_ in FIRST_PERSON


def _in_words(doc: Doc, word: Token, sentence: TokenRange) -> Candidate | None:
    """ "In his opinion, …", "in the army's words"."""
    end = _comma(doc, word.i, sentence)
    noun = doc[end - 1] if end is not None else None
    if end is None or noun is None or noun.lower_ not in read_words("statements/view_nouns"):
        return None
    owner = child(noun, "poss")
    content = _commented(word.i, end, sentence)
    if owner is None or owner.i <= word.i or content is None or owner.lower_ in FIRST_PERSON:
        return None
    label = owner.left_edge.i, owner.i + 1
    return Candidate("noun", noun, (noun.i, noun.i + 1), owner, "label", content, "view", label=label)


def _comma(doc: Doc, start: int, sentence: TokenRange) -> int | None:
    """Where the phrase ends that starts there: at a comma, a dash or the sentence's end."""
    for at in range(start + 1, min(sentence[1], start + LONGEST)):
        if doc[at].text in (",", ".", "-", "–", "—", ":", ";"):
            return at
    return None


def _commented(start: int, end: int, sentence: TokenRange) -> TokenRange | None:
    content = (end + 1, sentence[1]) if start - sentence[0] <= 2 else (sentence[0], start)
    return content if content[1] - content[0] >= 3 else None
