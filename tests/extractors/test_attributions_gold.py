"""Gold corpora with floors: a score may rise, never fall unnoticed."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsetl.evaluation.corpora import Corpus, GoldDocument, read_corpus
from newsetl.evaluation.score import Score
from newsetl.evaluation.scorers.attributions import score
from newsetl.extractors.attributions import extract_attributions, may_hold
from newsetl.extractors.entity_mentions import extract_entity_mentions
from newsetl.language import analyse

GOLD = Path(__file__).parents[1] / "gold" / "attributions.jsonl"
OWN_FLOORS = {
    "attribution_f1": 0.95,
    "source_exact_f1": 0.92,
    "source_name_accuracy": 0.97,
    "source_kind_accuracy": 0.97,
    "anonymity_accuracy": 0.97,
    "affiliation_iso3_accuracy": 0.95,
    "via_name_accuracy": 0.85,
    "depth_accuracy": 0.97,
    "is_negated_accuracy": 0.97,
}
# Where BBC Citron is on PolNeAR's development part, and what exact sources need.
POLNEAR_FLOORS = {"attribution_f1": 0.747, "source_exact_f1": 0.713}
# 50 articles of conflict news, labelled whole, which the statements' weights have learned from.
CONFLICT_FLOORS = {
    "attribution_f1": 0.81,
    "attribution_precision": 0.86,
    "source_kind_accuracy": 0.90,
    "anonymity_accuracy": 0.88,
}


def scored(corpus: Corpus) -> Score:
    """The corpus scored, parsed just where the extractor asks for it."""
    analyses = analyse([d.text for d in corpus.documents], wants_parse=may_hold)
    pairs = []
    for document, analysis in zip(corpus.documents, analyses, strict=True):
        article = document.as_article()
        entities = extract_entity_mentions(article, analysis, [])
        pairs.append((document, extract_attributions(article, analysis, entities)))
    return score(pairs)


def test_own_gold() -> None:
    """Names, chains, anonymity, pronouns and kinds come out right on sentences of our own."""
    figures = scored(read_corpus(GOLD)).figures
    assert {name: figures[name] for name, floor in OWN_FLOORS.items() if figures[name] < floor} == {}


def test_own_gold_is_large_enough() -> None:
    """At least 150 passages, some of them without any statement."""
    documents = read_corpus(GOLD).documents
    assert len(documents) >= 150
    assert any(not document.labels["attributions"] for document in documents)


@pytest.mark.slow
def test_polnear(shared: Path) -> None:
    """On PolNeAR's development part we stay above the best peer."""
    figures = scored(read_corpus(shared / "data" / "sources" / "polnear-dev.jsonl")).figures
    assert {name: figures[name] for name, floor in POLNEAR_FLOORS.items() if figures[name] < floor} == {}


def without_cues(document: GoldDocument) -> GoldDocument:
    """The document without its cues, which are words there, not ranges, and which no score looks at."""
    labels = [{**label, "cue": []} for label in document.labels["attributions"]]
    return replace(document, labels={"attributions": labels})


@pytest.mark.slow
def test_conflict_news(shared: Path) -> None:
    """In news of conflicts, which newsetl is for, statements, kinds and anonymity are as right as they were."""
    corpus = read_corpus(shared / "gold" / "conflict" / "dev.jsonl")
    documents = tuple(map(without_cues, corpus.documents))
    figures = scored(replace(corpus, documents=documents)).figures
    assert {name: figures[name] for name, floor in CONFLICT_FLOORS.items() if figures[name] < floor} == {}
