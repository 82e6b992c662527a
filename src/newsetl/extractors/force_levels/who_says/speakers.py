"""Who speaks in a transcript, where no attribution says so: 'MS. PSAKI: Russia has built up a presence of 100,000'."""

import re

from newsetl.extractors.force_levels.scene import Scene
from newsetl.lexicons import read_words

# A label of capitals at the start of a line; "Q" alone asks and is nobody.
LABEL = re.compile(
    r"^[ \t]*(?P<label>Q\b|[A-Z][A-Z.'’\-]*(?: [A-Z][A-Z.'’\-]*){0,5})(?: \([^)\n]{1,60}\))?(?::|[^\S\n]{2,})",
    re.M,
)
LOOK_BACK = 6000  # characters: a long answer


def speaker_of(scene: Scene, offset: int) -> str | None:
    """The speaker named by the last label before an offset; None where a question, or nobody with a title, speaks."""
    text = scene.analysis.text
    last = None
    for match in LABEL.finditer(text, max(0, offset - LOOK_BACK), offset):
        last = match["label"]
    if last is None or last == "Q":
        return None
    words = {word.strip(".") for word in last.split()}
    return last if words & read_words("forces/speaker_titles") else None
