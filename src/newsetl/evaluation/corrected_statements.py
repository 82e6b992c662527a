"""Turns people's corrections of statements into labelled articles, in the form that the weights are learned from.

Only judged statements teach: of words that nobody has looked at, nothing is known.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newsetl.core.spans import Span
from newsetl.corrections import Verdict, locate, read_corrections, verdicts_of
from newsetl.corrections.overlay import typed_row
from newsetl.corrections.row_keys import anchor
from newsetl.errors import UserError
from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.from_corrections import judged_articles
from newsetl.lake import Lake
from newsetl.tables import ATTRIBUTIONS
from newsetl.tables.articles import Article

RIGHT, NONE = "attributions", "not_attributions"
PARTS = ("source", "cue", "content")
Label = dict[str, list[list[int]]]


def corrected_statements(data_dir: Path) -> list[GoldDocument]:
    """The articles of a data directory whose statements people have judged.

    Returns:
        Documents with two lists of labels, statements that are right and those that are none: spans of source, cue and
        content as `[start, end]` in the text. Where someone named another source, its words are not known, and the
        statement is left out.

    Raises:
        UserError: nobody has judged a statement of an article that is published.
    """
    known = verdicts_of(read_corrections(data_dir))
    articles = judged_articles(Lake(data_dir / "lake"), known.by_article)
    found = [_document(articles[name], known.of(ATTRIBUTIONS, [name])) for name in sorted(articles)]
    found = [document for document in found if document.labels[RIGHT] or document.labels[NONE]]
    if not found:
        raise UserError(f"no statements of published articles are judged in {data_dir}")
    return found


def is_judged(document: GoldDocument, cue: tuple[int, int]) -> bool:
    """True for a cue that the labels mark as a statement's or not: in a corpus every one."""
    if NONE not in document.labels:
        return True
    told = [*document.labels[RIGHT], *document.labels[NONE]]
    return any(start < cue[1] and cue[0] < end for label in told for start, end in label["cue"])


def _document(article: Article, verdicts: Sequence[Verdict]) -> GoldDocument:
    labels: dict[str, list[Label]] = {RIGHT: [], NONE: []}
    for verdict in verdicts:
        label = _label(article.text, verdict)
        if label is not None and not verdict.changes.keys() & {"source_name", "source_kind"}:
            labels[NONE if verdict.is_removed else RIGHT].append(label)
    return GoldDocument(
        article.article_id, article.text, article.title, article.outlet, article.published_at, labels
    )


def _label(text: str, verdict: Verdict) -> Label | None:
    """Where the parts of a judged statement are now; None where one of them is not there any more."""
    now = locate(text, verdict.key)
    if now is None:
        return None
    row = typed_row(ATTRIBUTIONS, verdict.row)
    by = now.start - anchor(ATTRIBUTIONS, row).start
    parts = {part: _part(row, part, by) for part in PARTS}
    if any(text[span.start : span.end] != row[f"{part}_text"] for part, span in parts.items() if span):
        return None
    return {part: [[span.start, span.end]] if span else [] for part, span in parts.items()}


def _part(row: Mapping[str, Any], part: str, by: int) -> Span | None:
    start, end = row[f"{part}_start"], row[f"{part}_end"]
    return None if start is None or end is None or start + by < 0 else Span(start + by, end + by)
