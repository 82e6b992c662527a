"""The scores of docs/evaluation.md: every gold file, one table in Markdown.

Run as `NEWSETL_SHARED=… python benchmarks/scores.py [PARSE_CACHE] > scores.md`; without the development data only the
gold of the project is scored.
"""

import os
import sys
from pathlib import Path

from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.evaluate import evaluate, signature

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("NEWSETL_SHARED", ROOT.parent / "shared"))
CORPORA = (
    *sorted((ROOT / "tests" / "gold").glob("*.jsonl")),
    SHARED / "data/places/lgl.jsonl",
    SHARED / "data/places/tudloc.jsonl",
    SHARED / "data/entities/re3d-centcom.jsonl",
    SHARED / "data/entities/re3d-wikipedia.jsonl",
    SHARED / "data/sources/polnear-dev.jsonl",
    SHARED / "data/dates/timebank.jsonl",
    SHARED / "data/numbers/newsquant.json",
    SHARED / "gold/force_levels/dev.jsonl",
    SHARED / "data/pages/aeb/gold.jsonl",
    SHARED / "data/pages/aed/gold.jsonl",
    SHARED / "data/pages/htmldate/gold.jsonl",
)


def main(parse_cache: Path | None) -> None:
    for path in CORPORA:
        if not path.exists():
            print(f"<!-- {path.name}: not here -->")
            continue
        corpus = read_corpus(path)
        score = evaluate(corpus, parse_cache)
        print(f"\n**{path.parent.name}/{signature(corpus, score)}**\n\n| figure | value |\n|---|---|")
        for figure, value in score.figures.items():
            print(f"| {figure} | {value:.3f} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
