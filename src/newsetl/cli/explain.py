"""`newsetl explain`: one article on the terminal, nothing written."""

import dataclasses
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from newsetl.articles import parse_article
from newsetl.cli.options import Config
from newsetl.cli.tables import UNSAFE, print_table, terminal
from newsetl.cli.waiting import waiting
from newsetl.cli.why import print_reasons, reasons_as_objects
from newsetl.errors import Rejected, UserError
from newsetl.inputs import ReadSettings, RejectedInput, expand_inputs, read_documents
from newsetl.pipeline import AnnotatedArticle, annotate
from newsetl.pipeline import explain as reasons_for
from newsetl.settings import load_settings

STYLES = {
    "source": "bold cyan",
    "cue": "italic magenta",
    "place": "green",
    "date": "yellow",
    "force": "bold reverse red",
}
SHOWN = {
    "attributions": (
        "source_name",
        "source_text",
        "cue_text",
        "via_name",
        "anonymity",
        "content_text",
        "confidence",
    ),
    "region_mentions": ("surface", "mention_type", "place_name", "place_type", "country_iso3", "confidence"),
    "force_levels": (
        "surface",
        "qualifier",
        "unit",
        "measure",
        "modality",
        "actor_name",
        "place_name",
        "as_of_start",
        "source_name",
        "via_name",
        "confidence",
    ),
    "date_mentions": ("surface", "kind", "start_date", "end_date", "precision", "modifier"),
    "entity_mentions": ("surface", "entity_type", "entity_name", "role_title", "country_iso3"),
}


def explain(
    file: Annotated[
        str, typer.Argument(help="A file with one article (the first is taken where it holds more).")
    ],
    config: Config = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The article and its rows as one JSON object.")
    ] = False,
    as_html: Annotated[bool, typer.Option("--html", help="The evidence page, on standard output.")] = False,
    why: Annotated[
        bool, typer.Option("--why", help="How each statement was found, and how its source was resolved.")
    ] = False,
) -> None:
    """Show one article with its sources, places, dates and force levels; writes no file, needs no server.

    Example: newsetl explain data/sample/01-iraq-drawdown.txt
    """
    with waiting(f"reading {file}"):
        annotated, reader = explained_article(file, config)
    reasons = reasons_for(annotated.article) if why else []
    if as_json:
        told = as_object(annotated) | ({"why": reasons_as_objects(reasons)} if why else {})
        json.dump(told, sys.stdout, default=str, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    if as_html:
        from newsetl.report import evidence_page  # noqa: PLC0415 - charts and templates that the terminal does not show

        sys.stdout.write(evidence_page(annotated.article, annotated.rows))
        return
    if why:
        print_reasons(terminal(), reasons)
    else:
        _print_article(terminal(), annotated, reader)


def _print_article(console: Console, annotated: AnnotatedArticle, reader: str) -> None:
    """The article with its marks, then the tables of its rows."""
    article = annotated.article
    console.print(Text(UNSAFE.sub(" ", article.title or "(no title)"), style="bold"))
    facts = (article.outlet, article.byline, article.dateline, article.published_at)
    console.print(Text(" · ".join(str(fact) for fact in facts if fact), style="dim"))
    console.print(Text(f"read as: {reader}", style="dim"))
    console.print(marked_text(annotated))
    for table, columns in SHOWN.items():
        rows = [[getattr(row, column) for column in columns] for row in annotated.rows[table]]
        if rows:
            console.print()
            print_table(console, table, columns, rows)


def explained_article(file: str, config: Path | None = None) -> tuple[AnnotatedArticle, str]:
    """The first article of a file with its rows, and what read the file.

    Raises:
        UserError: the file holds no article; the message gives the reason.
    """
    settings = load_settings(config)
    if Path(file).is_dir():
        raise UserError(f"{file} is a folder: explain takes one file; `newsetl run {file}` reads all in it")
    for path in expand_inputs([file]):
        read = ReadSettings(fields=dict(settings.fields), day_first=settings.day_first)
        for document in read_documents(path, read):
            took = f" (read as: {document.reader})" if document.reader else ""
            if isinstance(document, RejectedInput):
                reason = f"{document.reason_code}: {document.detail}"
                raise UserError(f"{file} would be quarantined: {reason}{took}")
            try:
                article = parse_article(document, received_at=datetime.now(UTC))
            except Rejected as rejected:
                raise UserError(f"{file} would be quarantined: {rejected}{took}") from rejected
            return annotate([article])[0], document.reader or "plain text"
    raise UserError(f"{file} holds no document")


def as_object(annotated: AnnotatedArticle) -> dict[str, Any]:
    """The article and its rows as plain dictionaries."""
    rows = {table: [dataclasses.asdict(row) for row in found] for table, found in annotated.rows.items()}
    return {"article": dataclasses.asdict(annotated.article), **rows}


def marked_text(annotated: AnnotatedArticle) -> Text:
    """The text with its spans coloured; control characters are shown as blanks so that offsets stay."""
    text = Text("".join(c if c == "\n" or not UNSAFE.match(c) else " " for c in annotated.article.text))
    for row in annotated.rows["date_mentions"]:
        text.stylize(STYLES["date"], row.start, row.end)
    for row in annotated.rows["region_mentions"]:
        text.stylize(STYLES["place"], row.start, row.end)
    for row in annotated.rows["attributions"]:
        if row.source_start is not None:
            text.stylize(STYLES["source"], row.source_start, row.source_end)
        if row.cue_start is not None:
            text.stylize(STYLES["cue"], row.cue_start, row.cue_end)
    for row in annotated.rows["force_levels"]:
        text.stylize(STYLES["force"], row.start, row.end)
    return text
