"""Numbers right behind a named force whose size they are: 'KFOR is down to 3,500'."""

import re

from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.whose.names import find_actors

ARMED_KINDS = frozenset(
    ("insurgent", "militia", "military", "contractor", "mission", "cartel", "state_force")
)
# Right behind the name of a mission or an armed group: "is down to", "has grown to"
GROUP_IS_AT = re.compile(
    r"(?:,[^,]{1,40},)?\s+(?:(?:is|was|has been|had been|is now|is already) (?:cut |reduced )?(?:back |down |up )?to|"
    rf"(?:now |today )?(?:stands|stood) at|(?:has |had )?(?:{either('grown or shrunk')}) to|"
    r"(?:is|was) (?:estimated|put|reckoned) at)\s+"
)


def ends_of_group_is_at(words: str) -> list[int]:
    """Offsets at which the size of a named force may follow: behind 'KFOR is down to', 'Hezbollah has grown to'."""
    named = (m for m in find_actors(words, 0, len(words)) if m.name.group_kind in ARMED_KINDS)
    return [match.end() for m in named if (match := GROUP_IS_AT.match(words, m.end)) is not None]
