"""Copies of a story share its id, over runs; other stories do not."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from newsetl.articles.stories import SCHEMA, StoryIndex
from newsetl.evaluation.desk_edits import EDITS
from newsetl.tables.articles import Article
from tests.articles.story_pairs import read_pairs, score

PLACES = [
    "Arbat",
    "Basira",
    "Calden",
    "Dorrin",
    "Eastmere",
    "Fallow",
    "Garran",
    "Hollin",
    "Ister",
    "Jarrow",
    "Kelden",
    "Lorrim",
]
NOUNS = [
    "convoy",
    "bridge",
    "council",
    "garrison",
    "harvest",
    "checkpoint",
    "hospital",
    "market",
    "pipeline",
    "ferry",
    "school",
    "tower",
]
VERBS = [
    "reached",
    "closed",
    "reopened",
    "inspected",
    "guarded",
    "left",
    "repaired",
    "crossed",
    "surveyed",
    "emptied",
    "supplied",
    "searched",
]


def paragraphs(seed: int, count: int = 8) -> list[str]:
    """Invented copy: sentences of names, figures and doings that another seed does not share."""
    chance = random.Random(seed)
    return [
        " ".join(
            f"The {chance.choice(NOUNS)} near {chance.choice(PLACES)} {chance.choice(VERBS)} the "
            f"{chance.choice(NOUNS)} of {chance.choice(PLACES)} with {chance.randint(20, 9000)} people."
            for _ in range(4)
        )
        for _ in range(count)
    ]


def article(
    name: str, text: list[str], published: datetime | None = None, title: str | None = None
) -> Article:
    return Article(
        article_id=name,
        story_id=name,
        title=title,
        text="\n\n".join(text),
        word_count=0,
        raw_uri=name,
        raw_sha256="",
        media_type="text/plain",
        published_at=published,
        run_id="test",
        parser_version="test",
    )


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_edited_copies_join(edit: str) -> None:
    """A copy cut, merged or written over by a desk is in its original's story."""
    index = StoryIndex()
    original = paragraphs(1)
    story = index.assign(article("a", original))
    other = index.assign(article("b", paragraphs(2)))
    copy = EDITS[edit](original, paragraphs(3), random.Random(4))
    assert story != other
    assert index.assign(article("c", copy)) == story


def test_index_is_kept_between_runs() -> None:
    """An index read again from its rows finds the copies of earlier runs, and gives out only new rows."""
    first = StoryIndex()
    story = first.assign(article("a", paragraphs(1)))
    assert first.new_rows().schema == SCHEMA
    second = StoryIndex.from_table(first.new_rows())
    assert second.new_rows().num_rows == 0
    assert second.assign(article("b", paragraphs(1)[:5])) == story
    rows = second.new_rows()
    assert rows.column("article_id").to_pylist() == ["b"]
    third = StoryIndex.from_table(pa.concat_tables([first.new_rows(), rows]))
    assert third.find(article("c", paragraphs(1))) == story


def test_order_of_arrival() -> None:
    """The longer text may come second: the copy's story is that of the first article seen."""
    index = StoryIndex()
    story = index.assign(article("short", paragraphs(1)[:4]))
    assert index.assign(article("long", paragraphs(1))) == story


def test_revisions_stay() -> None:
    """A further revision stays in its article's story, whatever its text."""
    index = StoryIndex()
    story = index.assign(article("a", paragraphs(1)))
    assert index.assign(article("a", paragraphs(2))) == story


def test_forms_are_no_copies() -> None:
    """A form with other names and figures is another story; so is last month's, nearly word for word."""
    index = StoryIndex()
    form = "The board of {0} said on Monday that it had approved aid of {1} dollars for {2} and that claims from {3} "
    form += (
        "would be taken by the office in {4} until all funds for the towns along the river have been spent."
    )
    monday = datetime(2024, 3, 4, tzinfo=UTC)
    first = article("a", [form.format("Arbat", 9100, "Basira", "Calden", "Dorrin")], monday)
    second = article("b", [form.format("Hollin", 4300, "Ister", "Jarrow", "Kelden")], monday)
    assert index.assign(first) != index.assign(second)
    weekly = paragraphs(5)
    story = index.assign(article("c", weekly, monday))
    later = article("d", [*weekly[:6], *paragraphs(6)[:2]], monday + timedelta(days=30))
    assert index.assign(later) != story
    assert index.find(replace(later, published_at=monday + timedelta(days=1))) is not None


def test_briefs_need_their_headline() -> None:
    """Two briefs of one wording about two companies are two stories; the same brief again is one."""
    index = StoryIndex()
    brief = ["Quarterly dividend 10 cents, payable April 13 to holders of record on March 13."]
    story = index.assign(article("a", brief, title="Calden Mills sets payout"))
    assert index.assign(article("b", brief, title="Jarrow Ferries sets payout")) != story
    assert index.assign(article("c", brief, title="Calden Mills sets payout")) == story


def test_strict_copies(shared: Path) -> None:
    """On labelled pairs of press stories no two stories are taken for one, and strict copies are found."""
    found = score(*read_pairs(shared / "data" / "stories"))
    assert (found.figures["precision"], found.figures["recall_strict"]) == (1.0, 1.0)
    assert found.figures["found"] > 20
