"""The learned weights of statements are those that their card describes."""

import hashlib
import json
from pathlib import Path

from newsetl.extractors.attributions.statements.judge import weights_by_feature

LEARNED_FROM = 5  # files of articles in our own words, at least
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src" / "newsetl" / "lexicons" / "statements"
CARD = json.loads((FOLDER / "attribution_weights.card.json").read_text(encoding="utf-8"))


def test_the_card_describes_the_weights() -> None:
    """Weights that are trained again, or mended by hand, have another card."""
    content = (FOLDER / "attribution_weights.csv").read_bytes()
    assert hashlib.sha256(content).hexdigest() == CARD["sha256"]
    assert len(weights_by_feature()) == CARD["features"]


def test_the_card_names_the_articles_in_our_own_words_as_they_are() -> None:
    """Who changes an article that the weights learned from trains them again; later articles they have not seen."""
    articles = (ROOT / "benchmarks" / "attribution_articles").glob("*.jsonl")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in articles}
    seen = {name: hashed for name, hashed in hashes.items() if name in CARD["inputs"]}
    assert seen.items() <= CARD["inputs"].items()
    assert len(seen) >= LEARNED_FROM
