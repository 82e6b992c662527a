"""Gold pages: a gold file beside a folder html/ with a page for each of its ids."""

import gzip
from pathlib import Path

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected, UserError
from newsetl.evaluation.corpora import GoldDocument
from newsetl.tables.articles import Article


def parse_page(document: GoldDocument, folder: Path) -> Article | None:
    """The article that newsetl makes of a gold page with its address; None where it refuses the page.

    Raises:
        UserError: the page is not in the folder.
    """
    path = folder / f"{document.id}.html.gz"
    plain = folder / f"{document.id}.html"
    if not path.is_file() and not plain.is_file():
        raise UserError(f"no page {path.name} or {plain.name} in {folder}")
    content = gzip.decompress(path.read_bytes()) if path.is_file() else plain.read_bytes()
    metadata = {"id": document.id, "url": document.labels.get("url")}
    try:
        return parse_article(RawDocument(content, "text/html", document.id, metadata))
    except Rejected:
        return None
