"""Documents a second of finding and resolving places, apart from the parse; the gazetteer's load time and memory; and
the scores of the texts where their places are labelled.

Usage: python benchmarks/places.py [texts.jsonl] [--documents N]

The texts are a gold file or any JSON lines with `text`; by default the gold that ships with the tests, joined to
articles of about 300 words. CPU seconds of one process are counted, so that other work on the machine does not blur
the figure.
"""

import argparse
import json
import resource
import time
from pathlib import Path

from newsetl.evaluation.corpora import GoldDocument, read_corpus
from newsetl.evaluation.scorers import places
from newsetl.extractors.region_mentions import extract_region_mentions
from newsetl.gazetteer import Gazetteer, load_gazetteer
from newsetl.language import analyse

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold" / "region_mentions.jsonl"
SENTENCES_AN_ARTICLE = 25
WARM_UP = 200  # documents read before the clock starts, as in any longer run


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--documents", type=int, default=200)
    arguments = parser.parse_args()
    before = _memory_mb()
    started = time.process_time()
    gazetteer = load_gazetteer()
    print(f"gazetteer {gazetteer.version}: {len(gazetteer):,} places")
    print(f"loaded in {time.process_time() - started:.3f} s, {_memory_mb() - before:.0f} MB more memory")
    warming, texts = _halves(_texts(arguments.texts), arguments.documents)
    _extract(warming, gazetteer)
    seconds, mentions = _extract(texts, gazetteer)
    best = len(texts) / seconds
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(
        f"{len(texts)} documents of {words:.0f} words, {mentions:,} mentions: {best:.0f} documents/s a core"
    )
    print(f"peak memory {_memory_mb():.0f} MB, language model included")
    _print_scores(arguments.texts, arguments.documents, gazetteer)


def _print_scores(path: Path, most: int, gazetteer: Gazetteer) -> None:
    """End to end, exact span and same GeoNames entry, where the texts have labelled places."""
    with path.open(encoding="utf-8") as lines:
        if "places" not in json.loads(next(lines)):
            return
    documents = read_corpus(path).documents[:most]
    analyses = analyse([document.text for document in documents], wants_parse=lambda _: False)
    score = places.score(
        [
            (document, extract_region_mentions(document.as_article(), analysis, gazetteer))
            for document, analysis in zip(documents, analyses, strict=True)
        ]
    )
    for name, value in score.figures.items():
        print(f"{name} {value:.3f} of {score.n}")


def _halves(texts: list[str], most: int) -> tuple[list[str], list[str]]:
    """Texts to warm up with, and others to measure: what is kept of a text must not speed up the same text."""
    measured = texts[:most]
    return texts[most : most + WARM_UP] or measured[:WARM_UP], measured


def _extract(texts: list[str], gazetteer: Gazetteer) -> tuple[float, int]:
    """CPU seconds of the extractor on the texts, and the number of mentions."""
    articles = [GoldDocument(str(n), t, None, None, None, {}).as_article() for n, t in enumerate(texts)]
    analyses = analyse(texts, wants_parse=lambda _: False)
    started = time.process_time()
    mentions = sum(
        len(extract_region_mentions(article, analysis, gazetteer))
        for article, analysis in zip(articles, analyses, strict=True)
    )
    return time.process_time() - started, mentions


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    if path != GOLD:
        return texts
    size = SENTENCES_AN_ARTICLE
    articles = [" ".join(texts[n : n + size]) for n in range(0, len(texts), size)]
    return articles * 20


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
