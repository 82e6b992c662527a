"""How likely a resolution is right, as measured by rule."""

from newsetl.extractors.date_mentions.readings import Phrase, Reading


def confidence_of(_: Phrase, reading: Reading) -> float:
    """Probability that the reading is right, 0 to 1."""
    return 0.7 if reading.is_guess else 0.9
