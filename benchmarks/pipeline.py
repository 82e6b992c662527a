"""Text to rows, beside spaCy's whole pipeline on the same texts in the same run: documents a second of CPU time.

Run as `python benchmarks/pipeline.py GOLD_OR_NEWS.jsonl[.gz|.xz] [DOCUMENTS]`; without a file, on the sample.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from newsetl.articles import parse_article
from newsetl.errors import Rejected
from newsetl.inputs import ReadSettings, RejectedInput, expand_inputs, read_documents
from newsetl.language.model import model_info
from newsetl.pipeline import analyse_articles, annotate, wants_parse
from newsetl.tables.articles import Article

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def articles_of(path: str, most: int) -> list[Article]:
    """The first articles of an input, in English."""
    found: list[Article] = []
    for file in expand_inputs([path]):
        for document in read_documents(file, ReadSettings()):
            if isinstance(document, RejectedInput):
                continue
            try:
                article = parse_article(document)
            except Rejected:
                continue
            if article.language in ("en", None):
                found.append(article)
            if len(found) == most:
                return found
    return found


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main(path: str = str(SAMPLE), most: str = "100") -> None:
    articles = articles_of(path, int(most))
    texts = [article.text for article in articles]
    nlp = spacy.load(model_info().path)
    annotate(articles[:2])  # loads what is loaded once
    list(nlp.pipe(texts[:2]))
    analyses = analyse_articles(texts)
    sentences = [a.sentence_text(s) for a in analyses for s in a.sentences]
    figures = {
        "spaCy, whole pipeline": cpu_seconds(lambda: list(nlp.pipe(texts))),
        "newsetl, parse and names where wanted": cpu_seconds(lambda: analyse_articles(texts)),
        "newsetl, rules beyond the parse": cpu_seconds(lambda: annotate(articles, lambda _: analyses)),
        "newsetl, text to rows": cpu_seconds(lambda: annotate(articles)),
    }
    print(
        f"{len(texts)} articles, {sum(a.word_count for a in articles):,} words, "
        f"{sum(map(wants_parse, sentences)) / len(sentences):.0%} of {len(sentences):,} sentences parsed"
    )
    for name, seconds in figures.items():
        print(f"{name:<40} {len(texts) / seconds:8.1f} documents/s")
    print(f"ratio to spaCy {figures['spaCy, whole pipeline'] / figures['newsetl, text to rows']:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
