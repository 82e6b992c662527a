"""What tells the body of a page from its furniture: numbers for each block, as the trained trees read them."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from newsetl.articles.blocks import Block, Blocks, signal_names
from newsetl.articles.boilerplate import kind_of_boilerplate
from newsetl.articles.text_overlap import bare

Numbers: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = dict[str, Numbers]
TAGS = (
    *(
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "span",
        "pre",
        "blockquote",
        "dt",
        "dd",
    ),
    *("section", "a", "article", "body"),
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
END = re.compile(r"[.!?…:;\"”’')]$")
NO_DIGITS = str.maketrans("", "", "0123456789")
PROSE = 80  # characters of a block that is prose and no label
MOST = 0.5  # of the prose: an element around more of it is the page, and its name says nothing of a part
OUTWARD = ("body", "article", "main")  # signals that mention the page's main part
LINE = 25  # characters; a shorter block counts as found only where it was found as a line of its own


def block_features(page: Blocks, title: str | None, found_lines: Sequence[str]) -> Columns:
    """Named columns, one number for each block.

    Args:
        page: the page's blocks.
        title: the headline.
        found_lines: the body's lines as another extraction found them.
    """
    blocks = page.blocks
    size = np.array([len(b.text) for b in blocks], float)
    letters = [bare(b.text) for b in blocks]
    linked = np.array([b.linked for b in blocks]) / np.maximum(1, size)
    prose = np.where((size > PROSE) & (linked < 0.5), size, 0.0)
    found = was_found(blocks, found_lines)
    columns = _of_text(blocks, size, linked) | _of_tags(blocks)
    columns |= _of_place(page, size, prose, found)
    columns |= _of_headline(blocks, letters, title)
    columns["found"] = found
    columns["repeated"] = _repeated(letters)
    return columns | _of_neighbours(columns, prose / 300, linked * size / 300)


def was_found(blocks: Sequence[Block], lines: Sequence[str]) -> Numbers:
    """For each block 1 if it is among the lines that another extraction found, else 0."""
    found = [bare(line) for line in lines]
    whole, text = set(found), "\n".join(found)
    letters = (bare(b.text) for b in blocks)
    return np.array([b in whole if len(b) < LINE else b in whole or b in text for b in letters], float)


def _of_text(blocks: Sequence[Block], size: Numbers, linked: Numbers) -> Columns:
    words = [b.text.split() for b in blocks]
    count = np.array([len(w) for w in words], float)
    heads = [b.text[:200] for b in blocks]
    return {
        "log_size": np.log1p(size),
        "words": np.minimum(count, 60),
        "linked": linked,
        "strong": np.array([b.strong for b in blocks]) / np.maximum(1, size),
        "ends": np.array([END.search(b.text) is not None for b in blocks], float),
        "stops": np.array([b.text[-1] in '.!?"”' for b in blocks], float),
        "digits": np.array([1 - len(h.translate(NO_DIGITS)) / len(h) for h in heads]),
        "capitals": np.array([sum(x[0].isupper() for x in w[:40]) / max(1, len(w[:40])) for w in words]),
        "upper": np.array([h.isupper() for h in heads], float),
        "commas": np.array(["," in h for h in heads], float),
        "bars": np.array(["|" in h for h in heads], float),
        "rights": np.array(["©" in h or "rights reserved" in h.lower() for h in heads], float),
        "furniture": np.array([kind_of_boilerplate(b.text) is not None for b in blocks], float),
    }


def _of_tags(blocks: Sequence[Block]) -> Columns:
    numbers = {tag: number for number, tag in enumerate(TAGS)}
    tags = np.array([numbers.get(b.tag, -1) for b in blocks])
    told = (tags[None, :] == np.arange(len(TAGS))[:, None]).astype(float)
    headings = told[[numbers[tag] for tag in HEADINGS]].sum(axis=0)
    return {f"tag {tag}": told[number] for tag, number in numbers.items()} | {"heading": headings}


def _of_place(page: Blocks, size: Numbers, prose: Numbers, found: Numbers) -> Columns:
    """Where in the page and in which elements a block is, and how much of them is prose, links, found."""
    blocks, frames = page.blocks, page.frames
    at = np.array([b.frame for b in blocks])
    parents, ends = np.array([f.parent for f in frames]), np.array([f.end for f in frames])
    depth = np.array([f.depth for f in frames])
    links = np.array([b.linked for b in blocks], float)
    mass, hits, total, link, number = (
        _within(values, at, ends) for values in (prose, found * size, size, links, np.ones(len(blocks)))
    )
    whole, all_found = max(1.0, prose.sum()), max(1.0, float((found * size).sum()))
    columns = _order(prose / whole, found * size / all_found, whole)
    columns |= _signals(page, mass > MOST * whole, at)
    around = at
    for up in range(4):
        columns[f"prose of page {up}"] = mass[around] / whole
        columns[f"linked {up}"] = link[around] / np.maximum(1, total[around])
        columns[f"mean size {up}"] = np.log1p(total[around] / np.maximum(1, number[around]))
        columns[f"prose {up}"] = mass[around] / np.maximum(1, total[around])
        columns[f"found {up}"] = hits[around] / np.maximum(1, total[around])
        around = np.where(parents[around] >= 0, parents[around], around)
    for share in (0.5, 0.75, 0.9):
        for name, values, sum_of in (("prose", mass, whole), ("found", hits, all_found)):
            core = int(np.argmax(np.where(values >= share * sum_of, depth + 1, 0)))
            columns[f"in {share} of {name}"] = ((at >= core) & (at < ends[core])).astype(float)
    return columns


def _within(values: Numbers, at: NDArray[np.int64], ends: NDArray[np.int64]) -> Numbers:
    """Sums of the blocks' values within each frame: frames are numbered in the page's order."""
    sums = np.concatenate([[0.0], np.cumsum(np.bincount(at, values, len(ends)))])
    inside: Numbers = sums[ends] - sums[: len(ends)]
    return inside


def _order(prose: Numbers, found: Numbers, whole: float) -> Columns:
    n = len(prose)
    return {
        "position": np.arange(n) / max(1, n - 1),
        "prose before": np.cumsum(prose) - prose,
        "prose after": 1 - np.cumsum(prose),
        "found before": np.cumsum(found) - found,
        "found after": 1 - np.cumsum(found),
        "blocks of page": np.full(n, np.log1p(n)),
        "size of page": np.full(n, np.log1p(whole)),
        "found of page": np.full(n, float((found > 0).sum()) / max(1, n)),
    }


def _signals(page: Blocks, is_page: NDArray[np.bool_], at: NDArray[np.int64]) -> Columns:
    names = signal_names()
    outward = sum(1 << names.index(name) for name in OUTWARD)
    inherited: list[int] = []
    for frame, is_whole in zip(page.frames, is_page.tolist(), strict=True):
        own = frame.signals & outward if is_whole else frame.signals
        inherited.append(own | inherited[frame.parent] if frame.parent >= 0 else own)
    bits = np.array(inherited, dtype=np.int64)[at]
    told = ((bits[None, :] >> np.arange(len(names))[:, None]) & 1).astype(float)
    return {f"in {name}": told[bit] for bit, name in enumerate(names)}


def _of_headline(blocks: Sequence[Block], letters: Sequence[str], title: str | None) -> Columns:
    headline = bare(title or "")
    is_title = [bool(headline) and b == headline for b in letters]
    printed = (i for i, b in enumerate(blocks) if is_title[i] and b.tag in ("h1", "h2", "h3"))
    first = next(printed, next((i for i, b in enumerate(blocks) if b.tag == "h1"), 0))
    apart = np.arange(len(blocks)) - first
    return {
        "below title": (apart > 0).astype(float),
        "from title": np.clip(apart / 20, -2, 3),
        "is title": np.array(is_title, float),
    }


def _repeated(letters: Sequence[str]) -> Numbers:
    counts = Counter(letters)
    return np.array([counts[b] > 1 for b in letters], float)


def _of_neighbours(columns: Columns, prose: Numbers, links: Numbers) -> Columns:
    around: Columns = {}
    for name in ("log_size", "linked", "heading", "stops", "found"):
        for by in (-2, -1, 1, 2):
            around[f"{name} {by:+}"] = _shifted(columns[name], by)
    for reach in (3, 8):
        for name, values in (("prose", prose), ("links", links), ("found", columns["found"])):
            around[f"{name} within {reach}"] = _mean(values, reach)
    return around


def _shifted(values: Numbers, by: int) -> Numbers:
    moved = np.zeros_like(values)
    if abs(by) < len(values):
        moved[max(0, by) : len(values) + min(0, by)] = values[max(0, -by) : len(values) - max(0, by)]
    return moved


def _mean(values: Numbers, reach: int) -> Numbers:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    n = len(values)
    upper = np.minimum(np.arange(n) + reach + 1, n)
    lower = np.maximum(np.arange(n) - reach, 0)
    mean: Numbers = (sums[upper] - sums[lower]) / (2 * reach + 1)
    return mean
