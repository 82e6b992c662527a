"""Which lines are sentences: prose, not a stamp, a label or a heading."""

import re

PROSE_WORDS = 8  # a line of as many words that ends like a sentence is one
SENTENCE_END = re.compile(r"([^\W_]|\))[.!?؟][\"”’»')]*$")
FULL_STOP = re.compile(r"[。！？।۔][”’」』）)]*$")
ABBREVIATED = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)


def is_sentence(line: str) -> bool:
    """True of "On 14 February 2022, Pretoria sent 1,495 soldiers to Mozambique."; "Posted at 5 p.m." is none."""
    line = line.rstrip()
    if FULL_STOP.search(line):
        return True
    end = SENTENCE_END.search(line)
    is_ended = end is not None and not end[1].isupper() and not ABBREVIATED.search(line)
    return is_ended and len(line.split()) >= PROSE_WORDS
