"""Europresse: pages with an article element for each document, as the converter tm.plugin.europresse reads them."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from newsetl.inputs.blocks import squeeze
from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.written_dates import find_date

_TEXT, _OUTLET = "docOcurrContainer", "DocPublicationName"
_NUMBER = ", no. "  # "Le Courrier de Calden, no. 24187"


def article_nodes(tree: HtmlElement) -> list[HtmlElement]:
    """Elements of a page that hold a document each; empty where it is not a download of Europresse."""
    return [node for node in tree.iter("article") if _first(node, _TEXT) is not None and _said(node, _OUTLET)]


def read_node(node: HtmlElement) -> ExportedArticle:
    """The article in an element of a page."""
    header, body = _said(node, "DocHeader") or "", _first(node, _TEXT)
    found = find_date(header)
    section = header[: found.start].strip(" ,;") if found else ""
    return ExportedArticle(
        paragraphs=tuple(_paragraphs(body)) if body is not None else (),
        title=_said(node, "titreArticle") or _said(node, "articletitle"),
        outlet=(_said(node, _OUTLET) or "").split(_NUMBER)[0] or None,
        published_at=found.iso if found else None,
        byline=_said(node, "sm-margin-bottomNews"),
        section=section or None,
        id=_said(node, "publiC-lblNodoc"),
    )


def _first(node: HtmlElement, name: str) -> HtmlElement | None:
    return next((e for e in node.iter() if name in (e.get("class") or "").replace("rdp__", "")), None)


def _said(node: HtmlElement, name: str) -> str | None:
    element = _first(node, name)
    return squeeze(element.text_content()) or None if element is not None else None


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    """Texts of its paragraphs; of a body without any, its own."""
    texts = [squeeze(p.text_content()) for p in body.iter("p")] or [squeeze(body.text_content())]
    return filter(None, texts)
