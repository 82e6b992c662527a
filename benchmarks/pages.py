"""Pages to articles beside other extractors, in one run, in one process.

python benchmarks/pages.py PAGES.jsonl[.xz] [COUNT]    speed on pages under "html", such as an archive's dump
python benchmarks/pages.py GOLD.jsonl… [COUNT]         quality and speed on gold files with their pages in html/

Trafilatura always runs, and htmldate for the date alone; rs-trafilatura and resiliparse where they are installed.
"""

import gzip
import importlib.util
import json
import lzma
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import htmldate
import trafilatura

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.evaluation.corpora import GoldDocument, read_corpus
from newsetl.evaluation.scorers import pages as scorer
from newsetl.tables.articles import Article

ROUNDS = 3
Page: TypeAlias = tuple[bytes, str | None]
System: TypeAlias = Callable[[Page], Article | None]


def main() -> None:
    """Prints quality on gold files, and pages a second of CPU: the best of three rounds taken in turn."""
    count = int(sys.argv.pop()) if sys.argv[-1].isdigit() else 300
    for path in map(Path, sys.argv[1:]):
        systems = _systems()
        if (path.parent / "html").is_dir():
            documents = list(read_corpus(path).documents)[:count]
            pages = [_gold_page(path.parent / "html", document) for document in documents]
            _print_quality(path, documents, pages, systems)
        else:
            pages = _dump(path, count)
        _print_speed(path, pages, systems)


def _print_quality(
    path: Path, documents: Sequence[GoldDocument], pages: Sequence[Page], systems: dict[str, System]
) -> None:
    print(f"{path.parent.name}: {len(documents)} pages")
    for name, system in systems.items():
        pairs = [(document, system(page)) for document, page in zip(documents, pages, strict=True)]
        figures = scorer.score(pairs).figures
        print(f"  {name:26} {'  '.join(f'{key} {value:.4f}' for key, value in figures.items() if value)}")


def _print_speed(path: Path, pages: Sequence[Page], systems: dict[str, System]) -> None:
    best = dict.fromkeys(systems, 0.0)
    for _ in range(ROUNDS):
        for name, system in systems.items():
            started = time.process_time()
            for page in pages:
                system(page)
            best[name] = max(best[name], len(pages) / (time.process_time() - started))
    print(f"{len(pages)} pages of {path.parent.name}/{path.name}, pages a second of CPU:")
    for name, speed in best.items():
        print(f"  {name:26} {speed:7.1f}")


def _systems() -> dict[str, System]:
    systems: dict[str, System] = {"newsetl": _newsetl, "trafilatura": _trafilatura, "htmldate": _htmldate}
    if importlib.util.find_spec("resiliparse"):
        systems["resiliparse"] = _resiliparse
    if importlib.util.find_spec("rs_trafilatura"):
        systems["rs-trafilatura"] = _rs_trafilatura
    return systems


def _newsetl(page: Page) -> Article | None:
    content, url = page
    try:
        return parse_article(RawDocument(content, "text/html", "benchmark", {"url": url} if url else {}))
    except Rejected:
        return None


def _trafilatura(page: Page) -> Article | None:
    content, url = page
    found = trafilatura.bare_extraction(content, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return None
    facts = found if isinstance(found, dict) else found.as_dict()
    article = _article(facts.get("text") or "")
    return replace(
        article,
        title=facts.get("title"),
        authors=facts.get("author"),
        published_at=_noon(facts.get("date")),
    )


def _htmldate(page: Page) -> Article | None:
    """The day of publication alone."""
    content, url = page
    day = htmldate.find_date(content, original_date=True, url=url)
    return replace(_article(""), published_at=_noon(day))


def _noon(day: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{day}T12:00+00:00") if day else None


def _resiliparse(page: Page) -> Article | None:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - may not be installed

    content = page[0].decode("utf-8", "replace")
    return _article(extract_plain_text(content, main_content=True, alt_texts=False, links=False))


def _rs_trafilatura(page: Page) -> Article | None:
    import rs_trafilatura  # noqa: PLC0415 - may not be installed

    return _article(rs_trafilatura.extract(page[0].decode("utf-8", "replace")).content_text or "")


def _article(text: str) -> Article:
    return Article(
        article_id="",
        story_id="",
        text=text,
        word_count=0,
        raw_uri="",
        raw_sha256="",
        media_type="text/html",
        run_id="",
        parser_version="",
    )


def _gold_page(folder: Path, document: GoldDocument) -> Page:
    packed = folder / f"{document.id}.html.gz"
    content = (
        gzip.decompress(packed.read_bytes())
        if packed.is_file()
        else (folder / f"{document.id}.html").read_bytes()
    )
    return content, document.labels.get("url")


def _dump(path: Path, count: int) -> list[Page]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        pages: list[Page] = [(json.loads(line)["html"].encode(), None) for line in lines]
    return pages[:: max(1, len(pages) // count)][:count]


if __name__ == "__main__":
    main()
