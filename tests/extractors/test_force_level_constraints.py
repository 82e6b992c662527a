"""Hard constraints and wordings: each has its example, bars it, and spares what only looks like it."""

import re
from typing import Any

import pytest

from newsetl import pipeline
from newsetl.extractors.force_levels import gather
from newsetl.extractors.force_levels.constraints import CONSTRAINTS
from newsetl.extractors.force_levels.decision import FIELDS
from newsetl.extractors.force_levels.what_kind.options import (
    MEASURES,
    MODALITIES,
    measure_options,
    modality_options,
)
from newsetl.extractors.force_levels.what_kind.wordings import meaning_of_wording
from newsetl.extractors.force_levels.when.options import date_options
from newsetl.extractors.force_levels.where.options import place_options
from newsetl.extractors.force_levels.who_says.options import source_options
from newsetl.extractors.force_levels.whose.actor import NOBODY
from newsetl.extractors.force_levels.whose.options import actor_options
from newsetl.extractors.scoring import Option
from newsetl.language.numbers import find_numbers
from newsetl.language.sentences import split_sentences
from newsetl.lexicons import read_table
from tests.extractors.texts import article_of, rows_of

ROWS = list(read_table("forces/constraints"))


def sentence_of(text: str, offset: int) -> tuple[int, int]:
    """The sentence of a text with an offset."""
    return next((s.start, s.end) for s in split_sentences(text) if s.start <= offset < s.end)


def test_the_table_lists_every_constraint_once() -> None:
    """What is listed is what the code has, each for one question."""
    assert [row["constraint"] for row in ROWS] == list(CONSTRAINTS)
    assert all(row["question"] in FIELDS for row in ROWS)


@pytest.mark.parametrize("row", list(read_table("forces/wordings")), ids=lambda row: row["example"])
def test_every_wording_fits_its_example(row: dict[str, str]) -> None:
    """The example of each line is read as the line says."""
    text = row["example"]
    assert row["value"] in (MEASURES if row["question"] == "measure" else MODALITIES)
    number = find_numbers(text, 0, len(text))[0]
    assert meaning_of_wording(row["question"], text, number, sentence_of(text, number.start)) == row["value"]


@pytest.mark.parametrize("row", list(read_table("forces/wordings")), ids=lambda row: row["counter_example"])
def test_no_wording_fits_its_counter_example(row: dict[str, str]) -> None:
    """What only looks like a wording leaves the question to the evidence."""
    text = row["counter_example"]
    assert all(
        meaning_of_wording(row["question"], text, number, sentence_of(text, number.start)) is None
        for number in find_numbers(text, 0, len(text))
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("modality", "There are 3,000 men at the border, and no tanks."),
        ("measure", "The ceiling leaks in the barracks of the 300 soldiers."),
        ("measure", "Some 400 of the Danes left for Denmark in June."),
        ("measure", "The final 400 medics of the unit will leave for Lisbon."),
        ("modality", "Chad moved 400 soldiers north to see that the gunmen will leave Kidal."),
        ("modality", "Kenya has 400 soldiers on the road so that looters will go."),
        ("measure", "Soldiers marched from 200 villages to 40 towns."),
        ("modality", "The report that 400 soldiers had come was read aloud."),
        ("modality", "The unit would never have had more than 400 soldiers."),
        ("modality", "None of the towns backed the 400 soldiers."),
        ("modality", "There are no fewer than 400 soldiers in Niger."),
        ("modality", "There were never more than 400 soldiers in Goma."),
        ("modality", "No more than 400 soldiers are in Libya."),
        ("modality", "There are not only 400 soldiers at the border but also tanks."),
        ("modality", "The state isn't merely thinking of sending 400 soldiers."),
    ],
)
def test_other_wordings_settle_nothing(question: str, text: str) -> None:
    """Like words that say something else leave the answer to the evidence."""
    number = next(n for n in find_numbers(text, 0, len(text)) if re.fullmatch(r"\d[\d,]*", n.surface))
    assert meaning_of_wording(question, text, number, (0, len(text))) is None


CHRONOLOGY = "May 2001\nA fire.\n\nJune 2002\nA flood.\n\nJuly 2003\n{}"
# More cases: constraint, an answer, a text in which it is barred for the number 700, and one in which it is not.
MORE = [
    ("possession", None, "They took 700 posts of the army.", "They took the posts of 700 soldiers."),
    ("gave_up", None, "Since May 700 members of the militia have given themselves up.",
     "The town has 700 policemen, and three of the thieves gave themselves up."),
    ("gave_up", None, "The army says 700 rebels of the north later gave themselves up.",
     "The army says 700 soldiers cheered while pirates gave themselves up."),
    ("gave_up", None, "Some 700 soldiers of the old royal guard have given themselves up.",
     "Some 700 soldiers of the guard rest, and the rebels have given themselves up."),
    ("counter", "African Union", "The African Union put them at 700 fighters.",
     "The African Union has, by its own account, 700 fighters."),
    ("counter", "African Union", "Their strength is put at 700 fighters by the African Union.",
     "They are led, all 700 fighters, by the African Union."),
    ("counter", "African Union", "The African Union spoke of 700 soldiers in the mission.",
     "The African Union gave 700 soldiers to the mission, the president said."),
    ("right_after", "Mali", "Mali is calm. Chad sent 700 soldiers to Niger.", "Mali is calm. Chad sent 700 soldiers."),
    ("called_up", "Ukraine", "It called up 700 reservists in a last attempt to turn the course of its war in Ukraine.",
     "It called up 700 reservists to fight in Ukraine."),
    ("own_men", "Spain", "Spain leads Italy's 700 soldiers.", "Spain leads 700 soldiers at Italy's side."),
    ("own_contributors", "Italy", "Italy sees to 700 troops from Kenya and Peru.",
     "Italy moved 700 troops from Kenya and Peru to Chad."),
    ("own_holder", "Mali", "Chad is afraid of Mali. It will send 700 soldiers.",
     "Chad is afraid of Mali. There are 700 soldiers."),
    ("own_holder", "Chad", "Mali left Chad. The UN mission was allowed 700 policemen.",
     "Mali left Chad. The UN mission asked for 700 policemen of Chad."),
    ("own_holder", "Chad", "Chad sent 300 soldiers and the UN mission was allowed 700 policemen.",
     "Chad sent 300 soldiers and was allowed 700 policemen."),
    ("own_holder", "NATO", "France would raise NATO's force to 700 soldiers.",
     "The French proposal would raise NATO's force to 700 soldiers."),
    ("denied_existence", "Sudan", "There are no 700 soldiers in Kassala, Sudan said.",
     "There are now 700 soldiers in Kassala, Sudan said."),
    ("denied_existence", "Sudan", "It rained. No 700 soldiers are in Kassala, Sudan said.",
     "It rained. The 700 soldiers are in Kassala, Sudan said."),
    ("right_after", "Mali", "The soldiers in Mali are tired. It may send 700 more to Niger.",
     "The soldiers in Mali are tired. It may send 700 more."),
    ("right_after", "Mali", "Some 700 soldiers who are still in Niger wait for a plane to Mali.",
     "Some 700 soldiers who were hungry waited for a plane to Mali."),
    ("plainly_dated", None, "The army sent 700 soldiers to Niger last week.",
     "An officer said last week that there were 700 soldiers in Niger."),
    ("plainly_dated", None, "The force had 700 men when the war began in 2013.",
     "The force, which was founded in 2013, has 700 men."),
    ("plainly_dated", None,
     "May 2001\nA fire.\n\nJune 2002\nA flood.\n\nJuly 2003\nThere are 700 soldiers in Niger.",
     "July 2003\nThere are 700 soldiers in Niger."),
    ("plainly_dated", None, CHRONOLOGY.format("There are 700 soldiers in Niger."),
     CHRONOLOGY.format("A drought.\n\nWhat the army is like\n\nThere are 700 soldiers in Niger.")),
    ("plainly_dated", None, CHRONOLOGY.format("There are 700 soldiers in Niger."),
     CHRONOLOGY.format("A drought.\n\nThere are 700 soldiers in Niger.")),
    ("plainly_dated", None, CHRONOLOGY.format("\nThere are 700 soldiers in Niger."),
     CHRONOLOGY.format("\nA drought.\n\nThere are 700 soldiers in Niger.")),
    ("plainly_dated", None, "May 2001\nThere are 700 soldiers in Niger.\n\nJune 2002\nA flood.\n\nJuly 2003\nRain.",
     "May 2001\nRain.\n\nAt home\n\nThere are 700 soldiers in Niger.\n\nJune 2002\nSun.\n\nJuly 2003\nA fire."),
    ("plainly_dated", None, "The mission counted 700 soldiers and 90 police in Mali at the end of May.",
     "The mission has 700 soldiers in Mali and sent 90 police in May."),
    ("plainly_dated", None, "The mission fielded 700 soldiers, 80 gendarmes and 90 police in Mali as of 1 May 2013.",
     "The force has 700 soldiers, and 90 police came in 2013."),
    ("number_of_date", None, "It will have 900 men, down from 700 at the end of 2012.",
     "It has 700 men at the end of 2012."),
    ("attributed", None, "The foreign ministry claimed that there are 700 soldiers in Niger.",
     "The foreign ministry decided that 700 soldiers go to Niger."),
    ("attributed", None, "The report estimates that there are 700 soldiers in Niger.",
     "The report is silent. There are 700 soldiers in Niger."),
    ("attributed", None, "The foreign minister wrote that there are 700 soldiers in Niger.",
     "The foreign minister wrote a letter. There are 700 soldiers in Niger."),
    ("attributed", None, "The foreign minister warned that there are 700 soldiers in Niger.",
     "The foreign minister was warned. There are 700 soldiers in Niger."),
    ("attributed", None, 'Jan Kovac said: "They are finished. They have 700 fighters."',
     'Jan Kovac said: "They are finished." They have 700 fighters.'),
    ("counted_by_other", "mayor", "A mayor said that Hezbollah had, by its own account, 700 fighters.",
     "A mayor said that Hezbollah had 700 fighters."),
    ("counted_by_other", "mayor", "A mayor said that the Taliban had 700 men by its own count.",
     "A mayor said the Taliban had 700 men, but Hezbollah has, by its own count, 2,000."),
    ("counted_by_other", "mayor", "By French estimates they have 700 fighters, a mayor said.",
     "They went by French roads with 700 fighters, a mayor said."),
    ("counted_by_other", "mayor", "By the army's own count the rebels have 700 men, a mayor said.",
     "A mayor said the rebels have 700 men, but by French estimates they have 2,000."),
    ("counted_by_other", "mayor", "On Norway's count they have 700 fighters, a mayor said.",
     "By one estimate they have 700 fighters, a mayor said."),
    ("counted_by_other", "mayor", "On the ministry's figures they have 700 fighters, a mayor said.",
     "On Monday estimates ran to 700 fighters, a mayor said."),
    ("unit_name", None, "The soldiers of 700 Infantry Brigade are in Mali.", "Some 700 men of a brigade are in Mali."),
    ("civilians", None, "The soldiers guard 700 foreign civilians in Mali.", "The 700 foreign soldiers are in Mali."),
    ("counted_by_other", None, "The rebels have 900 men, while the junta spoke of 700.",
     "The rebels have 900 men, while the junta sent 700."),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["constraint"])
def test_a_constraint_bars_its_example_and_spares_the_counter_example(row: dict[str, str]) -> None:
    """The same answer is barred in the one text, and left to the evidence in the other, which only looks like it."""
    answer = row["answer"] or None
    assert bars(row["constraint"], answer, row["example"].replace(r"\n", "\n"))
    assert not bars(row["constraint"], answer, row["counter_example"].replace(r"\n", "\n"))


@pytest.mark.parametrize(("name", "answer", "barred", "free"), MORE, ids=lambda value: str(value)[:30])
def test_a_constraint_bars_other_forms_too(name: str, answer: str | None, barred: str, free: str) -> None:
    """Other wordings of the same kind, each beside one that only looks like it."""
    assert bars(name, answer, barred)
    assert not bars(name, answer, free)


@pytest.mark.parametrize(
    ("name", "value", "barred", "free"),
    [
        ("plain_kind", NOBODY, {"kind": 1.0}, {"kind": 0.0}),
    ],
)
def test_a_constraint_on_evidence(
    name: str, value: Any, barred: dict[str, float], free: dict[str, float]
) -> None:
    """What is barred by its evidence alone."""
    scene, candidate = numbered("Italy has 700 soldiers in Mali.")[:2]
    assert CONSTRAINTS[name](scene, candidate, Option(value, barred))
    assert not CONSTRAINTS[name](scene, candidate, Option(value, free))


def test_policemen_are_no_name_of_an_owner() -> None:
    """Policemen whom the text gives no owner belong to nobody that it names; militants go by their kind."""
    for noun, is_barred in (("policemen", True), ("militants", False)):
        scene, candidate = numbered(f"Some 700 {noun} hold the bridge.")[:2]
        option = next(o for o in actor_options(scene, candidate, None, []) if o.value.name == noun)
        assert CONSTRAINTS["plain_kind"](scene, candidate, option) is is_barred


def test_contributors_with_long_names_are_all_proposed() -> None:
    """However long the names are between the first and the last of them."""
    text = "There are 700 troops from the United States, the United Kingdom, South Korea and Canada."
    scene, candidate = numbered(text)[:2]
    four = "United States, United Kingdom, South Korea, Canada"
    options = [o for o in actor_options(scene, candidate, None, []) if o.value.name == four]
    assert len(options) == 1
    assert not CONSTRAINTS["own_contributors"](scene, candidate, options[0])


def numbered(text: str) -> tuple[Any, Any, Any, Any]:
    """Scene, candidate, what the rules say and what is around it, of the number that the examples are about."""
    (scene,) = pipeline.scenes([article_of(text, published="2024-03-03")])
    found = [(scene, *one) for one in gather(scene)]
    return next(one for one in found if one[1].number.surface in ("700", "640", "1999", "half", "Half"))


def bars(name: str, answer: str | None, text: str) -> bool:
    """Whether the constraint bars the answer of that name to its question."""
    question = next(row["question"] for row in ROWS if row["constraint"] == name)
    scene, candidate, by_rules, around = numbered(text)
    if question == "exists":
        return CONSTRAINTS[name](scene, candidate, Option(None, {}))
    options: dict[str, Any] = {
        "measure": lambda: measure_options(candidate, by_rules),
        "modality": lambda: modality_options(candidate, by_rules),
        "actor": lambda: actor_options(scene, candidate, None, []),
        "place": lambda: place_options(scene, candidate, None, [], around.others, NOBODY),
        "as_of": lambda: date_options(scene, candidate, None),
        "source": lambda: source_options(scene, candidate, None),
    }
    option = next(o for o in options[question]() if answer in (o.value, named(o.value)))
    return CONSTRAINTS[name](scene, candidate, option)


def named(value: Any) -> str | None:
    """An answer by its name, or by the words of its date."""
    return getattr(value, "name", None) or getattr(value, "text", None)


def test_what_is_told_in_aid_or_weapons_is_money() -> None:
    """Nobody is "billions in military aid"; soldiers in aid convoys are."""
    texts = (
        "The U.S. has propped up Colombia's army with billions in military aid.",
        "The army got millions more in weapons.",
        "The army has 5,000 soldiers in Mali and 1,200 in aid convoys.",
    )
    found = [[row.surface for row in rows] for rows in rows_of(texts, "force_levels")]
    assert found == [[], [], ["5,000", "1,200"]]
