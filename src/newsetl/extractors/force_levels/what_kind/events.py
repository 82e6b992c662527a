"""What a noun that governs a force makes of it: 'the withdrawal of', 'the death count of', 'the strike on'."""

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon

TALLIES = lexicon.word_set("tallies")


def event_measure(noun: Token) -> str | None:
    """The measure, or the trap's name, that a noun of an event tells; None if it tells none."""
    nouns = lexicon.event_nouns()
    measure = nouns.get(_hyphenated(noun)) or nouns.get(noun.lemma_.lower())
    if noun.lemma_.lower() in TALLIES:  # "the death count of 900 soldiers"
        measure = next((nouns[c.lower_] for c in noun.lefts if c.lower_ in nouns), measure)
    if measure == "target_of_strike" and not any(c.lower_ in ("on", "against") for c in noun.children):
        return None
    return measure


def _hyphenated(noun: Token) -> str:
    """'call-up' for the last part of it: the parse takes such words apart."""
    if noun.i < 2 or noun.nbor(-1).text not in ("-", "‑"):
        return noun.lower_
    return f"{noun.nbor(-2).lower_}-{noun.lower_}"
