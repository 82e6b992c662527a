"""The section of the outlet that a page is in, where it says so."""

from newsetl.articles.structured import Structured, texts_of

MAX_SECTION = 60
NAMES = (
    "article:section",
    "parsely-section",
    "cxenseparse:section",
    "section",
    "sailthru.section",
    "dc.subject",
)


def find_section(structured: Structured) -> str | None:
    """Name of the section; None where the page does not say."""
    stated = (
        *texts_of(structured.article.get("articleSection")),
        *(structured.first(n) or "" for n in NAMES),
    )
    return next((name for name in stated if 1 < len(name) <= MAX_SECTION), None)
