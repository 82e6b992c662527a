"""Tags that the parse gets wrong: "…burying a barn the coast guard said.", "…, reported El Faro."

News that has lost its commas and quotation marks still ends its sentences in a speaker and a verb of saying. Such a tag
is read from the words' classes alone, where the parse gives the verb no speaker.
"""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.extractors.attributions.statements.phrase_before_verb import (
    LINKING,
    NOMINAL,
    OPENING,
    SHORTEST,
    head_of,
    named_or_role,
    phrase_before,
)
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child
from newsetl.lexicons.word_sets import word_set

LONGEST = 14  # tokens of a speaker
SHORT = 5  # tokens of "a senior army source." at a sentence's end
SHAPE = "bare_tag"
FINITE = frozenset(("VBD", "VBN", "VBZ", "VBP"))
WHEN = frozenset(("on", "in", "at", "by"))
PRONOUNS = frozenset(("he", "she", "it", "they"))
# What follows describes how it was said.
SAYING_ON = word_set("statements/word_sets", "going on")


def bare_tag(doc: Doc, sentence: TokenRange, verbs: Sequence[int]) -> Candidate | None:
    """The tag that ends a sentence or is inverted behind a comma, with all before it as its content.

    Args:
        verbs: which of the sentence's tokens are among statements/tag_verbs.
    """
    first = sentence[0]
    for verb in (doc[i] for i in verbs if i >= first + SHORTEST):
        speaker = _speaker_behind(doc, verb, sentence) or _speaker_before(doc, verb, sentence)
        if speaker is not None:
            begin = min(speaker[0], verb.i)
            head = head_of(doc, speaker)
            content = first, begin
            return Candidate("verb", verb, (verb.i, verb.i + 1), head, "label", content, SHAPE, label=speaker)
    return None


def agrees(candidate: Candidate, speaker: TokenRange) -> bool:
    """True if the parse has found the same speaker, or one of its own right beside the verb."""
    source = candidate.source
    if source is None or (candidate.shape == "preposition" and candidate.particle in WHEN):
        return False  # "a watchdog said on Saturday": what it said is before it
    if not speaker[0] <= source.i < speaker[1] and _is_counted(source):
        return False  # "burying 40 sheep and seven herders state radio reported"
    return speaker[0] <= source.i < speaker[1] or (
        candidate.source_path == "direct"
        and speaker[1] == candidate.head.i
        and source.i < candidate.head.i
        and speaker[0] - source.left_edge.i <= LONGEST
    )


def _is_counted(source: Token) -> bool:
    """True for "nine people", "at least 300 fighters"."""
    return child(source, "nummod") is not None


def _speaker_behind(doc: Doc, verb: Token, sentence: TokenRange) -> TokenRange | None:
    """The speaker of ", reported El Faro": up to the next comma or the sentence's end."""
    if verb.i + 1 >= sentence[1] or verb.text == "told":
        return None
    is_apart = doc[verb.i - 1].text in OPENING
    subject = child(verb, "nsubj")
    if not is_apart and (verb.tag_ not in FINITE or (subject is not None and subject.i < verb.i)):
        return None
    start = end = verb.i + 1
    while (
        end < sentence[1]
        and end - start <= LONGEST
        and (
            doc[end].pos_ in NOMINAL | {"DET"}
            or doc[end].lower_ in LINKING
            or doc[end].text in ("-", "'s", "’s")
        )
    ):
        end += 1
    is_closed = end == sentence[1] or doc[end].text in (",", ".", ";", "-", "–", "—") or _is_day(doc, end)
    if not is_closed or end <= start or doc[start].lower_ in LINKING:
        return None
    if not is_apart:  # "… about the rebels said a source."
        is_last = sentence[1] - start <= SHORT and doc[end - 1].pos_ == "NOUN"
        return (start, end) if is_last and find_role(doc[end - 1].lower_) is not None else None
    is_outlet = verb.lemma_ == "report" and doc[start].text[0].isupper() and doc[end - 1].ent_type_ != "DATE"
    return (start, end) if is_outlet else named_or_role(doc, start, end)


def _is_day(doc: Doc, at: int) -> bool:
    """True for the day of ", reports Harbour Today on August 30"."""
    return doc[at].lower_ == "on" and at + 1 < len(doc) and doc[at + 1].ent_type_ == "DATE"


def _speaker_before(doc: Doc, verb: Token, sentence: TokenRange) -> TokenRange | None:
    """The speaker of "… the observatory said on Monday.": the noun phrase before a verb that ends its sentence."""
    if not _ends(doc, verb, sentence):
        return None
    before = doc[verb.i - 1]
    if before.lower_ in PRONOUNS and doc[before.i - 1].text in OPENING:  # "…, he said Saturday."
        return before.i, verb.i
    if before.text == ",":
        return _apposed_before(doc, verb, sentence) or _told_of_before(doc, verb, sentence)
    phrase = phrase_before(doc, verb.i, sentence)
    if phrase is not None and doc[phrase[0] - 1].lower_ == "and":  # "a monitor and rebels said"
        other = phrase_before(doc, phrase[0] - 1, sentence)
        phrase = (other[0], phrase[1]) if other is not None else phrase
    return phrase


def _apposed_before(doc: Doc, verb: Token, sentence: TokenRange) -> TokenRange | None:
    """The speaker of "…, Karol Nowak, chief of the harbour police, told CNN": a name between two commas, and a role."""
    comma = verb.i - 2
    while comma > max(sentence[0], verb.i - LONGEST) and doc[comma].text != ",":
        comma -= 1
    apposed, name = doc[comma + 1 : verb.i - 1], doc[comma - 1]
    if doc[comma].text != "," or name.pos_ != "PROPN" or any(t.pos_ in ("VERB", "AUX") for t in apposed):
        return None
    if not any(find_role(t.lower_) is not None for t in apposed):
        return None
    phrase = phrase_before(doc, comma, sentence)
    return (phrase[0], verb.i - 1) if phrase is not None and doc[phrase[0] - 1].text in OPENING else None


def _told_of_before(doc: Doc, verb: Token, sentence: TokenRange) -> TokenRange | None:
    """The speaker of "…, the head of the ward, Ada Holm, told CNN" and "…, a guard, who had not slept, told CNN"."""
    comma = _opening_before(doc, verb.i - 1, sentence)
    start = _opening_before(doc, comma, sentence) + 1
    phrase, told = doc[start:comma], doc[comma + 1 : verb.i - 1]
    if start - sentence[0] < SHORTEST or not phrase or not told or doc[comma].text != ",":
        return None
    role = None if any(t.pos_ in ("VERB", "AUX") for t in phrase) else find_role(phrase.text)
    is_told_of = told[0].lower_ == "who" or all(t.pos_ == "PROPN" for t in told)
    return (start, verb.i - 1) if role is not None and role.kind == "person" and is_told_of else None


def _opening_before(doc: Doc, end: int, sentence: TokenRange) -> int:
    """The nearest comma, dash or quotation mark before a token, as far back as a speaker may reach; else its start."""
    for at in range(end - 1, max(sentence[0], end - LONGEST), -1):
        if doc[at].text in OPENING:
            return at
    return sentence[0]


def _ends(doc: Doc, verb: Token, sentence: TokenRange) -> bool:
    """True if only a day or a place of speaking follows: "said.", "said on Monday.", "said in a statement."."""
    following = (t for t in doc[verb.i + 1 : sentence[1]] if not t.is_punct)
    rest = list(islice(following, 6))  # more are too many
    if verb.lower_ == "told":  # "told the Associated Press by phone"
        told = ("ADP", "PROPN", "NOUN", "DET", "PRON", "ADV", "ADJ")
        return 0 < len(rest) <= 5 and all(t.pos_ in told for t in rest)
    if rest and rest[0].lower_ in SAYING_ON:
        return True
    is_when = all(t.pos_ in ("ADP", "NUM", "PROPN", "NOUN", "DET") for t in rest) and len(rest) <= 4
    return not rest or (is_when and (rest[0].pos_ == "ADP" or rest[0].ent_type_ == "DATE"))
