"""The lists of articles, statements, sources, places and stories: what each shows and can be narrowed by."""

from functools import cache, lru_cache

from newsetl.desk.fields import Field
from newsetl.desk.figures import country_names
from newsetl.desk.list_query import OF_HITS, Listing
from newsetl.tables import ATTRIBUTIONS

ARTICLES = """(
    SELECT
        a.article_id, a.story_id, a.outlet, a.title, a.url, a.byline, a.wire_agency, a.language, a.published_at,
        a.published_date, a.word_count, a.is_truncated
    FROM articles AS a
    WHERE a.is_current
)"""
PLACES = """(
    SELECT
        place_id,
        any_value(place_name ORDER BY place_name) AS place_name,
        any_value(country_iso3 ORDER BY country_iso3) AS country_iso3,
        sum(mentions)::BIGINT AS mentions,
        sum(articles)::BIGINT AS articles,
        sum(stories)::BIGINT AS stories,
        max(month) AS last_month
    FROM place_months
    GROUP BY place_id
)"""
REVIEWED = {"machine": "not yet"}
DAYS = (
    Field("from", "Published from", "since", "published_date"),
    Field("to", "to", "until", "published_date"),
)


@cache
def articles(has_words: bool = False) -> Listing:
    """The current revisions of articles; with words those that `searching.keep_hits` put by, best first."""
    best = {"best": ("best first", "score DESC, article_id")} if has_words else {}
    return Listing(
        path="/articles",
        rows=OF_HITS if has_words else ARTICLES,
        columns=_columns(
            "article_id title outlet published_date wire_agency language word_count url story_id byline"
        ),
        fields=(
            Field("outlet", "Outlet", "choice", "outlet", is_facet=True),
            Field("agency", "Credited to", "choice", "wire_agency", is_facet=True),
            Field("language", "Language", "choice", "language", is_facet=True),
            Field("story", "The story", "choice", "story_id"),
            *DAYS,
        ),
        sorts={
            **best,
            "newest": ("newest first", "published_at DESC NULLS LAST, article_id"),
            "oldest": ("oldest first", "published_at NULLS LAST, article_id"),
        },
        noun=("article", "articles"),
    )


@lru_cache(maxsize=8)
def statements(rows: str = ATTRIBUTIONS) -> Listing:
    """Who said what: the published statements, or with what people have said since (`Overlay.statements`)."""
    return Listing(
        path="/statements",
        rows=rows,
        columns=_columns(
            "attribution_id source_name source_text source_kind anonymity role_title affiliation affiliation_iso3 "
            "via_name cue_text cue_class speech_type content_text is_negated confidence published_date outlet "
            "article_id source_id review reviewed_by"
        ),
        fields=(
            Field("q", "Words of the statement", "words", "content_text"),
            Field("source", "Who", "name", "source_name", ("source_text",), True),
            Field("id", "The source", "choice", "source_id"),
            Field("kind", "Kind of source", "choice", "source_kind", is_facet=True),
            Field("anonymity", "Named or not", "choice", "anonymity", is_facet=True),
            Field("does", "What it does", "choice", "cue_class", is_facet=True),
            Field("speech", "Speech", "choice", "speech_type", is_facet=True),
            Field("for", "Speaks for", "name", "affiliation", ("affiliation_iso3",), True),
            Field("via", "Through", "name", "via_name"),
            Field("outlet", "Outlet", "choice", "outlet", is_facet=True),
            *DAYS,
            Field("sure", "At least so sure, in %", "least", "confidence"),
            Field("review", "Reviewed", "choice", "coalesce(review, 'machine')", values=REVIEWED),
        ),
        sorts={
            "newest": (
                "newest first",
                "published_date DESC NULLS LAST, article_id, content_start, attribution_id",
            ),
            "sure": ("surest first", "confidence DESC, attribution_id"),
        },
        noun=("statement", "statements"),
    )


@cache
def sources() -> Listing:
    """The sources that are known by name."""
    return Listing(
        path="/sources",
        rows="source_profile",
        columns=_columns(
            "source_id source_name source_kind role_title affiliation affiliation_iso3 mentions articles stories "
            "outlets first_seen last_seen says claims denies warns alleges share_direct"
        ),
        fields=(
            Field("q", "Words of the name", "words", "concat_ws(' ', source_name, role_title, affiliation)"),
            Field("kind", "Kind of source", "choice", "source_kind", is_facet=True),
            Field("country", "Country", "choice", "affiliation_iso3", is_facet=True, values=country_names()),
            Field("for", "Speaks for", "name", "affiliation", is_facet=True),
        ),
        sorts={
            "stories": ("most stories first", "stories DESC, mentions DESC, source_id"),
            "name": ("by name", "lower(source_name), source_id"),
            "newest": ("cited last first", "last_seen DESC NULLS LAST, source_id"),
        },
        noun=("source", "sources"),
    )


@cache
def places() -> Listing:
    """The places that articles name, demonyms and datelines left out."""
    return Listing(
        path="/places",
        rows=PLACES,
        columns=_columns("place_id place_name country_iso3 mentions articles stories last_month"),
        fields=(
            Field("q", "Words of the name", "words", "place_name"),
            Field("country", "Country", "choice", "country_iso3", is_facet=True, values=country_names()),
        ),
        sorts={
            "stories": ("most stories first", "stories DESC, mentions DESC, place_id"),
            "name": ("by name", "lower(place_name), place_id"),
        },
        noun=("place", "places"),
    )


@cache
def stories() -> Listing:
    """Stories that more than one article tells."""
    return Listing(
        path="/stories",
        rows="story_syndication",
        columns=_columns(
            "story_id title first_outlet first_published last_published hours_to_last articles outlets outlet_names "
            "wire_agencies"
        ),
        fields=(
            Field("q", "Words of the headline", "words", "title"),
            Field("outlet", "Ran first in", "choice", "first_outlet", is_facet=True),
            Field("agency", "Credited to", "choice", "wire_agencies", is_facet=True),
            Field("from", "First published from", "since", "first_published::DATE"),
            Field("to", "to", "until", "first_published::DATE"),
        ),
        sorts={
            "newest": ("newest first", "first_published DESC NULLS LAST, story_id"),
            "copies": ("most copies first", "articles DESC, story_id"),
        },
        noun=("story", "stories"),
    )


def _columns(names: str) -> dict[str, str]:
    return {name: f'"{name}"' for name in names.split()}
