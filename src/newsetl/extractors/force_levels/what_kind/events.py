"""What a noun that governs a force makes of it: 'the withdrawal of', 'the death count of', 'the strike on'."""

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon

TALLIES = lexicon.word_set("tallies")


def event_measure(noun: Token) -> str | None:
    """The measure, or the trap's name, that a noun of an event tells; None if it tells none."""
    nouns = lexicon.event_nouns()
    measure = nouns.get(noun.lower_) or nouns.get(noun.lemma_.lower())
    if noun.lemma_.lower() in TALLIES:  # "the death count of 900 soldiers"
        measure = next((nouns[c.lower_] for c in noun.lefts if c.lower_ in nouns), measure)
    if measure == "target_of_strike" and not any(c.lower_ in ("on", "against") for c in noun.children):
        return None
    return measure
