"""Text to rows, beside spaCy's whole pipeline on the same texts in the same run: documents a second of CPU time.

Run as `python benchmarks/pipeline.py GOLD_OR_NEWS.jsonl[.gz|.xz] [DOCUMENTS]`; without a file, on the sample. The two
take turns every 25 to 50 documents, so that what else the machine does costs both alike, and each reads every text
once: caches are as warm as the first fifty documents (at most a quarter) make them, which are not measured.
"""

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import spacy

from newsetl.articles import parse_article
from newsetl.articles.groups import together
from newsetl.errors import Rejected
from newsetl.inputs import ReadSettings, RejectedInput, expand_inputs, read_documents
from newsetl.language import Analysis
from newsetl.language.model import model_info, one_thread
from newsetl.pipeline import analyse_articles, annotate
from newsetl.stages.gc_freeze import THRESHOLDS
from newsetl.tables.articles import Article

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
WARMING = 50  # documents
SPACY, ANALYSIS, ALL = (
    "spaCy, whole pipeline",
    "newsetl, parse and names where wanted",
    "newsetl, text to rows",
)


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


@contextmanager
def timed(seconds: Counter[str], name: str) -> Iterator[None]:
    """Adds the processor time of what is done within."""
    started = time.process_time()
    yield
    seconds[name] += time.process_time() - started  # type: ignore[assignment]


def measure(
    articles: Sequence[Article], seconds: Counter[str], spacy_reads: Callable[[list[str]], None]
) -> list[Analysis]:
    """Has both read the articles, in turns; returns the analyses."""
    analyses: list[Analysis] = []

    def analyser(texts: Sequence[str]) -> list[Analysis]:
        with timed(seconds, ANALYSIS):
            found = analyse_articles(texts)
        analyses.extend(found)
        return found

    for some in together(articles):
        with timed(seconds, SPACY):
            spacy_reads([article.text for article in some])
        with timed(seconds, ALL):
            annotate(some, analyser)
    return analyses


def main(path: str = str(SAMPLE), most: str = "100") -> None:
    articles = articles_of(path, int(most) + WARMING)
    nlp = spacy.load(model_info().path)

    def spacy_reads(texts: list[str]) -> None:
        with one_thread():
            for _ in nlp.pipe(texts):
                pass

    seconds: Counter[str] = Counter()
    warming = min(WARMING, len(articles) // 4)
    measure(articles[:warming], Counter(), spacy_reads)
    gc.set_threshold(*THRESHOLDS)  # as in the workers of a run
    gc.collect()
    gc.freeze()
    measured = articles[warming : warming + int(most)]
    analyses = measure(measured, seconds, spacy_reads)
    parsed = [sentence.is_parsed for analysis in analyses for sentence in analysis.sentences]
    print(
        f"{len(measured)} articles, {sum(a.word_count for a in measured):,} words, "
        f"{sum(parsed) / len(parsed):.0%} of {len(parsed):,} sentences parsed"
    )
    seconds["newsetl, rules beyond the parse"] = seconds[ALL] - seconds[ANALYSIS]
    for name in sorted(seconds, key=lambda name: -seconds[name]):
        print(f"{name:<40} {len(measured) / seconds[name]:8.1f} documents/s")
    print(f"ratio to spaCy {seconds[SPACY] / seconds[ALL]:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
