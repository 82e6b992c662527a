"""Floors of probability: each applies to the name in brackets of its example, not to that of its counter-example."""

import pytest

from newsetl import pipeline
from newsetl.extractors.region_mentions.constraints import apply_floors
from newsetl.extractors.region_mentions.containment import read_containment
from newsetl.extractors.region_mentions.dateline_places import dateline_place
from newsetl.extractors.region_mentions.model_names import read_model_names
from newsetl.extractors.region_mentions.names_of_others import find_other_names
from newsetl.extractors.region_mentions.recognise import TextView
from newsetl.extractors.region_mentions.spans import find_spans
from newsetl.extractors.region_mentions.theatres import read_theatres
from newsetl.extractors.region_mentions.words import read_words_of
from newsetl.gazetteer import load_gazetteer
from newsetl.language import Analysis, analyse
from newsetl.lexicons import read_table
from tests.extractors.texts import article_of

ROWS = list(read_table("places/constraints"))


@pytest.fixture(scope="module")
def analyses() -> dict[str, Analysis]:
    """All examples and counter-examples, read in one batch."""
    texts = [row[column] for row in ROWS for column in ("example", "counter_example")]
    plain = [text.replace("[", "").replace("]", "") for text in texts]
    found = analyse(plain, wants_parse=pipeline.wants_parse, wants_names=pipeline.wants_names)
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["constraint"])
def test_a_floor_applies_to_its_example_and_not_to_its_counter_example(
    row: dict[str, str], analyses: dict[str, Analysis]
) -> None:
    """Whatever the features weigh: without any floor each name has a probability of 0."""
    assert floor_of(row["example"], analyses) >= float(row["floor"])
    assert floor_of(row["counter_example"], analyses) < float(row["floor"])


def floor_of(marked: str, analyses: dict[str, Analysis]) -> float:
    """The highest floor that applies to the name in brackets; 0 for none, or where it is not a candidate."""
    start, analysis = marked.index("["), analyses[marked]
    words, model, gazetteer = read_words_of(analysis.text), read_model_names(analysis), load_gazetteer()
    spans = find_spans(words, model.names, gazetteer)
    told, view = read_containment(words, spans, gazetteer), TextView(words, model, gazetteer)
    dateline = dateline_place(
        article_of(analysis.text, dateline=analysis.text[: analysis.text.find("—") + 1])
    )
    theatres = read_theatres(words, spans, find_other_names(words.text), gazetteer)
    floors = apply_floors(spans, told, view, [0.0] * len(spans), dateline, theatres)
    return max(
        (floor for floor, span in zip(floors, spans, strict=True) if span.span.start == start), default=0.0
    )
