"""Who an article names, by place in the text."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsetl.language.transliteration import spelling_key
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

    def person_called(self, word: str) -> EntityMention | None:
        """The one person whose first or last name is that word in any spelling: "Viačorka" of Franak Viacorka."""
        key = spelling_key(word)
        fits = [m for parts, m in self._people if key in (parts[:1], parts[-1:])]
        return fits[0] if key and len(fits) == 1 else None

    @cached_property
    def _people(self) -> list[tuple[tuple[str, ...], EntityMention]]:
        """The persons named in full, each once, with the spelling keys of their names."""
        people = {m.entity_id: m for m in self.mentions if m.entity_type == "person" and " " in m.entity_name}
        return [(spelling_key(m.entity_name), m) for m in people.values()]

    def surnames(self) -> set[str]:
        """Last words of the names of persons, casefolded."""
        return {m.entity_name.split()[-1].casefold() for m in self.mentions if m.entity_type == "person"}
