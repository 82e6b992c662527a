"""Bodies whose short form is told behind their name: "the Collective against Impunity, known as CISC"."""

import re

from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.tables.entity_mentions import EntityMention

TOLD = re.compile(r",\s(?:or|(?:also\s|better\s)?known\s(?:as|by\sits\sinitials)|abbreviated)\s(?=[A-Z])")
FEWEST = 2  # words of a name that has a short form


def named_with_short_form(text: str, start: int, end: int, inside: list[EntityMention]) -> Source | None:
    """The body of a phrase [start, end) that gives its name and its initials; by our name where a list has them."""
    told = TOLD.search(text, start, end)
    short = next((m for m in inside if told is not None and m.start == told.end()), None)
    if told is None or short is None or short.entity_type == "person" or not short.surface.isupper():
        return None
    known, name = named_source(short), label_of(text[start : told.start()])
    if institution_of_name(short.surface) is not None or name is None or len(name.split()) < FEWEST:
        return known
    return Source(name, known.id, known.kind, "named", None, name, known.iso3, how="body")
