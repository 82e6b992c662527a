"""What was found in a document, and its metadata from the input -> the article. The input's metadata wins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsetl.articles.archived_urls import copied_at
from newsetl.articles.datelines import find_credits
from newsetl.articles.found import Found, FoundDate
from newsetl.articles.local_days import in_own_zone, local_day
from newsetl.articles.names import clean_names, named_agency, newsroom_cities
from newsetl.articles.outlets import outlet_of_domain
from newsetl.articles.times import is_plausible, parse_time
from newsetl.articles.titles import clean_title
from newsetl.articles.urls import article_key, canonical_url, names_article, registered_domain
from newsetl.core.documents import RawDocument
from newsetl.core.ids import stable_id
from newsetl.core.invisible import without_invisible
from newsetl.gazetteer.countries import country_of_name
from newsetl.gazetteer.descriptions import country_of_capital
from newsetl.lexicons.agencies import is_agency
from newsetl.lexicons.given_names import begins_with_given_name, is_common_given_name
from newsetl.tables.articles import Article, PublishedSource

INVERTED = re.compile(
    r"(?P<before>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3}), (?P<behind>[^\W\d_][\w'’. -]*)"
)  # "Lee, Ann B.", "van der Berg, Jan"


def assemble_article(
    raw: RawDocument,
    found: Found,
    visible: str,
    *,
    language: str | None,
    run_id: str,
    received_at: datetime | None,
    parser_version: str,
) -> Article:
    """The article of revision 1; its story is its own until a story index says otherwise.

    `visible` is the found text without the characters that nobody sees.
    """
    said = {key: value for key, value in raw.metadata.items() if value not in (None, "", [])}
    article = _identified(raw, found, said, run_id, parser_version)
    return _dated(_credited(article, found, visible, said, language), found, said, received_at)


def _identified(
    raw: RawDocument, found: Found, said: Mapping[str, Any], run_id: str, parser_version: str
) -> Article:
    """Which article it is, what it says, and where it came from."""
    url = canonical_url(_text(said.get("url"))) or canonical_url(found.url)
    domain = registered_domain(url) or found.domain
    outlet = _text(said.get("outlet")) or found.outlet or outlet_of_domain(domain)
    article_id = _article_id(said, url, outlet, found.text)
    return Article(
        article_id=article_id,
        story_id=article_id,
        outlet=outlet,
        outlet_domain=domain,
        url=url,
        fetched_at=raw.fetched_at or copied_at(_text(said.get("url"))),
        text=found.text,
        word_count=len(found.text.split()),
        raw_uri=raw.uri,
        raw_sha256=raw.sha256,
        media_type=raw.media_type,
        input_id=_text(said.get("id")),
        run_id=run_id,
        parser_version=parser_version,
    )


def _credited(
    article: Article, found: Found, visible: str, said: Mapping[str, Any], language: str | None
) -> Article:
    """With its headline and who wrote it."""
    written = find_credits(visible, found.furniture)
    byline = _text(said.get("byline")) or found.byline or written.byline
    signed = _said_names(said.get("authors"))
    authors = _authors(signed, article.outlet) or found.authors or _named_in(byline, article.outlet)
    agency = found.wire_agency or written.wire_agency or named_agency((*signed, byline or "", *authors))
    return replace(
        article,
        title=_title(said.get("title"), article.outlet) or found.title,
        byline=byline,
        authors="; ".join(author for author in authors if not is_agency(author)) or None,
        dateline=_text(said.get("dateline")) or written.dateline,
        wire_agency=agency,
        language=_language(said.get("language")) or language,
        section=_text(said.get("section")) or found.section,
        is_truncated=found.is_truncated,
    )


def _dated(article: Article, found: Found, said: Mapping[str, Any], received_at: datetime | None) -> Article:
    """With the first plausible of each kind of date."""
    told = (_said_time(said), *found.published)
    changed = (parse_time(said.get("updated_at"), "input"), *found.updated)
    published = _first_plausible(told, article.outlet_domain, received_at)
    updated = _first_plausible(changed, article.outlet_domain, received_at)
    return replace(
        article,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_source=published.source if published else None,
        published_date=local_day(published, article.outlet_domain) if published else None,
        utc_offset_minutes=published.offset if published else None,
        updated_at=updated.at if updated else None,
    )


def _article_id(said: Mapping[str, Any], url: str | None, outlet: str | None, text: str) -> str:
    if url and names_article(url):
        return stable_id("art", "url", article_key(url))
    if said.get("id"):
        return stable_id("art", "id", outlet or "", said["id"])
    return stable_id("art", "text", " ".join(text.split()))


def _said_time(said: Mapping[str, Any]) -> FoundDate | None:
    source: PublishedSource = "feed" if said.get("published_source") == "feed" else "input"
    return parse_time(said.get("published_at"), source)


def _first_plausible(
    candidates: tuple[FoundDate | None, ...], domain: str | None, received_at: datetime | None
) -> FoundDate | None:
    moments = (in_own_zone(found, domain) for found in candidates if found)
    return next((found for found in moments if is_plausible(found, received_at)), None)


def _said_names(said: Any) -> list[str]:
    """The entries of an author field."""
    texts = said if isinstance(said, (list, tuple)) else re.split(r"\s*[;|]\s*", str(said)) if said else []
    return [text for text in map(_text, texts) if text]


def _authors(signed: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """Names that the input gives, cleaned of "By", roles and addresses; "Lee, Ann" stays one name."""
    names: dict[str, None] = {}
    for text in signed:
        cleaned = clean_names([text], [outlet] if outlet else [])
        is_inverted = len(cleaned) > 1 and not any(" " in name or is_agency(name) for name in cleaned)
        is_foreign = not cleaned and not re.search(r"[A-Za-z\d@]", text)
        names.update(dict.fromkeys([text] if is_inverted or is_foreign else cleaned))
    return tuple(names)


def _named_in(byline: str | None, outlet: str | None) -> tuple[str, ...]:
    """Names in a byline; "Lee, Ann; Roe, Bo" are two, as reference managers write them, and "Lee, Ann" is one."""
    parts = [INVERTED.fullmatch(part.strip()) for part in (byline or "").split(";")]
    names = [_turned_round(part, outlet) for part in parts if part]
    is_inverted = len(parts) > 1 or (parts[0] is not None and _is_surname_first(parts[0]))
    if is_inverted and len(parts) == len(names) and all(names):
        byline = "; ".join(filter(None, names))
    return clean_names([byline], [outlet] if outlet else [], is_byline=True) if byline else ()


def _is_surname_first(part: re.Match[str]) -> bool:
    """True for "Lee, Ann", False for "Ann, Bo", "Kyiv, Ann Lee" and "Lee, Reporter": only a given name is behind."""
    before, behind = part["before"], part["behind"]
    is_alone = " " not in before and " " not in behind.strip()
    is_given = begins_with_given_name(behind) and _may_be_given(behind, None)
    return is_alone and is_given and not is_common_given_name(before)


def _turned_round(part: re.Match[str], outlet: str | None) -> str | None:
    """ "Lee, Ann" -> "Ann Lee"; of "Reuters, Kyiv" and "Smith, Reporter" what is before the comma.

    None where neither is sure: "Ann Lee, Bo Roe".
    """
    before, behind = part["before"], part["behind"]
    is_given = is_common_given_name(behind.split()[0])
    if is_agency(before) or not (is_given or _may_be_given(behind, outlet)):
        return before
    is_surname = " " not in before or before[0].islower()  # "van der Berg"
    is_sure = is_surname or (begins_with_given_name(behind) and not begins_with_given_name(before))
    return f"{behind} {before}" if is_sure else None


def _may_be_given(behind: str, outlet: str | None) -> bool:
    """False for a role, the house, a country, its capital and a city of newsrooms."""
    is_place = country_of_name(behind) or country_of_capital(behind) or behind in newsroom_cities()
    return not is_place and bool(clean_names([behind], [outlet] if outlet else []))


def _text(value: Any) -> str | None:
    return " ".join(without_invisible(str(value)).split()) or None if value is not None else None


def _title(value: Any, outlet: str | None) -> str | None:
    said = _text(value)
    return clean_title(said, [outlet] if outlet else []) or None if said else None


def _language(value: Any) -> str | None:
    code = str(value or "").lower().replace("_", "-").split("-")[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None
