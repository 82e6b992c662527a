"""Tags that the parse gets wrong: "…burying a barn the coast guard said.", "…, reported El Faro."

News that has lost its commas and quotation marks still ends its sentences in a speaker and a verb of saying. Such a tag
is read from the words' classes alone, where the parse gives the verb no speaker.
"""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.gazetteer.countries import country_of_demonym
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import word_set

NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
LINKING = frozenset(("of", "for", "in", "at", "from"))
OPENING = frozenset((",", "-", "–", "—", "”", '"', "''", "_"))
LONGEST = 14  # tokens of a speaker
SHORTEST = 4  # tokens of what is said
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
            head = _head(doc, speaker)
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
        candidate.source_path == "direct" and speaker[1] == candidate.head.i and source.i < candidate.head.i
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
    return (start, end) if is_outlet else _named_or_role(doc, start, end)


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
        return _apposed_before(doc, verb, sentence)
    phrase = _phrase_before(doc, verb.i, sentence)
    if phrase is not None and doc[phrase[0] - 1].lower_ == "and":  # "a monitor and rebels said"
        other = _phrase_before(doc, phrase[0] - 1, sentence)
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
    phrase = _phrase_before(doc, comma, sentence)
    return (phrase[0], verb.i - 1) if phrase is not None and doc[phrase[0] - 1].text in OPENING else None


def phrase_beside(verb: Token) -> TokenRange | None:
    """The noun phrase right before a verb, read from the words' classes."""
    return _phrase_before(verb.doc, verb.i, (verb.sent.start, verb.sent.end))


def _phrase_before(doc: Doc, end: int, sentence: TokenRange) -> TokenRange | None:
    start = end
    while start > sentence[0] and (
        _is_hyphenated(doc, start)
        or _is_state_run(doc, start)
        or _is_linked_name(doc, start)
        or (doc[start - 1].pos_ in NOMINAL and doc[start - 1].text not in OPENING)
    ):
        start -= 1
    if start == end or start == sentence[0]:
        return None
    is_open = doc[start - 1].pos_ == "DET"
    start = _with_outer(doc, start - 1 if is_open else _without_clause(doc, start, end), sentence)
    start = _whole(doc, start, sentence)
    return _named_or_role(doc, start, end) if start - sentence[0] >= SHORTEST else None


def _is_hyphenated(doc: Doc, at: int) -> bool:
    """True before and behind the hyphen of "a well-placed source"."""
    hyphen = doc[at - 1] if doc[at - 1].text == "-" else doc[at]
    return (
        hyphen.text == "-" and not hyphen.whitespace_ and hyphen.i > 0 and not doc[hyphen.i - 1].whitespace_
    )


def _is_linked_name(doc: Doc, at: int) -> bool:
    """True around the preposition of "Northern Observatory for Human Rights"."""
    link = at - 1 if doc[at - 1].lower_ in LINKING else at
    if not 0 < link < len(doc) - 1 or doc[link].lower_ not in LINKING:
        return False
    return all(t.pos_ == "PROPN" and t.ent_type_ != "GPE" for t in (doc[link - 1], doc[link + 1]))


def _is_state_run(doc: Doc, at: int) -> bool:
    """True behind the participle of "the state-run agency"."""
    return at > 2 and doc[at - 1].pos_ == "VERB" and doc[at - 2].text == "-" and not doc[at - 2].whitespace_


def _whole(doc: Doc, start: int, sentence: TokenRange) -> int:
    """Where the first word begins in whole: "al-Hadithi" is three tokens, a name that the model sees may be more."""
    while start > sentence[0] and doc[start].ent_iob_ == "I":
        start -= 1
    while start - 2 >= sentence[0] and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        start -= 2
    return start


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


def _with_outer(doc: Doc, start: int, sentence: TokenRange) -> int:
    """The phrase with the one it belongs to: "the head of" before "the observatory" or "Norvik"."""
    at = start - 1
    if at > sentence[0] + 1 and doc[at].lower_ in ("of", "for") and find_role(doc[at - 1].lower_) is not None:
        begin = at - 1
        while begin > sentence[0] and doc[begin - 1].pos_ in NOMINAL:
            begin -= 1
        return begin - 1 if doc[begin - 1].pos_ == "DET" else begin
    return start


def _without_clause(doc: Doc, start: int, end: int) -> int:
    """The phrase without what ends the clause before it: "in Syria | activists", "Tuesday | Ahmed Lee"."""
    begin = end - 1
    if doc[begin].pos_ == "PROPN":
        while (
            begin > start
            and doc[begin - 1].pos_ == "PROPN"
            and doc[begin - 1].ent_type_ in ("", doc[begin].ent_type_)
        ):
            begin -= 1
        while begin > start and find_role(doc[begin - 1].lower_) is not None:
            begin -= 1
        return begin
    while begin > start and (
        doc[begin - 1].pos_ == "ADJ"
        or country_of_demonym(doc[begin - 1].text) is not None
        or doc[begin - 1].lower_ in read_words("statements/speaker_modifiers")
    ):
        begin -= 1
    return begin


def _named_or_role(doc: Doc, start: int, end: int) -> TokenRange | None:
    """The range if it can speak: it has a name, or a role is its noun."""
    if end <= start:
        return None
    head = _head(doc, (start, end))
    if head.ent_type_ in ("DATE", "TIME", "GPE", "LOC"):
        return None
    is_name = head.pos_ == "PROPN" or (head.text[0].isupper() and not head.is_sent_start)
    if is_name or find_role(head.lower_) is not None:
        return start, end
    return None


def _head(doc: Doc, phrase: TokenRange) -> Token:
    """The noun of the phrase: the last one before a preposition or a comma; behind a comma-less role it is the name."""
    start, end = phrase
    for at in range(start + 1, end):
        if doc[at].text == "," or (
            doc[at].lower_ in LINKING and doc[at].pos_ == "ADP" and doc[at - 1].pos_ != "PROPN"
        ):
            return doc[at - 1]
    return doc[end - 1]
