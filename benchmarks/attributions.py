"""Speed and scores of attributions on a gold file: `python benchmarks/attributions.py GOLD.jsonl [--parse-cache DIR]`.

Prints one JSON object: figures of the scorer, calibration by tenth of confidence, milliseconds that the rules take
beyond the parse, and the share of tokens that the extractor wants parsed.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

from newsetl import pipeline
from newsetl.evaluation.corpora import GoldDocument, read_corpus
from newsetl.evaluation.matching import overlap
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.evaluation.scorers.attributions import score
from newsetl.extractors.attributions import extract_attributions, may_hold
from newsetl.extractors.entity_mentions import extract_entity_mentions
from newsetl.language import Analysis, analyse
from newsetl.tables.attributions import Attribution


def rows_of(document: GoldDocument, analysis: Analysis) -> tuple[list[Attribution], float, float]:
    """Attributions of a document, and the seconds of processor time for entities and for attributions."""
    article = document.as_article()
    start = time.process_time()
    entities = extract_entity_mentions(article, analysis, [])
    middle = time.process_time()
    rows = extract_attributions(article, analysis, entities)
    return rows, middle - start, time.process_time() - middle


def wanted_share(analyses: list[Analysis]) -> float:
    """Share of the tokens in sentences that the extractor wants parsed."""
    wanted = total = 0
    for analysis in analyses:
        for sentence in analysis.sentences:
            size = sentence.token_end - sentence.token_start
            total += size
            wanted += size * may_hold(analysis.sentence_text(sentence))
    return wanted / total if total else 0.0


def calibration(pairs: list[tuple[GoldDocument, list[Attribution]]]) -> dict[str, tuple[int, float]]:
    """By tenth of confidence: how many rows, and the share that overlap a gold source and its content."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for document, rows in pairs:
        for row in rows:
            if row.source_start is not None:
                bins[int(row.confidence * 10)].append(_is_right(document, row))
    return {
        f"{tenth / 10:.1f}": (len(hits), round(sum(hits) / len(hits), 3))
        for tenth, hits in sorted(bins.items())
    }


def _is_right(document: GoldDocument, row: Attribution) -> bool:
    def hits(ranges: list[list[int]], start: int, end: int) -> bool:
        return any(overlap(a, b, start, end) for a, b in ranges)

    start, end = row.source_start or 0, row.source_end or 0
    gold = document.labels["attributions"]
    return any(
        hits(g["source"], start, end) and hits(g["content"], row.content_start, row.content_end) for g in gold
    )


def main() -> None:
    """Reads the arguments, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--parse-cache", type=Path)
    arguments = parser.parse_args()
    corpus = read_corpus(arguments.gold)
    cached = arguments.parse_cache
    analyser = cached_analyser(cached, pipeline.wants_parse, pipeline.wants_names) if cached else analyse
    analyses = [analyser([document.text])[0] for document in corpus.documents]
    timed = [rows_of(d, a) for d, a in zip(corpus.documents, analyses, strict=True)]
    pairs = [(d, rows) for d, (rows, _, _) in zip(corpus.documents, timed, strict=True)]
    result, n = score(pairs), len(corpus.documents)
    report = {
        "corpus": corpus.name,
        "hash": corpus.hash,
        "documents": n,
        "gold": result.n,
        "rule": result.rule,
        "figures": {name: round(value, 4) for name, value in result.figures.items()},
        "calibration": calibration(pairs),
        "words_per_document": round(sum(len(d.text.split()) for d in corpus.documents) / n),
        "entities_ms_per_document": round(1000 * sum(t for _, t, _ in timed) / n, 2),
        "attributions_ms_per_document": round(1000 * sum(t for _, _, t in timed) / n, 2),
        "share_of_tokens_parsed": round(wanted_share(analyses), 3),
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
