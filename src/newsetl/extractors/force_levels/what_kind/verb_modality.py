"""The modality of one verb: by its auxiliaries, its infinitive and its subject."""

from typing import cast

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import is_verb
from newsetl.tables.force_levels import Modality

# Ranked: the most doubtful of the words above a figure wins.
RANK: dict[str, int] = {"actual": 0, "planned": 1, "possible": 2, "denied": 3}
NEGATIONS = frozenset(("not", "n't", "never", "no", "nt"))
LET = lexicon.word_set("letting verbs")
BEGUN = lexicon.word_set("begun")
PERFECT_OR_PAST = frozenset(("VBD", "VBN"))


def modality_of_tense(verb: Token, is_reported: bool) -> Modality:
    """The modality of a verb by its auxiliaries.

    Args:
        is_reported: whether it is in reported speech, where 'would' is a plan.
    """
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    words = lexicon.modal_words("aux")
    found: Modality = "actual"
    for auxiliary in auxiliaries:
        word = auxiliary.lower_
        modality = words.get(word, "actual")
        if word in ("would", "'d", "’d") and (is_reported or follows_plan(verb)):
            modality = "planned"
        if RANK[modality] > RANK[found]:
            found = modality  # type: ignore[assignment]
    if any(c.lower_ in NEGATIONS for c in auxiliaries) and found == "actual":
        return "denied"
    if verb.lemma_ == "be" and any(map(_is_bare_infinitive, verb.children)):  # "7,000 rebels are to gather"
        return "planned"
    return _of_infinitive(verb) if found == "actual" and _is_infinitive(auxiliaries) else found


def _of_infinitive(verb: Token) -> Modality:
    """'to send 900': possible where it is allowed, done where it serves what is done, else planned."""
    if verb.head.lemma_ in LET and verb.head.tag_ in ("VBZ", "VBP") and verb.dep_ == "ccomp":
        return "possible"  # "this allows the government to recruit"
    return "actual" if _is_purpose(verb) else "planned"


def modality_of_word(token: Token, scope: str) -> Modality:
    """The modality that a word gives to what it governs, with its particle if it has one."""
    words = lexicon.modal_words(scope)
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    phrases = (f"{token.lemma_.lower()} {particle}", token.lower_, token.lemma_.lower())
    return cast(Modality, next((words[phrase] for phrase in phrases if phrase in words), "actual"))


def subject_modality(copula: Token, below: Token) -> Modality:
    """'the first thing I would do is send 900', 'all we have to do is send 900': the modality is the subject's."""
    if below.tag_ not in ("VB", "VBP") or any(c.dep_ == "nsubj" for c in below.children):
        return "actual"
    subjects = [c for c in copula.children if c.dep_ in ("nsubj", "csubj")]
    verbs = [t for s in subjects for t in s.subtree if is_verb(t)]
    moods = [m for verb in verbs for m in (modality_of_tense(verb, False), modality_of_word(verb, "chain"))]
    return max(moods, key=RANK.__getitem__, default="actual")


def has_condition(verb: Token) -> bool:
    """True beside 'if', 'unless', 'should it come to war'."""
    return any(
        child.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in child.children)
        for child in verb.children
    )


def follows_plan(verb: Token) -> bool:
    """'the plan would keep 4,000', 'under the plan, it would keep': decided under a plan, not under a proposal."""
    names = [c for c in verb.children if c.dep_ == "nsubj"]
    names += [c for prep in verb.children if prep.lower_ == "under" for c in prep.children]
    return any(lexicon.modal_words("chain").get(c.lemma_.lower()) == "planned" for c in names)


def _is_bare_infinitive(token: Token) -> bool:
    return token.dep_ in ("xcomp", "ccomp", "advcl") and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.children
    )


def _is_infinitive(auxiliaries: list[Token]) -> bool:
    return any(a.lower_ == "to" for a in auxiliaries) and not any(
        a.lower_ in ("have", "has") for a in auxiliaries
    )


def _is_purpose(verb: Token) -> bool:
    """'used trucks to move 500 soldiers': done, if what it serves is done."""
    return verb.dep_ in ("advcl", "xcomp") and verb.head.tag_ in PERFECT_OR_PAST
