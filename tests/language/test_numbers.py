"""The number grammar: what news writes, what it amounts to, and what is not a count at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.evaluate import evaluate
from newsetl.language.numbers import NumberExpression, find_numbers

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "gold" / "numbers.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def counts(text: str) -> list[NumberExpression]:
    return [number for number in find_numbers(text) if number.is_count]


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_gold(document: dict) -> None:
    """Each number of the gold sentences is found with its span, bounds and qualifier, and nothing else is."""
    found = [
        (n.start, n.end, n.low, n.high, n.qualifier, n.is_percent)
        for n in find_numbers(document["text"])
        if n.is_count or n.is_money
    ]
    keys = ("start", "end", "low", "high", "qualifier", "is_percent")
    assert found == [tuple(number[key] for key in keys) for number in document["numbers"]]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("8,892 troops", "8,892", 8892),
        ("two thousand five hundred men", "two thousand five hundred", 2500),
        ("one hundred and five men", "one hundred and five", 105),
        ("twenty-five guards", "twenty-five", 25),
        ("one and a half million people", "one and a half million", 1_500_000),
        ("a million and a half people", "million and a half", 1_500_000),
        ("a quarter of a million people", "quarter of a million", 250_000),
        ("2 1/2 million people", "2 1/2 million", 2_500_000),
        ("1,5 million people", "1,5 million", 1_500_000),
        ("12,50,000 voters", "12,50,000", 1_250_000),
        ("3.500 Mann, or men", "3.500", 3500),
        ("a dozen men", "dozen", 12),
        ("half a dozen men", "half a dozen", 6),
        ("10k troops", "10k", 10_000),
        ("a 2,500-strong force", "2,500", 2500),
        ("the 12-man team", "12", 12),
        ("a third of the men", "third", 33.3),
        ("60 per cent of the men", "60 per cent", 60),
    ],
)
def test_values(text: str, surface: str, value: float) -> None:
    """Digits, words and both amount to the same figure, and the article stays out of the expression."""
    (number,) = counts(text)
    assert (number.surface, number.value, number.qualifier) == (surface, value, "exact")


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Close to 2 500 soldiers came.", ["2 500"]),
        ("an army of 1 250 000 men", ["1 250 000"]),
        ("On May 12 300 soldiers came.", ["12", "300"]),
        ("In 2021 300 soldiers came.", ["2021", "300"]),
        ("Italy 12 300 400", ["12", "300", "400"]),
        ("At 06:00 200 soldiers moved in.", ["200"]),
        ("On 12.03.2021 300 soldiers came.", ["300"]),
        ("of 1,500 300 were sent", ["1,500", "300"]),
        ("In 2021 300 000 soldiers left.", ["2021", "300 000"]),
        ("On May 12 300 000 soldiers left.", ["12", "300 000"]),
        ("9" * 400 + " 300 men", ["300"]),
    ],
)
def test_a_space_groups_thousands(text: str, surfaces: list[str]) -> None:
    """Not behind a month, a year or a name, which have numbers of their own, and not in a row of numbers."""
    assert [number.surface for number in find_numbers(text, 0, len(text))] == surfaces


@pytest.mark.parametrize(
    ("text", "hedged", "qualifier", "low", "high"),
    [
        ("about 500 men", "about 500", "about", 500, 500),
        ("some 500 men", "some 500", "about", 500, 500),
        ("an estimated 500 men", "an estimated 500", "about", 500, 500),
        ("nearly half of them", "nearly half", "about", 50, 50),
        ("up to about 500 men", "up to about 500", "up_to", None, 500),
        ("no more than 500 men", "no more than 500", "up_to", None, 500),
        ("at least 500 men", "at least 500", "at_least", 500, None),
        ("500 or more men", "500 or more", "at_least", 500, None),
        ("500-plus men", "500-plus", "at_least", 500, None),
        ("500 men or so.", "500", "about", 500, 500),
        ("500 men at most.", "500", "up_to", None, 500),
        ("between 500 and 600 men", "500 and 600", "range", 500, 600),
        ("between 500 to 600 men", "500 to 600", "range", 500, 600),
        ("dozens of men", "dozens", "vague", 24, None),
        ("a few hundred men", "few hundred", "vague", 200, None),
        ("spread over 500 islands", "500", "exact", 500, 500),
    ],
)
def test_hedges(text: str, hedged: str, qualifier: str, low: float | None, high: float | None) -> None:
    """A hedge becomes a bound or an estimate and is kept apart from the number."""
    (number,) = counts(text)
    assert text[number.hedge_start : number.hedge_end] == hedged
    assert (number.qualifier, number.low, number.high) == (qualifier, low, high)
    assert number.value == (low if qualifier in ("exact", "about") else None)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("the 101st Airborne", "is_ordinal"),
        ("In 2003 the war began", "is_year_like"),
        ("In 2003 troops entered", "is_year_like"),
        ("the 1990s", "is_year_like"),
        ("from 2010-2015", "is_year_like"),
        ("at 10 p.m. sharp", "is_time_like"),
        ("on March 5 they left", "is_date_like"),
        ("on 5 March they left", "is_date_like"),
        ("Resolution 1441", "is_label"),
        ("a $5 bill", "is_money"),
        ("5 euros", "is_money"),
        ("40 million tenge", "is_money"),
        ("50 Egyptian pounds", "is_money"),
        ("tens of thousands of rupees", "is_money"),
        ("70 Iraqi dinars", "is_money"),
        ("1. Poland", "is_list_marker"),
        ("one of them", "is_pronoun_like"),
        ("Sgt. Amin, 34, was there", "is_age"),
    ],
)
def test_what_is_no_count(text: str, flag: str) -> None:
    """Ordinals, years, times, days, money, labels, list markers, pronouns and ages are marked as such."""
    (number,) = find_numbers(text)
    assert getattr(number, flag)
    assert not number.is_count


@pytest.mark.parametrize(
    "text",
    ["2000 US troops", "some 2500 soldiers", "in 2000 villages", "1,990 men", "one soldier", "Poland 1,068"],
)
def test_what_is_a_count(text: str) -> None:
    """Four digits before a counted noun are not a year, and "one" before a noun is not a pronoun."""
    (number,) = find_numbers(text)
    assert number.is_count


@pytest.mark.parametrize(
    "text", ["9:22", "02/05/2018", "F-16", "COVID-19", "5G", "192.168.0.1", "2018-02-05", "555-0123"]
)
def test_what_is_no_number(text: str) -> None:
    """Times, dates, names, addresses and telephone numbers are not counts."""
    assert counts(text) == []


def test_a_change_is_no_range() -> None:
    """ "From 5,000 to 8,000" gives two figures; "ranging from" gives one."""
    assert [n.value for n in find_numbers("rose from 5,000 to 8,000")] == [5000, 8000]
    assert [n.value for n in find_numbers("rose by 20 to 120")] == [20, 120]
    assert [(n.low, n.high) for n in find_numbers("ranging from 5,000 to 8,000")] == [(5000, 8000)]


def test_offsets_within_a_part() -> None:
    """Reading a part of a text gives offsets into the whole text."""
    text = "First 300 men, then 400 men."
    assert [(n.start, n.surface) for n in find_numbers(text, 14)] == [(20, "400")]
    assert [n.surface for n in find_numbers(text, 0, 14)] == ["300"]


PIECES = st.sampled_from(
    [
        "1",
        "12",
        "1,000",
        "5,000",
        "2003",
        "one",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "half",
        "third",
        "a",
        "few",
        "dozen",
        "dozens",
        "of",
        "and",
        "to",
        "between",
        "about",
        "up",
        "more",
        "than",
        "-",
        "–",
        ".",
        ",",
        "$",
        "%",
        "k",
        "(",
        ")",
        "½",
        "1/2",
        "men",
        "9:22",
        "-5",
        "percent",
        "or",
        "so",
    ]
)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("The town will not be able to spare more than 40 guards.", "up_to"),
        ("The club has never had more than 40 members.", "up_to"),
        ("They won't send over 40 men.", "up_to"),
        ("The dam could not stop more than 40 boats.", "at_least"),
        ("It has not only more than 40 boats but also trains.", "at_least"),
        ("The list did not include more than 40 clerks.", "at_least"),
    ],
)
def test_not_turns_a_bound_round_before_what_is_had_or_sent(text: str, qualifier: str) -> None:
    """'Not more than' what one has or sends is a bound from above; of what is stopped or left out it is none."""
    assert find_numbers(text, 0, len(text))[0].qualifier == qualifier


@settings(max_examples=300)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n"])), max_size=30))
def test_invariants(pieces: list[tuple[str, str]]) -> None:
    """Whatever the text: surfaces are its slices, spans rise without overlap, bounds fit the qualifier."""
    text = "".join(piece + gap for piece, gap in pieces)
    reached = 0
    for n in find_numbers(text):
        assert text[n.start : n.end] == n.surface != ""
        assert reached <= n.start < n.end <= len(text)
        assert n.hedge_start <= n.start
        assert n.hedge_end >= n.end
        reached = n.end
        if n.qualifier == "range":
            assert n.low is not None
            assert n.high is not None
            assert n.low < n.high


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """No text makes the grammar fail."""
    for n in find_numbers(text):
        assert text[n.start : n.end] == n.surface


@pytest.mark.parametrize("piece", ["9", "1,", "5-", "1 000", "hundred ", "half a ", "up to ", "one and "])
def test_hostile_input(piece: str) -> None:
    """A megabyte of digits or numerals is read in one pass: it ends, and yields no figure beyond reason."""
    for n in find_numbers(piece * 20_000):
        assert n.end - n.start < 200


def test_floor_on_newsquant(shared: Path) -> None:
    """On NewsQuant the value F1 stays above its floor."""
    score = evaluate(read_corpus(shared / "data" / "numbers" / "newsquant.json"))
    assert score.figures["value_f1"] >= 0.91


def test_own_gold_in_the_common_form() -> None:
    """The scorer reads our own gold as well as NewsQuant's form of it."""
    score = evaluate(read_corpus(Path(__file__).parent.parent / "gold" / "numbers.jsonl"))
    assert score.figures["value_f1"] == 1
