"""Posts of a live blog, and their times as lines of the body, so that "yesterday" counts from the post's own day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from newsetl.articles.found import FoundDate
from newsetl.articles.local_days import in_own_zone, local_time
from newsetl.articles.stated import plain
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.textmatch import words
from newsetl.articles.times import parse_time
from newsetl.articles.visible_dates import published_stamp
from newsetl.core.post_times import post_line

MAX_POSTS = 1_000
MAX_POST = 20_000  # characters
MIN_POST = 80  # characters of text; less is a link with its time
MIN_POSTS = 2
BEFORE, LONGEST = timedelta(days=1), timedelta(days=45)  # of a post from the article's publication
MAX_STAMP = 60  # characters of a line that begins with the post's time as the page prints it
OPENING = 4  # words by which a paragraph is known again
PARAGRAPH = "\n\n"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong")
STAMPS = "//time | //*[@itemprop='datePublished']"
Opening = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """One post: when it was written, its headlines, its text."""

    at: FoundDate
    headlines: tuple[str, ...]
    text: str


def stated_posts(structured: Structured) -> list[Post]:
    """Posts that the page states as schema.org's liveBlogUpdate."""
    things = (structured.article, *structured.things)
    updates = next((found for thing in things if (found := thing.get("liveBlogUpdate"))), ())
    entries = updates if isinstance(updates, Sequence) and not isinstance(updates, str) else (updates,)
    return [post for entry in entries[:MAX_POSTS] if isinstance(entry, Mapping) and (post := _stated(entry))]


def body_of_posts(posts: Iterable[Post]) -> str:
    """The posts' headlines and texts in lines."""
    return "\n".join(line for post in posts for line in (*post.headlines, post.text) if line)


def with_post_times(
    text: str, tree: HtmlElement, stated: Sequence[Post], published: FoundDate | None, domain: str | None
) -> str:
    """A body with a line "2024-03-06 21:40" above each post, in place of the time that the page prints there.

    Args:
        text: paragraphs apart by a blank line.
        tree: the page.
        stated: what `stated_posts` found.
        published: of the article; parts of the page that are older are other stories.
        domain: of the outlet, whose local time is written where the page tells UTC.
    """
    shown = [post for post in _shown_posts(tree) if published is None or _is_its_own(post, published)]
    openings = _openings(shown) | _openings(stated)
    paragraphs = text.split(PARAGRAPH)
    found = [openings.get(_opening(words(paragraph))) for paragraph in paragraphs]
    if len({at for at in found if at}) < MIN_POSTS:
        return text
    printed = tuple(text for stamp in _stamps(tree) if (text := " ".join(stamp.text_content().split())))
    lines: list[str] = []
    current = None
    for paragraph, at in zip(paragraphs, found, strict=True):
        if at and at != current:
            lines.append(post_line(local_time(in_own_zone(at, domain), domain)))
            current = at
        if len(paragraph) > MAX_STAMP or not paragraph.startswith(printed):
            lines.append(paragraph)
    return PARAGRAPH.join(lines)


def _is_its_own(post: Post, published: FoundDate) -> bool:
    return -BEFORE <= post.at.at - published.at <= LONGEST


def _stated(entry: Mapping[str, Any]) -> Post | None:
    at = parse_time(entry.get("datePublished"), "json_ld")
    told = entry.get("articleBody")
    body = plain(told[:MAX_POST]) if isinstance(told, str) else ""
    headlines = tuple(islice(texts_of(entry.get("headline")), 1))
    return Post(at, headlines, body) if at and _tells_minute(at) and (body or headlines) else None


def _shown_posts(tree: HtmlElement) -> list[Post]:
    """Parts of the page that stand beside each other, each with one time and a text of its own."""
    told = {stamp: at for stamp in _stamps(tree) if (at := _moment(stamp))}
    stamps = {
        stamp: at for stamp, at in told.items() if not any(part in told for part in stamp.iterancestors())
    }
    if len(stamps) < MIN_POSTS:
        return []
    held = Counter(part for stamp in stamps for part in (stamp, *stamp.iterancestors()))
    parts = [(_alone(stamp, held), at) for stamp, at in stamps.items()]
    beside = Counter(part.getparent() for part, _ in parts)
    return [
        _shown(part, at) for part, at in parts if beside[part.getparent()] >= MIN_POSTS and _is_post(part)
    ]


def _alone(stamp: HtmlElement, held: Mapping[HtmlElement, int]) -> HtmlElement:
    """The largest part of the page that holds no other time."""
    return [part for part in (stamp, *stamp.iterancestors()) if held[part] == 1][-1]


def _is_post(part: HtmlElement) -> bool:
    return len(" ".join(part.text_content().split())) >= MIN_POST


def _shown(part: HtmlElement, at: FoundDate) -> Post:
    headlines = (" ".join(heading.text_content().split()) for heading in part.iter(*HEADINGS))
    texts = (text for text in part.itertext() if text.strip())
    return Post(at, tuple(islice(headlines, 3)), " ".join(texts)[:MAX_POST])


def _stamps(tree: HtmlElement) -> Iterator[HtmlElement]:
    return islice(tree.xpath(STAMPS), MAX_POSTS)


def _moment(stamp: HtmlElement) -> FoundDate | None:
    told = stamp.get("content") or published_stamp(stamp)
    at = parse_time(told, "visible_text") if told else None
    return at if at and _tells_minute(at) else None


def _tells_minute(at: FoundDate) -> bool:
    return at.precision in ("minute", "second")


def _openings(posts: Iterable[Post]) -> dict[Opening, FoundDate | None]:
    """Runs of words to the time of the post that holds them; None where more posts than one do."""
    found: dict[Opening, FoundDate | None] = {}
    for post in posts:
        tokens = words(post.text)
        runs = {_opening(words(headline)) for headline in post.headlines}
        runs.update(tuple(tokens[i : i + OPENING]) for i in range(max(0, len(tokens) - OPENING + 1)))
        for run in runs:
            found[run] = post.at if found.get(run, post.at) == post.at else None
    return found


def _opening(tokens: Sequence[str]) -> Opening:
    return tuple(tokens[:OPENING])
