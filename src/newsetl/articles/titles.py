"""The headline of a page: in full, without the site's name and without a section's label before it."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import combinations, islice, pairwise

from lxml import etree
from lxml.html import HtmlElement

from newsetl.articles.structured import Structured, texts_of
from newsetl.lexicons import read_words

SEPARATOR = re.compile(r"\s+(?:[|»«•·–—-]|::|//)\s+|\s*[|»]\s*")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
META_NAMES = ("og:title", "twitter:title", "parsely-title", "dc.title")
HEADLINE_TAGS = ("h2", "h3", "h4", "b", "strong", "font", "center", "p")
MAX_HEADLINES = 200  # elements looked at for a headline without a heading
MIN_TITLE = 8  # characters; a shorter h1 is a logo or a section
MAX_TITLE = 300
LABEL = 40  # characters of a section's label that may be before the headline ("Opinion | ")
LOST = re.compile(r"[?\ufffd]+")  # where signs were that an encoding did not have
MAX_PIECES = 6  # between lost signs; a heading with more is refused, for a search of it could take for ever
APOSTROPHE = re.compile(r"['’‘“”\"]")
FIELD_NAMES = ("title:", "headline:", "blog:", "article:")
HALF = 0.5  # of the words of the shorter of two wordings of a headline
THEME_WORDS = 2  # that a headline shares with what the page calls itself elsewhere
SITE_WORDS = 5  # a last part of the title element with more words is not a site's name


def find_title(tree: HtmlElement, structured: Structured, site_names: Sequence[str]) -> str | None:
    """The headline: the h1 that the page's other statements confirm, else those statements by trust.

    Args:
        site_names: names of the site, which are cut off and never a headline.
    """
    stated = [clean_title(text, site_names) for text in _stated(structured)]
    element = tree.find(".//title")
    in_head = _without_site_tail(clean_title(_text(element) if element is not None else "", site_names))
    others = [text for text in (*stated, in_head) if text]
    headings = [clean_title(_text(h1), site_names) for h1 in tree.iter("h1")]
    headings = [h for h in headings if MIN_TITLE <= len(h) <= MAX_TITLE and not _is_site(h, site_names)]
    heading = _heading(headings, others)
    if heading is not None:
        return _well_written(_without_label(heading, others), others)
    if not any(stated) and not headings:
        return _shown_part(tree, in_head) or None
    return next(iter(others), None) or next(iter(headings), None)


def _stated(structured: Structured) -> Iterator[str]:
    yield from texts_of(structured.article.get("headline"))
    yield from filter(None, (structured.first(name) for name in META_NAMES))


def _heading(headings: Sequence[str], others: Sequence[str]) -> str | None:
    """The h1 that is the headline; None where each may belong to a box or another story."""
    borne_out = next((i for i, h in enumerate(headings) if any(_agree(h, other) for other in others)), None)
    if borne_out is not None:
        is_same = any(_is_within(headings[borne_out], other) for other in others)
        earlier = (h for h in headings[:borne_out] if not is_same and _has_theme(h, others))
        return next(earlier, headings[borne_out])
    is_settled = any(_agree(a, b) for a, b in combinations(others, 2))
    # A search engine may get another headline, but one that shares a word with the printed one.
    is_only = len(headings) == 1 and not (is_settled and not _share_word(headings[0], others))
    return headings[0] if is_only or (headings and not others) else None


def _shown_part(tree: HtmlElement, title: str) -> str:
    """ "Foreign Desk - Mosul: the last streets" -> what of it the page prints as a line of its own."""
    parts = _parts(title)
    if len(parts) < 2:
        return title
    shown = {_text(element) for element in islice(tree.iter(*HEADLINE_TAGS), MAX_HEADLINES)}
    tails = (title[start:] for start, _ in parts[1:])
    return next((tail for tail in tails if tail in shown and len(tail) >= MIN_TITLE), title)


def clean_title(text: str, site_names: Sequence[str] = ()) -> str:
    """A title in one line, escapes resolved, the site's name cut off either end."""
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), " ".join(text.split()))
    parts = _parts(text)
    while len(parts) > 1 and _is_site(text[slice(*parts[-1])], site_names):
        parts.pop()
    while len(parts) > 1 and _is_site(text[slice(*parts[0])], site_names):
        parts.pop(0)
    return text[parts[0][0] : parts[-1][1]] if parts else text


def split_title(text: str) -> list[str]:
    """Parts of a title element between its separators: headline, section, site's name in any order."""
    text = " ".join(text.split())
    return [text[start:end] for start, end in _parts(text)]


def _parts(text: str) -> list[tuple[int, int]]:
    cuts = [(0, 0), *(match.span() for match in SEPARATOR.finditer(text)), (len(text), len(text))]
    return [(left[1], right[0]) for left, right in pairwise(cuts) if left[1] < right[0]]


def _without_site_tail(text: str) -> str:
    """The title element ends in the site's name more often than not, under whatever name."""
    parts = _parts(text)
    if len(parts) < 2:
        return text
    body, tail = text[: parts[-2][1]], text[slice(*parts[-1])]
    return body if len(tail.split()) <= SITE_WORDS < len(body.split()) else text


def _is_site(text: str, site_names: Sequence[str]) -> bool:
    bare = _bare(text)
    return any(
        bare == name or (len(name) > 3 and name in bare and len(bare) < 2 * len(name))
        for name in _bares(site_names)
    )


def _bares(names: Sequence[str]) -> list[str]:
    return [bare for name in names if (bare := _bare(name))]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+|^the\b", "", text.lower())


def _agree(first: str, second: str) -> bool:
    return _is_within(first, second) or _overlap(first, second) >= HALF


def _is_within(first: str, second: str) -> bool:
    a, b = _bare(first), _bare(second)
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 15 and (a in b or b in a)))


def _has_theme(heading: str, others: Sequence[str]) -> bool:
    """True for a heading that shares two words with another statement: of two such the first is the headline."""
    return any(len(_words(heading) & _words(other)) >= THEME_WORDS for other in others)


def _words(text: str) -> Set[str]:
    """Its words, without those that each text has: "The Wedding Party" is not "Download This! The Wedding List"."""
    return set(re.findall(r"\w{3,}", text.lower())) - read_words("articles/english_function_words")


def _overlap(first: str, second: str) -> float:
    a, b = _words(first), _words(second)
    shared = len(a & b)
    # "Planning" is a tab's heading, whatever the title mentions
    return shared / min(len(a), len(b)) if shared >= THEME_WORDS else 0.0


def _share_word(heading: str, others: Sequence[str]) -> bool:
    return any(word in other.lower() for word in re.findall(r"\w{4,}", heading.lower()) for other in others)


def _without_label(heading: str, others: Sequence[str]) -> str:
    for other in others:
        cut = len(heading) - len(other)
        label = heading[:cut].rstrip() if 0 < cut <= LABEL else ""
        # "War in Sudan: …" is the headline's own; "Opinion | …" and "Opinion …" are not.
        is_field = label.lower() in FIELD_NAMES
        if (
            label
            and (is_field or label[-1] not in ":,–—")
            and heading.lower().endswith(other.lower())
            and len(other) > 15
        ):
            return other
    return heading


def _well_written(heading: str, others: Sequence[str]) -> str:
    """The heading as another statement has it that writes it in lower case, or with signs that were lost in it."""
    for other in others:
        is_quieter = heading.isupper() and not other.isupper() and _words(heading) == _words(other)
        if is_quieter or (LOST.search(heading) and _fills_gaps(heading, other)):
            return other
    return heading


def _fills_gaps(heading: str, other: str) -> bool:
    """True where another statement has the same words and signs where some were lost: "Beginner? Guide"."""
    pieces = LOST.split(heading)
    if len(pieces) > MAX_PIECES or APOSTROPHE.search(other) is None:
        return False
    return re.fullmatch(r"\S{1,6}".join(map(re.escape, pieces)), other) is not None


def _text(element: HtmlElement) -> str:
    """Its text in one line; where a break or another element begins a new word, a blank is between."""
    text = ""
    for piece in _pieces(element) if element.find(".//br") is not None else element.itertext():
        is_glued = (
            text[-1:].islower() and piece[:1].isupper()
        )  # "<b>Ferry turns back</b>Mayor asks for guards"
        text += f" {piece}" if is_glued else piece
    return " ".join(text.split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Pieces of its text, a blank for each line break."""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield " " if part.tag == "br" else part.text or ""
        elif part is not element:
            yield part.tail or ""
