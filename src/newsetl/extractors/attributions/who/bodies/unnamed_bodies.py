"""Bodies that an article only describes: "the office" is the governor's office of the sentence before."""

from dataclasses import dataclass, field, replace

from newsetl.extractors.attributions.who.source import Source

KINDS = frozenset(("government", "organisation", "news_agency"))
REACH = 4  # sentences back


@dataclass(frozen=True)
class UnnamedBodies:
    """The bodies without a name that have been cited, by sentence."""

    cited: list[tuple[int, Source]] = field(default_factory=list)

    def add(self, sentence: int, source: Source) -> None:
        """Takes down who speaks in a sentence, if it is a body that several words describe."""
        if source.id is None and source.kind in KINDS and " " in (source.name or ""):
            self.cited.append((sentence, source))

    def meant_by(self, phrase: str, sentence: int) -> Source | None:
        """The one body just described whose last word is the noun of "the office"; None for another phrase."""
        near = {s.name: s for at, s in self.cited if 0 <= sentence - at <= REACH}
        noun = phrase.rsplit(maxsplit=1)[-1].lower()
        fits = [source for name, source in near.items() if (name or "").lower().endswith(f" {noun}")]
        return replace(fits[0], how="cited_body") if len(phrase.split()) == 2 and len(fits) == 1 else None
