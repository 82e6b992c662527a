"""Who speaks in a transcript, where no attribution says so: 'MS. PSAKI: Russia has built up a presence of 100,000'."""

import re
from bisect import bisect_right

from newsetl.extractors.force_levels.scene import INTRODUCED, Scene
from newsetl.lexicons import read_words

# A label of capitals at the start of a line; "Q" alone asks and is nobody.
LABEL = re.compile(
    r"^[ \t]*(?P<label>Q\b|[A-Z][A-Z.'’\-]*(?: [A-Z][A-Z.'’\-]*){0,5})(?: \([^)\n]{1,60}\))?(?::|[^\S\n]{2,})",
    re.M,
)
INITIALS = re.compile(r"(?<![\w.(])(?P<initials>[A-Z]{2,4}):\s")
LOOK_BACK = 6000  # characters: a long answer


def speaker_of(scene: Scene, offset: int) -> str | None:
    """The speaker named by the last label before an offset; None where a question, or nobody with a title, speaks."""
    start = max(0, offset - LOOK_BACK)
    by_initials = _by_initials(scene, start, offset)
    if by_initials is not None:
        return by_initials
    labels = scene.once(
        ("labels",), lambda: [(m.start(), m.end(), m["label"]) for m in LABEL.finditer(scene.analysis.text)]
    )
    before = bisect_right(labels, offset, key=lambda label: label[1])
    if before == 0 or labels[before - 1][0] < start:
        return None
    last = labels[before - 1][2]
    words = {word.strip(".") for word in last.split()}
    return last if words & read_words("forces/speaker_titles") else None


def _by_initials(scene: Scene, start: int, offset: int) -> str | None:
    """'Ada Lind (AL): Yes. HP: How many? AL: About 900': whose initials stand before the words."""
    if not scene.introduced:
        return None
    text = scene.analysis.text
    said = [*INITIALS.finditer(text, start, offset), *INTRODUCED.finditer(text, start, offset)]
    last = max(said, key=lambda match: match.end(), default=None)
    introduced = [] if last is None else scene.introduced.get(last["initials"], [])
    before = bisect_right(introduced, offset, key=lambda one: one[0])
    return introduced[before - 1][1] if before else None
