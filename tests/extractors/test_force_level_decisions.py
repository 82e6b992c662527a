"""What is made of rules and reader together: rows, refusals, confidence, reasons."""

import pytest

from newsetl import pipeline
from newsetl.tables.articles import Article
from newsetl.tables.force_levels import ForceLevel
from newsetl.tables.refused_figures import RefusedFigure
from tests.extractors.texts import article_of, rows_of

PUBLISHED = "2024-03-03"
PATROL = "Italy has 900 soldiers in Mali now."
TOLL = "At least 40 rebels were killed and 12 captured when the army shelled their camp near Kidal."
LIST = "Troops in the mission, by country:\n\nItaly: 900\nGhana: 400\nNepal: 250\n"


def article(text: str, name: str = "test") -> Article:
    return article_of(text, name=name, published=PUBLISHED)


def levels(text: str) -> list[ForceLevel]:
    return rows_of([text], "force_levels", PUBLISHED)[0]


def refused(text: str) -> list[RefusedFigure]:
    return rows_of([text], "refused_figures", PUBLISHED)[0]


@pytest.mark.parametrize(
    ("text", "surface", "measure", "modality", "actor", "place"),
    [
        (PATROL, "900", "level", "actual", "ITA", "MLI"),
        ("Italy will send 900 soldiers to Mali, the ministry said.", "900", "increase", "planned", "ITA", "MLI"),
        ("ITALY WITHDREW 900 SOLDIERS FROM MALI LAST WEEK, A SPOKESMAN FOR THE MINISTRY SAID ON MONDAY.", "900",
         "decrease", "actual", "ITA", "MLI"),
        ("the government of italy has 900 soldiers in mali. they guard the road to gao, a spokesman told reporters.",
         "900", "level", "actual", "ITA", "MLI"),
    ],
)  # fmt: skip
def test_figure_comes_out_whole(
    text: str, surface: str, measure: str, modality: str, actor: str, place: str
) -> None:
    """A plain report gives its one row, also where the text is in capitals or in lower case throughout."""
    (row,) = levels(text)
    assert (row.surface, row.measure, row.modality) == (surface, measure, modality)
    assert (row.actor_iso3, row.place_iso3) == (actor, place)


@pytest.mark.parametrize(
    ("text", "surface", "reason"),
    [
        (TOLL, "40", "casualty"),
        (TOLL, "12", "captured"),
        ("The war drove 40,000 civilians from the town that soldiers held.", "40,000", "civilians"),
    ],
)
def test_refused_number_tells_why(text: str, surface: str, reason: str) -> None:
    """A number near force words that is not a force size is published with what it counts instead."""
    assert not levels(text)
    assert {row.surface: row.reason for row in refused(text)}[surface] == reason


def test_no_number_is_both_taken_and_refused() -> None:
    """Each number is in one table or in none."""
    text = f"{PATROL} {TOLL}"
    assert not {row.start for row in levels(text)} & {row.start for row in refused(text)}


def test_doubt_is_reported() -> None:
    """What an earlier sentence has to tell is less sure, and the field to check is named."""
    near = levels(PATROL)[0]
    far = levels(
        "Italian soldiers came to Niger in May. It rains there. The hotels are full. Now 900 soldiers stay."
    )
    assert far[0].confidence < near.confidence
    assert far[0].weakest_field in ("exists", "measure", "modality", "actor", "place", "as_of", "source")


def test_rows_are_the_same_alone_and_in_a_batch() -> None:
    """What else is annotated at the same time changes nothing."""
    articles = [article(text, name) for name, text in zip("abc", (PATROL, TOLL, LIST), strict=True)]
    together = pipeline.annotate(articles)
    alone = [pipeline.annotate([one])[0] for one in articles]
    assert [a.rows for a in together] == [a.rows for a in alone]


def test_list_is_read_by_its_layout() -> None:
    """Entries under a heading that names a force have the actor of their line."""
    assert [(row.surface, row.actor_iso3) for row in levels(LIST)] == [
        ("900", "ITA"),
        ("400", "GHA"),
        ("250", "NPL"),
    ]


def test_reasons_name_every_question_and_every_refusal() -> None:
    """`--why` gives for each field what won and by how much, and lists what was refused."""
    reasons = pipeline.explain(article(f"{PATROL} {TOLL}"))
    (taken,) = [reason for reason in reasons if reason.table == "force_levels"]
    for field in (
        "measure is level",
        "modality is actual",
        "actor is Italy",
        "place is Mali",
        "whole record right",
    ):
        assert any(step.startswith(field) for step in taken.steps), field
    assert {reason.title for reason in reasons if reason.table == "refused_figures"} >= {
        "40: refused, casualty"
    }


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Norway trained 4,200 Peshmerga in Erbil.", "4,200"),
        ("Some 2,000 Taliban surround the town of Ghazni.", "2,000"),
        ("Thousands of Hezbollah are in Syria, a diplomat said.", "Thousands"),
    ],
)
def test_the_name_of_an_armed_group_is_noun_enough(text: str, surface: str) -> None:
    """Its members are counted by its name alone."""
    assert [row.surface for row in levels(text)] == [surface]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said 42,000 Kurds fled Kirkuk.",
        "In 2014 Hezbollah entered Syria.",
        "See page 3. Hamas said no.",
    ],
)
def test_a_number_before_any_other_name_is_no_force(text: str) -> None:
    """A people is not an armed group, and a year counts nobody."""
    assert levels(text) == []


def test_who_counts_himself_is_the_source() -> None:
    """ "By its own account" is not a claim of the writer's."""
    (row,) = levels("By its own account the group has 4,000 fighters in Idlib.")
    assert row.source_name == "group"
