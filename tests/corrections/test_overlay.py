"""Corrections applied to rows: found again by their words, shown at once, undone as easily."""

from typing import Any

import pytest

from newsetl.corrections import RowKey, add, apply, judge, key_of, locate, overlay, verdicts_of
from newsetl.errors import UserError

TEXT = "Officials said 4,000 troops were in Kabul. In Herat 300 police and 300 soldiers stayed. Nobody counted more."
ARTICLE: dict[str, Any] = {
    "article_id": "art_1",
    "revision": 1,
    "story_id": "st_1",
    "outlet": "Outlet",
    "published_date": None,
    "text": TEXT,
}


def force_level(surface: str, number: int = 0, text: str = TEXT, **columns: Any) -> dict[str, Any]:
    start = -1
    for _ in range(number + 1):
        start = text.index(surface, start + 1)
    found = {
        "start": start, "end": start + len(surface), "qualifier": "exact", "unit": "persons", "measure": "level",
        "modality": "actual", "personnel_type": "troops", "actor_name": "Afghanistan", "value": 1.0,
    }  # fmt: skip
    made = add("force_levels", ARTICLE | {"text": text}, found | columns, "machine")
    assert made.row is not None
    own = {"extractor": "x", "confidence": 0.3, "review": "machine", "force_level_id": f"frc_{start}"}
    return {**made.row, **own}


def rows_of(text: str) -> list[dict[str, Any]]:
    return [force_level("4,000", text=text), *(force_level("300", number, text) for number in (0, 1))]


ROWS = rows_of(TEXT)


def test_the_second_of_two_alike_is_distinguished_from_the_first() -> None:
    """The words of a row occur twice in its sentence: its key says which."""
    first, second = (key_of("force_levels", row, TEXT) for row in ROWS[1:])
    assert (first.occurrence, second.occurrence) == (0, 1)
    for key, row in ((first, ROWS[1]), (second, ROWS[2])):
        span = locate(TEXT, key)
        assert span is not None
        assert (span.start, span.end) == (row["start"], row["end"])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("A new lede. " + TEXT, True),
        (TEXT.replace("In Herat", "\n\nIn   Herat"), True),
        (TEXT.replace("4,000", "5,000"), True),
        (TEXT.replace("stayed", "left"), False),
        (TEXT.replace("300", "400"), False),
        ("", False),
    ],
)
def test_words_are_found_in_a_revision_whose_sentence_is_unchanged(text: str, is_found: bool) -> None:
    """Moved, or spaced otherwise: the same; another word in the sentence: to be checked again."""
    key = key_of("force_levels", ROWS[2], TEXT)
    span = locate(text, key)
    assert (span is not None) == is_found
    if span is not None:
        assert text[span.start : span.end] == "300"


def test_right_wrong_and_changed_are_shown_at_once() -> None:
    """A confirmed row is sure, a changed one holds what it was changed to, a wrong one is gone."""
    said = [
        *judge("force_levels", ROWS[0], TEXT, "confirm", "ann"),
        *judge("force_levels", ROWS[1], TEXT, "remove", "ann"),
        *judge("force_levels", ROWS[2], TEXT, "change", "ben", changes={"actor_name": "Iran", "value": 300}),
    ]
    shown = overlay("force_levels", ROWS, verdicts_of(said))
    assert [(r["surface"], r["review"], r["reviewed_by"], r["confidence"]) for r in shown] == [
        ("4,000", "confirmed", "ann", 1.0),
        ("300", "corrected", "ben", 1.0),
    ]
    assert (shown[1]["actor_name"], shown[1]["value"]) == ("Iran", 300.0)
    assert overlay("force_levels", ROWS, verdicts_of([])) == ROWS


def test_words_of_another_name_are_not_those_of_the_one_that_a_person_gives() -> None:
    """The words go with the name that was read from them, and stay with one that nobody changed."""
    read = {"actor_text": "Afghan", "place_name": "Herat", "place_text": "Herat", "place_relation": "near"}
    row = ROWS[2] | read
    said = judge("force_levels", row, TEXT, "change", "ben", changes={"actor_name": "Iran"})
    (shown,) = overlay("force_levels", [row], verdicts_of(said))
    assert (shown["actor_name"], shown["actor_text"]) == ("Iran", None)
    assert (shown["place_text"], shown["place_relation"]) == ("Herat", "near")
    said = judge("force_levels", row, TEXT, "change", "ben", changes={"place_name": "Kabul"})
    (shown,) = overlay("force_levels", [row], verdicts_of(said))
    assert (shown["place_text"], shown["place_relation"], shown["actor_text"]) == (None, None, "Afghan")


def test_published_rows_show_the_machine_again_once_undone() -> None:
    """The machine's rows, which the publish kept, take the place of the corrected ones."""
    said = judge("force_levels", ROWS[0], TEXT, "change", "ann", changes={"actor_name": "Iran"})
    published = apply("force_levels", ROWS, verdicts_of(said), {"art_1": ARTICLE})
    assert published.machine == [ROWS[0]]
    assert overlay("force_levels", published.rows, verdicts_of([]), published.machine)[0] == ROWS[0]


def test_a_correction_survives_a_revision_and_a_machine_that_finds_the_row_no_more() -> None:
    """The row is found by its words; where the machine has none there any more, as the person saw it."""
    said = judge("force_levels", ROWS[2], TEXT, "change", "ann", changes={"modality": "planned"})
    later = ARTICLE | {"revision": 2, "text": "News first. " + TEXT}
    again = apply("force_levels", rows_of(later["text"]), verdicts_of(said), {"art_1": later})
    assert [(r["start"], r["modality"]) for r in again.rows if r["review"] == "corrected"] == [
        (ROWS[2]["start"] + 12, "planned")
    ]
    missed = apply("force_levels", [], verdicts_of(said), {"art_1": later})
    (row,) = missed.rows
    assert (row["start"], row["revision"], row["modality"]) == (ROWS[2]["start"] + 12, 2, "planned")
    assert later["text"][row["start"] : row["end"]] == row["surface"] == "300"


def test_what_is_gone_is_to_be_checked_again() -> None:
    """Its sentence was rewritten: nothing is changed, and the correction is listed."""
    said = judge("force_levels", ROWS[0], TEXT, "remove", "ann")
    text = TEXT.replace("Officials", "The ministry")
    result = apply("force_levels", rows_of(text), verdicts_of(said), {"art_1": ARTICLE | {"text": text}})
    assert len(result.rows) == 3
    assert [verdict.key for verdict in result.lost] == [said[0].key]


def test_a_row_that_a_person_adds_has_all_its_columns() -> None:
    """What the text gives is filled in; it has the id that the machine would give it."""
    start = TEXT.index("Nobody")
    given = {"start": start, "end": start + 6, "qualifier": "exact", "unit": "persons", "measure": "level"}
    given |= {"modality": "actual", "personnel_type": "troops", "value": 0}
    correction = add("force_levels", ARTICLE, given, "ann")
    result = apply("force_levels", ROWS, verdicts_of([correction]), {"art_1": ARTICLE})
    row = result.rows[-1]
    assert (row["surface"], row["sentence"], row["sentence_index"]) == ("Nobody", "Nobody counted more.", 2)
    assert (row["review"], row["confidence"]) == ("added", 1.0)
    assert row["force_level_id"].startswith("frc_")
    assert len(overlay("force_levels", ROWS, verdicts_of([correction]))) == 4
    with pytest.raises(UserError, match="unit must hold a value"):
        add("force_levels", ARTICLE, {key: value for key, value in given.items() if key != "unit"}, "ann")
    with pytest.raises(UserError, match="mark no words"):
        add("force_levels", ARTICLE, given | {"end": 5000}, "ann")


def test_two_people_who_differ_are_shown_and_the_later_counts() -> None:
    """Who confirms a row that another changes contradicts them; the same person may change their mind."""
    said = judge("force_levels", ROWS[0], TEXT, "confirm", "ann")
    said += judge("force_levels", ROWS[0], TEXT, "change", "ben", changes={"actor_name": "Iran"})
    (verdict,) = verdicts_of(said).verdicts.values()
    assert verdict.contradictions == ("actor_iso3", "actor_name")
    assert (verdict.review, verdict.by) == ("corrected", "ben")
    said += judge("force_levels", ROWS[0], TEXT, "remove", "ben")
    (verdict,) = verdicts_of(said).verdicts.values()
    assert (verdict.contradictions, verdict.is_removed) == (("row",), True)
    alone = [c for c in said if c.by == "ben"]
    assert next(iter(verdicts_of(alone).verdicts.values())).contradictions == ()


def test_who_confirms_is_taken_to_confirm_what_was_seen() -> None:
    """The row as another had changed it, or as the machine had it, in a blind opinion or an older spreadsheet."""
    changed = judge("force_levels", ROWS[0], TEXT, "change", "ann", changes={"value": 4321})
    (seen,) = (row for row in overlay("force_levels", ROWS[:1], verdicts_of(changed)))
    agrees = judge("force_levels", seen, TEXT, "confirm", "ben")
    (verdict,) = verdicts_of(changed + agrees).verdicts.values()
    assert (verdict.review, verdict.by, verdict.contradictions) == ("corrected", "ben", ())
    assert verdict.counting("value") == "4321"
    differs = judge("force_levels", ROWS[0], TEXT, "confirm", "cy")
    (verdict,) = verdicts_of(changed + differs).verdicts.values()
    assert (verdict.review, verdict.by, verdict.is_removed) == ("confirmed", "cy", False)
    assert "value" in verdict.contradictions
    (row,) = apply("force_levels", ROWS[:1], verdicts_of(changed + differs), {"art_1": ARTICLE}).rows
    assert (row["value"], row["review"]) == (ROWS[0]["value"], "confirmed")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"modality": "perhaps"}, "one of actual, planned, possible, denied"),
        ({"value": "many"}, "must be a number"),
        ({"as_of_start": "yesterday"}, "a date such as"),
        ({"start": 3}, "follows from the text"),
        ({"review": "machine"}, "follows from the text"),
        ({"force_level_id": "x"}, "follows from the text"),
        ({"colour": "red"}, "no column"),
        ({"unit": None}, "must hold a value"),
    ],
)
def test_a_column_takes_its_values_only(changes: dict[str, Any], told: str) -> None:
    """The message says what would be taken."""
    with pytest.raises(UserError, match=told):
        judge("force_levels", ROWS[0], TEXT, "change", "ann", changes=changes)


def test_an_attribution_is_known_by_its_cue() -> None:
    """It has no surface of its own; the cue's words, else the source's, stand for it."""
    row = {"article_id": "art_1", "cue_start": 10, "cue_end": 14, "source_start": 0, "source_end": 9}
    assert key_of("attributions", row, TEXT) == RowKey(
        "art_1", key_of("force_levels", ROWS[0], TEXT).sentence_hash, "said"
    )
    assert key_of("attributions", row | {"cue_start": None}, TEXT).surface == "Officials"
