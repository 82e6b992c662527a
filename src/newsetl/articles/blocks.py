"""A page's visible text as blocks (paragraphs, headings, list items, table rows), with the elements around them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from newsetl.core.invisible import without_invisible
from newsetl.lexicons import read_table

UNSEEN = "unseen"
SPACE = re.compile(r"[ \t\r\n\f\v]+")
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CELL = " | "


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    Args:
        text: its characters; white space of the source is collapsed, typographic spaces are as they are.
        tag: the block element that holds it.
        linked: characters of it that are in links.
        strong: characters of it in bold.
        frame: the nearest block element around it, as an index into `Blocks.frames`.
    """

    text: str
    tag: str
    linked: int
    strong: int
    frame: int


@dataclass(slots=True)
class Frame:
    """A block element: the one around it (-1: none), the first frame behind its last, its depth, its signals' bits."""

    parent: int
    end: int
    depth: int
    signals: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, and its block elements, both in the page's order."""

    blocks: list[Block] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)


def read_blocks(tree: HtmlElement) -> Blocks:
    """Blocks of a page; the tree stays as it is."""
    walk = _Walk()
    walk.enter(tree, -1, "body", False, False)
    return walk.found


def tidy(text: str) -> str:
    """The source's white space collapsed; soft hyphens and what has no width gone; other spaces as they are."""
    if text.isascii():
        return " ".join(text.split())
    return without_invisible(SPACE.sub(" ", text)).strip()


@lru_cache(maxsize=8)
def elements_of(kind: str) -> frozenset[str]:
    """Names of the HTML elements of a kind in lexicons/articles/html_elements.csv."""
    rows = read_table("articles/html_elements")
    return frozenset(name for row in rows if row["kind"] == kind for name in row["elements"].split())


@lru_cache(maxsize=1)
def signal_names() -> tuple[str, ...]:
    """Names of the signals, in the order of their bits."""
    stated = dict.fromkeys(row["signal"] for row in read_table("articles/page_signals"))
    return (*sorted(elements_of("structure")), *stated, UNSEEN)


class _Walk:
    """Collects text between the ends of block elements."""

    def __init__(self) -> None:
        self.found = Blocks()
        self.inline, self.skipped, self.block = map(elements_of, ("inline", "skipped", "block"))
        self.pieces: list[str] = []
        self.linked = self.strong = 0

    def enter(self, element: HtmlElement, frame: int, tag: str, in_link: bool, is_strong: bool) -> None:
        own = element.tag
        if own == "br":
            self._flush(tag, frame)
        elif own in self.inline:
            if not _is_unseen(element):
                self._content(element, frame, tag, in_link or own == "a", is_strong or own in ("b", "strong"))
        elif own in ("td", "th") and not any(child.tag in self.block for child in element):
            if self.pieces:
                self.pieces.append(CELL)
            self._content(element, frame, "tr", in_link, is_strong)
        else:
            self._flush(tag, frame)
            inner = self._open(element, frame)
            self._content(element, inner, own, in_link, is_strong)
            self._flush(own, inner)
            self.found.frames[inner].end = len(self.found.frames)

    def _open(self, element: HtmlElement, parent: int) -> int:
        frames = self.found.frames
        depth = frames[parent].depth + 1 if parent >= 0 else 0
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        # A site's name for its layout ("right-sidebar") is on the body and marks no part.
        signals = 0 if element.tag in ("html", "body") else _signals(element.tag, names)
        if _is_unseen(element):
            signals |= _bit(UNSEEN)
        frames.append(Frame(parent, 0, depth, signals))
        return len(frames) - 1

    def _content(self, element: HtmlElement, frame: int, tag: str, in_link: bool, is_strong: bool) -> None:
        self._text(element.text, in_link, is_strong)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in self.skipped:
                self.enter(child, frame, tag, in_link, is_strong)
            self._text(child.tail, in_link, is_strong)

    def _text(self, text: str | None, in_link: bool, is_strong: bool) -> None:
        if text:
            self.pieces.append(text)
            if in_link:
                self.linked += len(text)
            if is_strong:
                self.strong += len(text)

    def _flush(self, tag: str, frame: int) -> None:
        if not self.pieces:
            return
        text = tidy("".join(self.pieces))
        if text and text != "|":
            size = len(text)
            self.found.blocks.append(Block(text, tag, min(self.linked, size), min(self.strong, size), frame))
        self.pieces.clear()
        self.linked = self.strong = 0


def _is_unseen(element: HtmlElement) -> bool:
    if element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    return bool(style) and NOT_SHOWN.search(style) is not None


def signals_of(element: HtmlElement) -> frozenset[str]:
    """Names of what an element's own tag, class names, id and role say that it is."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return _named(_signals(element.tag, names))


@lru_cache(maxsize=4_096)
def _named(bits: int) -> frozenset[str]:
    return frozenset(name for i, name in enumerate(signal_names()) if bits >> i & 1)


@lru_cache(maxsize=65_536)
def _signals(tag: str, names: str) -> int:
    """Bits of what an element's tag, class names, id and role say that it is."""
    found = _bit(tag) if tag in elements_of("structure") else 0
    for word in names.lower().split():
        found |= _of_name(word)
    return found


@lru_cache(maxsize=65_536)
def _of_name(word: str) -> int:
    if not _any_pattern().fullmatch(word):
        return 0
    return sum(bit for bit, pattern in _patterns().items() if pattern.fullmatch(word))


@lru_cache(maxsize=1)
def _any_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _patterns().values()))


@lru_cache(maxsize=1)
def _patterns() -> dict[int, re.Pattern[str]]:
    stated: dict[int, list[str]] = {}
    for row in read_table("articles/page_signals"):
        stated.setdefault(_bit(row["signal"]), []).append(f"(?:{row['pattern']})")
    return {bit: re.compile("|".join(patterns)) for bit, patterns in stated.items()}


def _bit(signal: str) -> int:
    return 1 << signal_names().index(signal)
