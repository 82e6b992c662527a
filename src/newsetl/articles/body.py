"""The body text of a page: trafilatura searches it, trained trees settle each block, rules take furniture out."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement
from numpy.typing import NDArray
from trafilatura.core import trafilatura_sequence
from trafilatura.settings import Extractor

from newsetl.articles.block_features import block_features, was_found
from newsetl.articles.block_trees import chances
from newsetl.articles.blocks import CELL, UNSEEN, Block, Blocks, read_blocks, signal_names, tidy
from newsetl.articles.boilerplate import is_boilerplate, without_boilerplate
from newsetl.articles.furniture import PROSE_LENGTH, drop_what_shows_no_text, join_chunks, remove_furniture
from newsetl.articles.loose_text import drop_note_marks, drop_read_on_links, wrap_loose_text
from newsetl.articles.text_overlap import bare, coverage

BLOCKS = {"p", "head", "quote", "item", "row", "code", "list", "table", "div", "lb"}
SURROUNDINGS = ("nav", "footer", "aside")  # trafilatura drops them too, after it has searched them
CELLS = {"cell", "td", "th"}
BREAK, BAR = "\n", "|"
MIN_STATED = 600  # characters of a stated body that is worth comparing
SHOWN = 0.3  # of a page's prose that is shown: what is hidden is furniture
LIKELY, DOUBT = 0.4, 0.2  # chances above which a block is taken: usually, and where nothing is sure
LONG = 400  # characters; a longer block is not surer
DOUBTFUL = 0.8  # of the text that is expected was taken
HELD = 0.9  # of what was found is in the stated posts too
LOST = 0.5  # of the stated body is missing from what was found: the stated body is taken


@dataclass(frozen=True, slots=True)
class Body:
    """The body text of a page.

    Args:
        text: paragraphs apart by a blank line; empty where there is none.
        furniture: lines of furniture that stood among them.
        is_doubtful: a good part of the article may be missing.
    """

    text: str
    furniture: tuple[str, ...]
    is_doubtful: bool = False


def extract_body(tree: HtmlElement, title: str | None, stated: Sequence[str] = (), posts: str = "") -> Body:
    """Body of a page: of its blocks those that are the article's, judged by what they are and by trafilatura's search.

    Args:
        tree: the page; stays as it is.
        title: the headline, which is not repeated as text.
        stated: bodies that the page states in its structured data, taken where the search went astray.
        posts: what the page states of a live blog's posts, taken where it shows the lesser part of them.
    """
    page, lines = read_body(tree)
    if not page.blocks:
        return _body_of(lines, title)
    likely = _likely(page, title, lines)
    found = _body_of(chosen_blocks(page, likely), title, _is_doubtful(page, likely))
    if not found.text:
        found = _body_of(lines, title, is_doubtful=True)
    best = max(stated, key=len, default="")
    if len(best) >= MIN_STATED and coverage(best, found.text) < LOST:
        return _body_of([tidy(line) for line in best.splitlines()], title)
    if _holds_more(posts, found.text):
        return _body_of([tidy(line) for line in posts.splitlines()], title)
    return found


def _holds_more(posts: str, found: str) -> bool:
    """True where the posts hold what was found and as much again: one story of a live blog may not be among them."""
    if len(posts) < MIN_STATED or coverage(posts, found) >= LOST:
        return False
    return len(found) < MIN_STATED or coverage(found, posts) > HELD


def _likely(page: Blocks, title: str | None, lines: Sequence[str]) -> NDArray[np.float64]:
    """Chances of the blocks. Where trafilatura found all of a page's prose there is nothing to settle."""
    found = was_found(page.blocks, lines)
    missed = (block for block, is_found in zip(page.blocks, found, strict=True) if not is_found)
    if not any(len(block.text) > PROSE_LENGTH and 2 * block.linked < len(block.text) for block in missed):
        return found
    likely = chances(block_features(page, title, lines))
    return np.where(_in_tables_of_figures(page, lines), 1.0, likely)


def shown_blocks(tree: HtmlElement) -> Blocks:
    """The blocks of a page without those that it hides, unless it hides most of its text until a script runs."""
    page = read_blocks(tree)
    unseen = _unseen(page)
    shown = [block for block in page.blocks if not unseen[block.frame]]
    is_shown = _size(shown) >= SHOWN * _size(page.blocks)
    return Blocks(shown, page.frames) if is_shown else page


def read_body(tree: HtmlElement) -> tuple[Blocks, list[str]]:
    """The blocks that a page shows, and the body's lines as trafilatura finds them. The tree stays as it is."""
    copy = deepcopy(tree)
    drop_what_shows_no_text(copy)
    drop_read_on_links(copy)
    drop_note_marks(copy)
    wrap_loose_text(copy)
    remove_furniture(copy)
    shown = shown_blocks(copy)
    join_chunks(copy)
    etree.strip_elements(copy, *SURROUNDINGS, with_tail=False)
    body, _, _, _ = trafilatura_sequence(copy, _options())
    return shown, _blocks(body)


def chosen_blocks(page: Blocks, likely: NDArray[np.float64]) -> list[str]:
    """Texts of the blocks that are the article's: fewer signs are enough on a page where nothing is sure."""
    size = np.array([min(len(block.text), LONG) for block in page.blocks], float)
    sure, unsure = size[likely > 0.5].sum(), size[(likely > DOUBT) & (likely <= 0.5)].sum()
    limit = LIKELY if sure >= unsure else DOUBT
    return [block.text for block, chance in zip(page.blocks, likely, strict=True) if chance > limit]


def _in_tables_of_figures(page: Blocks, lines: Sequence[str]) -> NDArray[np.bool_]:
    """Rows that trafilatura found too, of tables that hold figures in at least half of two or more rows.

    The trees learned from pages whose tables are layout more often than not; here a table of contingents counts.
    """
    rows = [(i, block) for i, block in enumerate(page.blocks) if block.tag == "tr" and CELL in block.text]
    found = set(map(bare, lines)) if rows else set()
    tables: dict[int, list[int]] = {}
    for i, block in rows:
        if bare(block.text) in found:
            tables.setdefault(page.frames[block.frame].parent, []).append(i)
    kept = np.zeros(len(page.blocks), bool)
    for table in tables.values():
        cells = [page.blocks[i].text.split(CELL)[1:] for i in table]
        with_figures = sum(any(c.isdigit() for cell in row for c in cell) for row in cells)
        if len(table) > 1 and 2 * with_figures >= len(table):
            kept[table] = True
    return kept


def _is_doubtful(page: Blocks, likely: NDArray[np.float64]) -> bool:
    """True where a good part of what may be the article's was left out."""
    size = np.array([len(block.text) for block in page.blocks], float) * likely
    return bool(size[likely > LIKELY].sum() < DOUBTFUL * size.sum())


def _unseen(page: Blocks) -> list[bool]:
    bit = 1 << signal_names().index(UNSEEN)
    unseen: list[bool] = []
    for frame in page.frames:
        unseen.append(bool(frame.signals & bit) or (frame.parent >= 0 and unseen[frame.parent]))
    return unseen


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if len(block.text) > PROSE_LENGTH)


def _body_of(lines: Sequence[str], title: str | None, is_doubtful: bool = False) -> Body:
    furniture = tuple(line for line in lines if is_boilerplate(line))
    return Body("\n\n".join(without_boilerplate(lines, title)), furniture, is_doubtful)


@lru_cache(maxsize=1)  # reading its settings takes as long as parsing a small page
def _options() -> Extractor:
    return Extractor(fast=True, comments=False, output_format="python")


def _blocks(body: _Element) -> list[str]:
    """Texts of the paragraphs, headings, list items and table rows in order; nothing of the body's text is lost."""
    pieces: list[str] = []
    _collect(body, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split(BREAK))
    return [line for line in lines if line and line != BAR]


def _collect(element: _Element, pieces: list[str]) -> None:
    is_block = element.tag in BLOCKS
    if is_block:
        pieces.append(BREAK)
    pieces.append((element.text or "").replace(BREAK, " "))
    for child in element:
        _collect(child, pieces)
        if child.tag in CELLS and child.getnext() is not None:
            pieces.append(f" {BAR} ")
        pieces.append((child.tail or "").replace(BREAK, " "))
    if is_block:
        pieces.append(BREAK)
