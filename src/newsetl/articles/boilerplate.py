"""Lines of a page that no reporter wrote: links elsewhere, sign-up boxes, share buttons, update stamps."""

import re
from collections.abc import Sequence
from functools import lru_cache

from newsetl.articles.text_overlap import bare
from newsetl.lexicons import read_table

MAX_LINE = 350  # a longer line is prose, whatever it starts with
TITLE_LINES = 4  # the headline is repeated within the first lines, if at all
REPEAT = 80  # characters; shorter lines may well occur twice
PARAGRAPH = "\n\n"
CREDIT_WORDS = 5  # besides the names: "By", a role, a place, a month
SHORT = 90  # a line below a "Related" heading that is shorter is one of its links


def is_boilerplate(line: str) -> bool:
    """True for a whole line that is page furniture and not part of the article."""
    return kind_of_boilerplate(line) is not None


@lru_cache(maxsize=4_096)
def kind_of_boilerplate(line: str) -> str | None:
    """Which furniture a whole line is ("related", "share", …); None for a line of the article."""
    line = " ".join(line.split())
    if not line or len(line) > MAX_LINE or not _any_pattern().fullmatch(line):
        return None
    return next(kind for kind, pattern in _patterns() if pattern.fullmatch(line))


def without_boilerplate(lines: Sequence[str], title: str | None) -> list[str]:
    """The lines that are the article's own: furniture, the repeated headline and repeated paragraphs are gone."""
    kept: list[str] = []
    seen: set[str] = set()
    headline = bare(title or "")
    in_links = False
    for number, raw in enumerate(lines):
        line = raw.strip()
        kind = kind_of_boilerplate(line)
        in_links = kind == "links below" or (in_links and kind is None and _is_link_title(line))
        letters = bare(line)
        is_title = number < TITLE_LINES and letters == headline
        if not letters or kind or in_links or is_title or (len(line) >= REPEAT and letters in seen):
            continue
        seen.add(letters)
        kept.append(line)
    return kept


def without_credits(text: str, authors: Sequence[str], outlet: str | None) -> str:
    """A body without the lines at its head that only name its authors or its outlet ("Ann Lee | Oslo | 3 May")."""
    paragraphs = text.split(PARAGRAPH)
    names = [name.lower() for name in (*authors, outlet) if name]
    head = [line for line in paragraphs[:TITLE_LINES] if not _is_credit(line, names)]
    return PARAGRAPH.join((*head, *paragraphs[TITLE_LINES:]))


def _is_credit(line: str, names: Sequence[str]) -> bool:
    is_label = len(line) < SHORT and line[-1:] not in ".!?:”\"'"
    rest = line.lower()
    for name in names:
        rest = rest.replace(name, "")
    is_named = len(rest) < len(line)
    return is_label and is_named and len(re.findall(r"[a-z]{3,}", rest)) <= CREDIT_WORDS


def _is_link_title(line: str) -> bool:
    return len(line) < SHORT and line[-1:] not in '.!”"'


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_table("articles/boilerplate")
    return tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)


@lru_cache(maxsize=1)
def _any_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for _, p in _patterns()), re.IGNORECASE)
