"""Force levels per second: the extractor alone and with the parse that it asks for.

    python benchmarks/force_levels.py FILE.jsonl [REPEATS]

FILE holds documents with a `text`; the same documents are read REPEATS times (3), and the best run counts.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from newsetl.evaluation.corpora import GoldDocument
from newsetl.extractors import force_levels
from newsetl.language import Analysis, analyse
from newsetl.tables.articles import Article


def main(path: Path, repeats: int) -> None:
    """Prints documents, words and figures a second."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [GoldDocument(r["id"], r["text"], None, None, None, {}).as_article() for r in records]
    words = sum(article.word_count for article in articles)
    analyse([articles[0].text], force_levels.may_hold, never)
    parse = min(
        timed(lambda: analyse([a.text for a in articles], force_levels.may_hold, never))
        for _ in range(repeats)
    )
    analyses = analyse([article.text for article in articles], force_levels.may_hold, never)
    extract = min(timed(lambda: extract_all(articles, analyses)) for _ in range(repeats))
    found = extract_all(articles, analyses)
    print(f"{len(articles)} documents, {words:,} words, {found} figures")
    print(f"extractor alone: {len(articles) / extract:,.0f} documents/s, {words / extract:,.0f} words/s")
    print(f"with its parse:  {len(articles) / (parse + extract):,.0f} documents/s")


def extract_all(articles: list[Article], analyses: list[Analysis]) -> int:
    """Number of figures in the articles."""
    return sum(
        len(force_levels.extract_force_levels(article, analysis, [], [], []).force_levels)
        for article, analysis in zip(articles, analyses, strict=True)
    )


def never(_: str) -> bool:
    """Wants no sentence."""
    return False


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
