"""Factiva: pages, RTF and text in the layout of articles or in that of two-letter field codes.

The line "808 words" anchors the head whatever the interface's language: what is before it is section, headline,
author and credit; after it come date, outlet, code, edition, page, language and copyright. "Document" and an accession
number close the article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from newsetl.inputs.blocks import page_blocks, squeeze
from newsetl.inputs.exports.article import ExportedArticle, language_code
from newsetl.inputs.exports.labels import labels_of
from newsetl.inputs.exports.unlabelled_bylines import is_signature
from newsetl.inputs.written_dates import date_line

SYSTEM = "factiva"
_ACCESSION = re.compile(r"(?:\S{1,24}\s+)?(?P<id>[A-Z][A-Z0-9]{3,9}(?:19|20)\d{6}[0-9a-z]{6,12})")
# "HD  Recruits leave"; in a table's text the code has a line of its own
_CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?:$|(?:\s{1,4}|\s*\t\s*)(?=\S))")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s*[AP]M)?(?:\s*GMT)?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Da|Door|Av)\s+\S|(?:作者|記者|记者)", re.IGNORECASE)
_MASTHEAD = re.compile(r"Dow Jones|(?:Dow Jones )?Factiva\W?")  # above the first article
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©)", re.IGNORECASE)
_TEXT = ("LP", "TD")
_CLASSES = ("CO", "IN", "NS", "RE")
_CLASS = re.compile(r"[a-z0-9]{1,12}\s?:\s")
_BEHIND_TEXT = (*_TEXT, *_CLASSES, "ART", "CX", "RF", "CT", "IPC", "IPD", "PUB", "AN")
_MAX_HEAD = 8  # lines before the number of words
# The publisher's line that closes a text: "Calden Media Limited", "Calden Media Digital (Full Text)"
_PUBLISHER = re.compile(r".{0,88}[^.!?”\"'’)…。]|[^.\d(]{1,60}\([^.\d()]{1,25}\)")


def article_nodes(tree: HtmlElement) -> list[HtmlElement]:
    """Elements of a page that hold an article each; empty where it is not a download of Factiva."""
    found = tree.xpath("//div[starts-with(@id,'article-')]")
    found = found or tree.xpath(
        "//div[contains(concat(' ',@class),' article') and contains(@class,'Article')]"
    )
    has_text = any(node.xpath(".//*[contains(@class,'articleParagraph')]|.//table") for node in found)
    return list(found) if has_text else []


def read_node(node: HtmlElement) -> ExportedArticle:
    """The article in an element of a page."""
    if coded := _coded_rows(node):
        return _coded_article(coded)
    paragraphs = [squeeze(p.text_content()) for p in node.xpath(".//p[contains(@class,'articleParagraph')]")]
    headlines = node.xpath(".//*[contains(@class,'Headline')]|.//div[@id='hd']")
    title = squeeze(headlines[0].text_content()) if headlines else None
    bylines = node.xpath(".//div[contains(@class,'author')]")
    byline = squeeze(bylines[0].text_content()) if bylines else None
    for element in node.xpath(".//p[contains(@class,'articleParagraph')]"):
        element.clear()
    lines = [line for line in page_blocks(node) if line not in (title, byline)]
    count = next((i for i, line in enumerate(lines) if _is_count(line)), 0)
    head = lines[:count]
    byline = byline or next((line for line in head if _BYLINE.match(line)), None)
    section = next((line for line in head if line != byline), None)
    article = _from_lines(lines[count:])
    body = tuple(filter(None, paragraphs))
    return replace(article, paragraphs=body, title=title, byline=byline, section=section)


def is_closed(lines: Sequence[str]) -> bool:
    """True for text or RTF: articles that end with an accession number."""
    return any(_ACCESSION.fullmatch(line) for line in lines) and any(map(_is_count, lines))


def is_coded(lines: Sequence[str]) -> bool:
    """True for text or RTF in the layout of field codes."""
    codes = {match["code"] for line in lines if (match := _CODE.match(line))}
    return {"HD", "PD", "SN", "TD"} <= codes or {"HD", "PD", "SN", "AN", "LP"} <= codes


def read_closed(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles in text or RTF in the layout of articles."""
    held: list[str] = []
    for line in lines:
        held.append(line)
        if (match := _ACCESSION.fullmatch(line)) and any(map(_is_count, held)):
            yield replace(_from_lines(held[:-1]), id=match["id"])
            held = []


def read_coded(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles in text or RTF in the layout of field codes; each ends before the next headline."""
    rows: list[tuple[str, list[str]]] = []
    known = set().union(*(labels_of(SYSTEM, kind) for kind in _CODED_KINDS))
    has_headline = False
    for line in lines:
        match = _CODE.match(line)
        code = match["code"] if match and match["code"] in known else None
        if match and code and rows and rows[-1][0] in _TEXT and not _ends_text(code, line[match.end() :]):
            code = None  # "IN GAZA the trucks wait": a text's own words
        if code in ("HD", "SE") and has_headline and any(name == "AN" for name, _ in rows):
            yield _coded_article(rows)
            rows, has_headline = [], False
        has_headline = has_headline or code == "HD"
        if code is not None and match is not None:
            rows.append((code, [line[match.end() :].strip()]))
        elif rows:
            rows[-1][1].append(line)
    if has_headline:
        yield _coded_article(rows)


_CODED_KINDS = ("title", "byline", "credit", "length", "published", "time", "outlet", "note", "language", "lead",
                "text", "section", "id")  # fmt: skip


def _ends_text(code: str, value: str) -> bool:
    """True for a code that may follow the text: one of classes has them behind it, as "gmil : Armed Forces"."""
    return code in _BEHIND_TEXT and (code not in _CLASSES or not value or _CLASS.match(value) is not None)


def _coded_rows(node: HtmlElement) -> list[tuple[str, list[str]]]:
    """Code and paragraphs of each row of a page's table of field codes."""
    rows = []
    for row in node.iter("tr"):
        cells = row.findall("td")
        code = squeeze(cells[0].text_content()) if len(cells) == 2 else ""
        if re.fullmatch(r"[A-Z]{2,3}", code):
            rows.append((code, page_blocks(cells[1])))
    return rows if {"HD", "PD"} <= {code for code, _ in rows} else []


def _coded_article(rows: Sequence[tuple[str, Sequence[str]]]) -> ExportedArticle:
    facts = {code: " ".join(lines).strip() for code, lines in rows}
    body = [line for code, lines in rows if code in _TEXT for line in lines if line]
    match = _ACCESSION.fullmatch(facts.get("AN", ""))
    return ExportedArticle(
        paragraphs=tuple(body),
        title=facts.get("HD") or None,
        outlet=facts.get("SN") or None,
        published_at=date_line(facts.get("PD", "")),
        byline=facts.get("BY") or None,
        section=facts.get("SE") or None,
        language=language_code(facts.get("LA")),
        id=match["id"] if match else None,
    )


def _is_count(line: str) -> bool:
    """True for "1,259 words" in an interface's language."""
    found = re.fullmatch(r"[\d.,’'\s\xa0]{1,12}\s*([^\W\d_]{1,10})", line)
    return found is not None and found[1].casefold() in _words()


def _words() -> frozenset[str]:
    return frozenset(label.casefold() for label in labels_of(SYSTEM, "words"))


def _from_lines(lines: Sequence[str]) -> ExportedArticle:
    """An article by its lines."""
    count = next((i for i, line in enumerate(lines) if _is_count(line)), None)
    if count is None:
        dated = next((i for i, line in enumerate(lines) if date_line(line)), 0)
        count = max(dated - 1, 0)
    after = list(lines[count + 1 :])
    facts, position = _dated_facts(after)
    section, headline, byline = _headed(lines[max(0, count - _MAX_HEAD) : count])
    accession = next((m["id"] for line in lines if (m := _ACCESSION.fullmatch(line))), None)
    return ExportedArticle(
        paragraphs=tuple(_without_publisher(after[position:])),
        title=headline,
        outlet=facts.get("outlet"),
        published_at=facts.get("published_at"),
        byline=byline,
        section=section,
        language=language_code(facts.get("language")),
        id=accession,
    )


def _dated_facts(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Date, outlet and language behind the number of words; where the text begins."""
    facts: dict[str, str] = {}
    position = 0
    if lines and (iso := date_line(lines[0])):
        facts["published_at"], position = iso, 1
    while position < len(lines) and _CLOCK.fullmatch(lines[position]):
        position += 1
    if position < len(lines):
        facts["outlet"] = lines[position]
        position += 1
    last = position
    for i in range(position, min(position + 7, len(lines))):
        if language_code(lines[i]) and len(lines[i].split()) <= 3:
            facts.setdefault("language", lines[i])
            last = i + 1
        elif _COPYRIGHT.match(lines[i]) or _SOURCE_CODE.fullmatch(lines[i]):
            last = i + 1
    return facts, last


def _headed(head: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Section, headline and byline of a head without markup."""
    lines = [line for line in head if not _MASTHEAD.fullmatch(line)]
    byline = None
    for i in range(len(lines) - 1, 0, -1):
        if _BYLINE.match(lines[i]) or (i == len(lines) - 1 and is_signature(lines[i], has_headline=i > 1)):
            byline = lines[i]
            lines = lines[:i]
            break
    section = lines[0] if len(lines) > 1 else None
    return section, lines[-1] if lines else None, byline


def _without_publisher(lines: Sequence[str]) -> Sequence[str]:
    """A text without the publisher's name and the accession number that close it."""
    kept = [line for line in lines if not _ACCESSION.fullmatch(line)]
    return kept[:-1] if len(kept) > 1 and _PUBLISHER.fullmatch(kept[-1]) else kept
