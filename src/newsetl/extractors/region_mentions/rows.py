"""Resolved spans -> rows of region_mentions."""

from dataclasses import dataclass

from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.gazetteer import Gazetteer, Place
from newsetl.gazetteer.disputes import dispute_of, historic_state_of
from newsetl.tables.articles import Article
from newsetl.tables.region_mentions import TABLE, MentionType, RegionMention

LEAST_PROBABLE = 0.15  # an answer less likely than this is none


@dataclass(frozen=True, slots=True)
class Found:
    """A span that names a place: how probably it does, what it stands for, and which place it is.

    `holder` is the number of the country or division that the text puts it in, and how surely it does.
    """

    span: NamedSpan
    presence: float
    type: MentionType
    answer: Answer | None
    holder: tuple[int, float] | None
    sentence_index: int


def to_row(found: Found, article: Article, gazetteer: Gazetteer) -> RegionMention:
    """The row of a mention; place columns are null where it could not be resolved.

    The country and the division of an unresolved place are those that the text puts it in.
    """
    span, answer = found.span.span, found.answer
    is_resolved = answer is not None and answer.probability >= LEAST_PROBABLE
    place = gazetteer.place(answer.place) if answer and is_resolved else None
    runner_up = gazetteer.place(answer.runner_up) if answer and answer.runner_up is not None else None
    holder, is_held = found.holder or (None, 1.0)
    area = place or (gazetteer.place(holder) if holder is not None else None)
    country = gazetteer.country(area.index) if area else None
    division = _division(area, gazetteer)
    historic = historic_state_of(place.index, gazetteer) if place else None
    dispute = dispute_of(area.index, gazetteer) if area else None
    probability = found.presence * (answer.probability if answer and is_resolved else is_held)
    return RegionMention(
        region_mention_id=TABLE.row_id(article.article_id, article.revision, span),
        start=span.start,
        end=span.end,
        surface=found.span.surface,
        mention_type=found.type,
        place_id=place.place_id if place else None,
        place_name=place.name if place else None,
        place_type=place.type if place else None,
        country_iso3=historic.iso3 if historic else country.iso3 if country else None,
        country_name=historic.name if historic else country.name if country else None,
        admin1_name=division.name if division else None,
        admin1_code=division.code if division else None,
        subregion=country.subregion if country else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        is_centroid=place.is_centroid if place else None,
        is_approximate=place.is_approximate if place else None,
        disputed=dispute.area if dispute else None,
        claimed_by=dispute.claimed_by if dispute else None,
        held_by=dispute.held_by if dispute else None,
        candidates=len(found.span.candidates) if found.span.candidates else 0,
        runner_up_place_id=runner_up.place_id if runner_up else None,
        sentence_index=found.sentence_index,
        confidence=round(probability, 3),
    )


def _division(place: Place | None, gazetteer: Gazetteer) -> Place | None:
    if place is None:
        return None
    if place.type == "admin1":
        return place
    return gazetteer.place(place.admin1) if place.admin1 is not None else None
