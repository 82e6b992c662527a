"""Forces that leave for their own country: '900 French soldiers in Mali will leave for France'."""

import re

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.names import ActorMention

LEAVES = re.compile(
    rf"\s+(?:(?!(?:{either('openers of a clause')})\b)[\w’'-]+\s+){{0,7}}?"
    rf"(?:{either('leaving verbs')})\s+(?:\w+\s+){{0,2}}?for\s+(?:the\s+)?"
)
PART = re.compile(r"['’]|\s+(?:border|frontier)")  # "left for Mali's border", "for France's base in Djibouti"


def destination_at_home(scene: Scene, candidate: Candidate) -> ActorMention | None:
    """The own state that those counted leave for, whose name their phrase bears too; None where they do not."""
    return scene.once(("homeward", candidate.number.start), lambda: _destination(scene, candidate))


def _destination(scene: Scene, candidate: Candidate) -> ActorMention | None:
    text, number, noun = scene.analysis.text, candidate.number, candidate.noun
    leaves = LEAVES.match(text, noun.end, candidate.figure.sentence.end)
    if leaves is None:
        return None
    named = scene.actors_in(candidate.figure.sentence)
    own = {m.name.iso3 for m in named if number.start <= m.start < noun.end} - {None}
    home = next((m for m in named if m.start == leaves.end() and m.name.iso3 in own), None)
    return None if home is None or PART.match(text, home.end) else home
