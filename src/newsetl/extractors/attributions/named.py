"""Who an article names, by place in the text."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsetl.tables.entity_mentions import EntityMention


@dataclass(frozen=True)
class Names:
    """The entity mentions of an article, to be looked up by place."""

    mentions: Sequence[EntityMention]

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Mentions inside a range, in order."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def of(self, entity_id: str) -> Sequence[EntityMention]:
        """Mentions of somebody, in order."""
        return self._by_entity.get(entity_id, ())

    @cached_property
    def _by_entity(self) -> dict[str, list[EntityMention]]:
        found: dict[str, list[EntityMention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity_id, []).append(mention)
        return found

    def surnames(self) -> set[str]:
        """Last words of the names of persons, casefolded."""
        return {m.entity_name.split()[-1].casefold() for m in self.mentions if m.entity_type == "person"}
