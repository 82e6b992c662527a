"""Puts the time of each live-blog post into the body, so that "yesterday" is relative to that post."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from newsetl.articles.found import FoundDate
from newsetl.articles.local_days import in_own_zone, local_time
from newsetl.articles.names import PREFIX, SPLIT, may_be_full_name
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.structured_details import plain
from newsetl.articles.text_overlap import words
from newsetl.articles.times import YEAR, parse_time
from newsetl.articles.visible_dates import published_stamp
from newsetl.core.post_times import LONGEST_BLOG, post_line
from newsetl.lexicons import read_table

MAX_POSTS = 1_000
MAX_POST = 20_000  # characters
MIN_POST = 80  # characters of text; less is a link with its time
MIN_POSTS = 2
BEFORE = timedelta(days=1)  # of a post before the article's publication
MAX_POST_TIME = 60  # characters of a post's time as the page prints it, and of a line that begins with it
MAX_PARTS, MAX_PART = 20, 1_000  # texts within a stamp and their characters, spaces included
MAX_HEADLINE = 300
OPENING = 4  # words by which a paragraph is known again
PARAGRAPH = "\n\n"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong")
STAMPS = "//time | //*[@itemprop='datePublished']"
CLOCK = re.compile(
    r"(?P<H>\d\d?)[:.h](?P<M>\d\d)(?!\d)(?:\s?[ap]\.?m\b\.?)?|\d\d?\s?[ap]\.?m\b\.?|\bUhr\b", re.IGNORECASE
)
Opening = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """One post: when it was written, its headlines, its text, its time as the page prints it."""

    at: FoundDate
    headlines: tuple[str, ...]
    text: str
    stamp: str = ""


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
        domain: of the outlet, whose local time is written where the page gives UTC.
    """
    shown = [post for post in _shown_posts(tree) if published is None or _is_its_own(post, published)]
    paragraphs = text.split(PARAGRAPH)
    own = [_opening(words(paragraph)) for paragraph in paragraphs]
    openings = _openings(shown, frozenset(own)) | _openings(stated, frozenset(own))
    found = [openings.get(opening) for opening in own]
    times = {at.at: local_time(in_own_zone(at, domain), domain) for at in found if at}
    if len(times) < MIN_POSTS:
        return text
    printed = _printed_times(tree, shown, times)
    lines: list[str] = []
    current = None
    for paragraph, at in zip(paragraphs, found, strict=True):
        if at and at != current:
            lines.append(post_line(times[at.at]))
            current = at
        if not _is_stamp(paragraph, printed):
            lines.append(paragraph)
    return PARAGRAPH.join(lines)


def _printed_times(
    tree: HtmlElement, shown: Iterable[Post], times: Mapping[datetime, datetime]
) -> frozenset[str]:
    """Stamps of the posts at these times, and stamps with a clock of their local times; each has a clock or a year."""
    clocks = {(at.hour % 12, at.minute) for at in times.values()}
    own = {post.stamp for post in shown if post.at.at in times}
    told = {stamp for stamp in own if CLOCK.search(stamp) or YEAR.search(stamp)}
    matches = filter(None, map(CLOCK.search, map(_printed, _stamps(tree))))
    at_clocks = (m.string for m in matches if m["H"] and (int(m["H"]) % 12, int(m["M"])) in clocks)
    return frozenset(told.union(at_clocks))


def _is_stamp(line: str, printed: frozenset[str]) -> bool:
    """True for a post's time as the page prints it, alone or with another clock, a zone or who wrote the post."""
    ends = range(len(line), 0, -1) if len(line) <= MAX_POST_TIME else ()
    end = next((end for end in ends if line[:end] in printed), None)
    if end is None:
        return False
    zones = {row["name"] for row in read_table("articles/time_zones")}
    rest = " ".join(word for word in CLOCK.sub(" ", line[end:]).split() if word.strip("().,") not in zones)
    rest = PREFIX.sub("", rest).strip(" ,.:;|·•–—-()")
    return not rest or all(map(may_be_full_name, SPLIT.split(rest)))


def _is_its_own(post: Post, published: FoundDate) -> bool:
    return -BEFORE <= post.at.at - published.at <= LONGEST_BLOG


def _stated(entry: Mapping[str, Any]) -> Post | None:
    at = parse_time(entry.get("datePublished"), "json_ld")
    told = entry.get("articleBody")
    body = plain(told[:MAX_POST]) if isinstance(told, str) else ""
    headlines = tuple(text[:MAX_HEADLINE] for text in islice(texts_of(entry.get("headline")), 1))
    return Post(at, headlines, body) if at and _has_minute(at) and (body or headlines) else None


def _shown_posts(tree: HtmlElement) -> list[Post]:
    """Parts of the page that are beside each other, each with one time and a text of its own."""
    told = {stamp: at for stamp in _stamps(tree) if (at := _moment(stamp))}
    stamps = {
        stamp: at for stamp, at in told.items() if not any(part in told for part in stamp.iterancestors())
    }
    if len(stamps) < MIN_POSTS:
        return []
    held = Counter(part for stamp in stamps for part in (stamp, *stamp.iterancestors()))
    parts = {stamp: _alone(stamp, held) for stamp in stamps}
    beside = Counter(part.getparent() for part in parts.values())
    return [
        _shown(part, stamp, stamps[stamp])
        for stamp, part in parts.items()
        if beside[part.getparent()] >= MIN_POSTS and _is_post(part)
    ]


def _alone(stamp: HtmlElement, held: Mapping[HtmlElement, int]) -> HtmlElement:
    """The largest part of the page that holds no other time."""
    return [part for part in (stamp, *stamp.iterancestors()) if held[part] == 1][-1]


def _is_post(part: HtmlElement) -> bool:
    return len(" ".join(part.text_content().split())) >= MIN_POST


def _shown(part: HtmlElement, stamp: HtmlElement, at: FoundDate) -> Post:
    headlines = (" ".join(e.text_content().split())[:MAX_HEADLINE] for e in part.iter(*HEADINGS))
    texts = (text for text in part.itertext() if text.strip())
    return Post(at, tuple(islice(headlines, 3)), " ".join(texts)[:MAX_POST], _printed(stamp))


def _stamps(tree: HtmlElement) -> Iterator[HtmlElement]:
    return islice(tree.xpath(STAMPS), MAX_POSTS)


def _printed(stamp: HtmlElement) -> str:
    """Text of a stamp; "" for one so long that it is a part of the page."""
    text = " ".join("".join(part[:MAX_PART] for part in islice(stamp.itertext(), MAX_PARTS)).split())
    return text if len(text) <= MAX_POST_TIME else ""


def _moment(stamp: HtmlElement) -> FoundDate | None:
    if not (stamp.get("content") or stamp.get("datetime") or _printed(stamp)):
        return None
    told = stamp.get("content") or published_stamp(stamp)
    at = parse_time(told, "visible_text") if told else None
    return at if at and _has_minute(at) else None


def _has_minute(at: FoundDate) -> bool:
    is_told = at.precision in ("minute", "second")
    return is_told and MINYEAR < at.at.year < MAXYEAR  # a zone may lead out of the calendar


def _openings(posts: Iterable[Post], wanted: frozenset[Opening]) -> dict[Opening, FoundDate | None]:
    """Those of the wanted runs of words to the time of the post that holds them; None where more posts than one do."""
    found: dict[Opening, FoundDate | None] = {}
    for post in posts:
        tokens = words(post.text)
        runs = {_opening(told) for headline in post.headlines if (told := words(headline))}
        runs.update(zip(*(tokens[i:] for i in range(OPENING)), strict=False))
        for run in runs & wanted:
            found[run] = post.at if found.get(run, post.at) == post.at else None
    return found


def _opening(tokens: Sequence[str]) -> Opening:
    return tuple(tokens[:OPENING])
