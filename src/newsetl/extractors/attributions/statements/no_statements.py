"""Candidates that state nothing: deeds, tolls, what only shows something, labels."""

from functools import cache

from spacy.tokens import Span, Token

from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.gazetteer.descriptions import find_role
from newsetl.gazetteer.institutions import find_institutions
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.given_names import is_common_given_name
from newsetl.lexicons.word_sets import word_set

WORDS_OF_HEADING = 3
DOING = frozenset(("object", "infinitive", "object+infinitive"))
READING = word_set("statements/word_sets", "reading verbs")
HAVING_SEEN = word_set("statements/word_sets", "verbs of having seen")
DECLINING = word_set("statements/word_sets", "declining verbs")
SPEAKING = word_set("statements/word_sets", "speaking declined")
GIVING = word_set("statements/word_sets", "verbs of giving")
IN_FRAMES = word_set("statements/word_sets", "verbs of some frames alone")
TURNING_TO = word_set("statements/word_sets", "verbs of turning to")
PERSON_WORDS = frozenset(("he", "she", "i", "who", "they", "we", "you"))


def _is_deed(candidate: Candidate) -> bool:
    """True for "signed the bill", "the army attacked the town": a thing is done to, and nothing said."""
    if candidate.kind != "verb":
        return False
    lemma = candidate.head.lemma_.lower()
    if f"{lemma} {candidate.particle}" in read_words("statements/deeds"):
        return True
    if candidate.shape not in DOING:
        return False
    return (
        lemma in read_words("statements/deeds")
        or (lemma in read_words("statements/deeds_of_bodies") and not _may_be_person(candidate.source))
        or (lemma in read_words("statements/deeds_of_forces") and _is_force(candidate.source))
    )


def _is_toll(candidate: Candidate) -> bool:
    """True for "the raid claimed the lives of ten": nobody claims anything."""
    if candidate.kind != "verb" or candidate.head.lemma_ != "claim":
        return False
    return any(c.dep_ == "dobj" and c.lemma_.lower() in ("life", "victim") for c in candidate.head.children)


def _is_hearsay_of_deeds(candidate: Candidate) -> bool:
    """True for a passive without a source that reports no words: "is expected to start", "were ordered to leave"."""
    if candidate.source is not None or candidate.kind != "verb":
        return False
    return candidate.head.lemma_.lower() not in read_words("statements/hearsay_verbs")


def _is_thing(candidate: Candidate) -> bool:
    """True for "the size of the market suggests": what shows something without being able to say it."""
    source = candidate.source
    if source is None or candidate.kind != "verb" or source.pos_ != "NOUN" or source.ent_type_:
        return False
    if candidate.head.lemma_.lower() not in read_words("statements/showing_verbs"):
        return False
    return (
        source.lemma_.lower() not in read_words("statements/evidence_nouns")
        and find_role(source.lower_) is None
    )


def _is_reading(candidate: Candidate) -> bool:
    """True for "read a statement on television": its content, if any, follows."""
    if candidate.kind != "verb" or candidate.shape != "object" or candidate.head.lemma_ not in READING:
        return False
    papers = read_words("statements/document_nouns")
    return any(c.dep_ == "dobj" and c.lemma_.lower() in papers for c in candidate.head.children)


def _is_furniture(candidate: Candidate) -> bool:
    """True for "Source: Reuters" and "Last Update: 25 August": labels that nobody speaks behind."""
    if candidate.label is None or candidate.kind != "colon":
        return False
    words = candidate.head.doc[slice(*candidate.label)]
    if _is_heading(words):
        return True
    return words[-1].lower_ in read_words("statements/furniture_labels") or words[0].text == "("


def _is_heading(label: Span) -> bool:
    """True for "FOREIGN MARKET STABILITY: …": capitals that are neither somebody's name nor his office."""
    words = [token.text for token in label if token.is_alpha]
    if len(words) < WORDS_OF_HEADING or not all(word.isupper() for word in words):
        return False
    role = find_role(label.text.lower())
    is_office = role is not None and (role.kind == "person" or role.end == len(label.text))
    is_known = is_office or bool(find_institutions(label.text.title()))
    return not is_known and not is_common_given_name(words[0].title())


def _is_address(candidate: Candidate) -> bool:
    """True for "wrote to the ministry", "did not reply to questions": an addressee is not content."""
    if candidate.kind != "verb" or candidate.head.lemma_ not in TURNING_TO or candidate.particle != "to":
        return False
    return candidate.shape in ("object", "preposition")


def _is_asked(candidate: Candidate) -> bool:
    """True for "Asked whether …, the spokesman said": he was asked, and asks nothing."""
    verb = candidate.head
    if candidate.kind != "verb" or verb.lemma_ != "ask" or verb.tag_ not in ("VBN", "VBD"):
        return False
    opens = verb.i == verb.sent.start or verb.nbor(-1).lower_ == "when"
    return opens and candidate.source is not None and candidate.source.i > verb.i


def _is_having_seen(candidate: Candidate) -> bool:
    """True for "a letter that his lawyer has seen": who has a document says nothing by that."""
    verb = candidate.head
    if candidate.kind != "verb" or verb.dep_ != "relcl" or verb.lemma_ not in HAVING_SEEN:
        return False
    role = find_role(verb.head.lower_)
    return role is not None and role.kind == "document"


def _is_silence(candidate: Candidate) -> bool:
    """True for "declined to comment", "refused to say whether", "gave no evidence": who is silent says nothing."""
    verb = candidate.head
    if candidate.kind != "verb":
        return False
    if verb.lemma_ in DECLINING:
        return any(c.dep_ == "xcomp" and c.lemma_ in SPEAKING for c in verb.children)
    if verb.dep_ == "xcomp" and verb.lemma_ in SPEAKING:
        return verb.head.lemma_ in DECLINING
    given = [c for c in verb.children if c.dep_ == "dobj"] if verb.lemma_ in GIVING else []
    return any(c.lower_ == "no" for noun in given for c in noun.children)


def _is_out_of_frame(candidate: Candidate) -> bool:
    """True for "the film documents killings", "they dispute the border": such verbs report in some frames alone."""
    if candidate.kind != "verb" or candidate.head.lemma_ not in IN_FRAMES:
        return False
    return candidate.shape in DOING or candidate.shape == "preposition"


NO_STATEMENTS = (
    _is_out_of_frame,
    _is_silence,
    _is_having_seen,
    _is_asked,
    _is_address,
    _is_deed,
    _is_toll,
    _is_hearsay_of_deeds,
    _is_thing,
    _is_reading,
    _is_furniture,
)


def _is_force(source: Token | None) -> bool:
    return source is not None and source.lower_ in _armed_nouns()


def _may_be_person(source: Token | None) -> bool:
    if _is_force(source):
        return False
    return source is not None and (
        source.ent_type_ == "PERSON" or source.lower_ in PERSON_WORDS or _is_role(source.lower_)
    )


@cache
def _armed_nouns() -> frozenset[str]:
    """Plurals that are always a force: "militants", "soldiers"."""
    return frozenset(row["word"] for row in read_table("forces/nouns") if row["kind"] == "strong")


def _is_role(word: str) -> bool:
    role = find_role(word)
    return role is not None and role.kind == "person"
