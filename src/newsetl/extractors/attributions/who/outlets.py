"""Unknown outlets, recognised by what they do: "…, reports The Harbourer"."""

from dataclasses import replace

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import institution_of_name


def as_outlet(draft: Draft, source: Source) -> Source:
    """The unknown name of "…, reports The Harbourer" as what reports: an outlet."""
    span, name = draft.source_span, source.name
    if source.kind not in ("organisation", "unknown") or draft.cue is None or span is None or name is None:
        return source
    candidate = draft.candidate
    is_report = candidate is not None and candidate.kind == "verb" and candidate.head.lemma_ == "report"
    is_name = name[0].isupper() and institution_of_name(name) is None
    if not is_report or not is_name or draft.cue.end > span.start:
        return source
    key = source.id or stable_id("ent", "organisation", name.casefold())
    return replace(source, kind="news_agency", anonymity="named", id=key, affiliation=name)
