"""Characters that nobody sees: soft hyphens, joiners, marks of direction and what else has no width.

They are within words ("sol\\xaddiers") and split what a reader sees as one. Joiners and marks of direction beside
letters of other scripts than the Latin are part of how these are written, and stay.
"""

import re

INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff]"
    "|(?<![^\\s -\u024f])[\u200c-\u200f\u202a-\u202e\u2066-\u2069]+(?![^\\s -\u024f])"
)


def without_invisible(text: str) -> str:
    """The text as it is seen: "sol\\xaddiers" -> "soldiers"."""
    return text if text.isascii() else INVISIBLE.sub("", text)


def places_of_visible(text: str) -> list[int] | None:
    """Where in a text each character of `without_invisible(text)` is; None where all are where they did."""
    unseen = [] if text.isascii() else [match.span() for match in INVISIBLE.finditer(text)]
    if not unseen:
        return None
    starts, ends = zip(*unseen, strict=True)
    seen = zip((0, *ends), (*starts, len(text)), strict=True)
    return [place for start, end in seen for place in range(start, end)]
