"""Which of the bodies cited are armed groups: "the rebels" and "the jihadist group" mean one of them."""

from collections.abc import Sequence
from dataclasses import replace

from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import NON_STATE_KINDS, institution_of_name
from newsetl.tables.entity_mentions import EntityMention


def is_armed(source: Source, mentions: Sequence[EntityMention]) -> bool:
    """True for a group that fights and is not a state's, by our lists or by what the article calls it."""
    institution = institution_of_name(source.name or "")
    if institution is not None:
        return institution.kind in NON_STATE_KINDS
    return any(m.entity_type == "armed_group" and m.entity_id == source.id for m in mentions)


def only_armed(cited: Sequence[Source], mentions: Sequence[EntityMention]) -> Source | None:
    """The one armed group among the bodies cited; None for none and for several."""
    armed = {source.id: source for source in cited if is_armed(source, mentions)}
    return replace(next(iter(armed.values())), how="cited_body") if len(armed) == 1 else None
