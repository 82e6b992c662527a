"""Time expressions: found, bounded, and resolved against the publication or the date just named, never today."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.scorers.dates import days_of, score
from newsetl.tables.date_mentions import DateMention
from tests.extractors.texts import dates_of

GOLD_FILE = Path(__file__).parent.parent / "gold" / "dates.jsonl"
GOLD = [json.loads(line) for line in GOLD_FILE.read_text(encoding="utf-8").splitlines()]


def dates_in(text: str, published: str | None = "2018-02-07", **known: str) -> list[DateMention]:
    """Date mentions of a text, without a parse."""
    return dates_of(text, published, **known)


def only(text: str, published: str | None = "2018-02-07", **known: str) -> DateMention:
    (mention,) = dates_in(text, published, **known)
    return mention


def days(value: str | None) -> tuple[date, date] | None:
    if value and "/" in value:
        first, last = value.split("/")
        return date.fromisoformat(first), date.fromisoformat(last)
    return days_of(value)


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_gold(document: dict) -> None:
    """Each time expression of the gold sentences has its span, kind, days and modifier, and nothing else is one."""
    found = [
        (m.start, m.end, m.kind, (m.start_date, m.end_date) if m.start_date else None, m.modifier)
        for m in dates_in(document["text"], document["published"])
    ]
    assert found == [
        (d["start"], d["end"], d["type"].lower(), days(d["value"]), d["mod"]) for d in document["dates"]
    ]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("It opened on 5 February 2018.", "day"),
        ("It opened last week.", "week"),
        ("It opened in May 2017.", "month"),
        ("It opened in the third quarter of 2017.", "quarter"),
        ("It opened in 2017.", "year"),
        ("It opened in the 1990s.", "decade"),
        ("It opened at 9 a.m. on Monday.", "minute"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    """Precision is that of the words, not of the days that they cover."""
    assert only(text).precision == precision


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("It opened on 5 February 2018.", "absolute"),
        ("It opened on Monday.", "published"),
        ("It opened on 5 February.", "published"),
    ],
)
def test_anchor(text: str, anchor: str) -> None:
    """The anchor says what a date was resolved against."""
    assert only(text).anchor == anchor


def test_the_date_just_named() -> None:
    """ "A year earlier" counts from the date just named."""
    _, earlier = dates_in("In May 2016 there were 900. A year earlier there had been 600.")
    assert (earlier.start_date, earlier.anchor) == (date(2015, 5, 1), "preceding")


@pytest.mark.parametrize(
    "text", ["He left on Monday.", "It fell last year.", "Today it is shut.", "In May they left."]
)
def test_without_a_publication_day(text: str) -> None:
    """Without a publication day a relative date has no days: today's date is never taken."""
    mention = only(text, None)
    assert (mention.start_date, mention.end_date, mention.precision) == (None, None, None)


def test_a_publication_known_to_the_year_resolves_no_weekday() -> None:
    """A publication known only to the month or the year is not a day to count from."""
    (mention,) = dates_in("He left on Monday.", "2018-01-01", published_precision="year")
    assert mention.start_date is None


@pytest.mark.parametrize(
    ("text", "domain", "expected"),
    [
        ("Dated 02/05/2018.", None, None),
        ("Dated 02/05/2018.", "example.com", None),
        ("Dated 02/05/2018.", "example.co.uk", date(2018, 5, 2)),
        ("Dated 02/05/2018.", "example.gov", date(2018, 2, 5)),
        ("Dated 25/12/2017.", None, date(2017, 12, 25)),
        ("Dated 12/25/2017.", "example.co.uk", date(2017, 12, 25)),
        ("Dated 05.02.2018.", None, date(2018, 2, 5)),
    ],
)
def test_numeric_dates(text: str, domain: str | None, expected: date | None) -> None:
    """A numeric date that can be read two ways is read by the outlet's habit or not at all."""
    assert only(text, **({"outlet_domain": domain} if domain else {})).start_date == expected


def test_an_article_tells_its_own_habit() -> None:
    """One unambiguous numeric date says how to read the others."""
    first, _ = dates_in("Signed 02/05/2018, filed 25/05/2018.")
    assert first.start_date == date(2018, 5, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid took place Friday.", date(2018, 2, 2)),
        ("The raid will take place Friday.", date(2018, 2, 9)),
        ("The vote is on Friday.", date(2018, 2, 9)),
        ("They have until Friday.", date(2018, 2, 9)),
        ("The dividend will be paid Friday.", date(2018, 2, 9)),
        ("Friday's raid was the last that they will mount.", date(2018, 2, 2)),
        ("Friday's election is the first.", date(2018, 2, 9)),
        ("Numbers will shrink following the rout of the rebels in December.", date(2017, 12, 1)),
        ("The base will be shut in December.", date(2018, 12, 1)),
    ],
)
def test_tense(text: str, expected: date) -> None:
    """The verb nearest to a weekday says whether it is past or to come; a possessive follows its noun."""
    assert only(text).start_date == expected


@pytest.mark.parametrize(
    ("text", "is_over"),
    [
        ("At Friday's meeting, ministers agreed to send more.", True),
        ("In Friday's debate he promised to bring them home.", True),
        ("Envoys at Friday's session heard that the road is closed.", True),
        ("Friday's talks ended without a deal.", True),
        ("Turnout in Friday's referendum was low.", True),
        ("Protests continue after Friday's vote.", True),
        ("Those who attended Friday's ceremony gave no number.", True),
        ("At Friday's meeting, leaders are expected to sign.", False),
        ("At Friday's meeting the council was to vote on it.", False),
        ("Friday's talks were widely expected to fail.", False),
        ("After Friday's vote the army will withdraw.", False),
        ("Officials expected progress at Friday's talks.", False),
        ("Envoys flew to Doha for Friday's talks.", False),
        ("Ahead of Friday's vote, streets were closed.", False),
        ("The government postponed Friday's session.", False),
        ("The army was deployed to secure Friday's vote.", False),
    ],
)
def test_an_event_that_the_sentence_tells_of_is_over(text: str, is_over: bool) -> None:
    """A meeting or a vote named with a day is in the future unless the text reports something from it or after it."""
    assert only(text).start_date == (date(2018, 2, 2) if is_over else date(2018, 2, 9))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("It grew after the Sept. 11 attacks.", "2018-02-07", date(2001, 9, 11)),
        ("It shrank after the Sept. 11 vote.", "2018-02-07", date(2017, 9, 11)),
        ("It grew after the Sept. 11 attacks.", "1999-02-07", date(1998, 9, 11)),
    ],
)
def test_days_known_by_their_date(text: str, published: str, expected: date) -> None:
    """A day that news names without its year keeps it, beside the words that name what happened."""
    assert only(text, published).start_date == expected


@pytest.mark.parametrize(
    "text",
    [
        "The second battalion left the first line.",
        "A 34-year-old man",
        "Ms May and Mr March met April Smith and August Wilson.",
        "A quarter of the force is sick.",
        "5,000 troops and 300 tanks",
        "They may march.",
        "See https://example.org/2017/may/monday-last-week for more.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Names, ages, shares, counts and links are not time expressions."""
    assert dates_in(text) == []


WORDS = st.sampled_from(
    [
        "Monday",
        "May",
        "May,",
        "5",
        "5th",
        "2018",
        "2018,",
        "98",
        "'98",
        "last",
        "next",
        "this",
        "the",
        "year",
        "years",
        "week",
        "ago",
        "earlier",
        "later",
        "two",
        "a",
        "few",
        "of",
        "in",
        "on",
        "by",
        "until",
        "said",
        "will",
        "early",
        "late",
        "mid",
        "-",
        "end",
        "quarter",
        "third",
        "second",
        "9:22",
        "p.m.",
        "02/05/2018",
        "1990s",
        "summer",
        "today",
        ".",
        "\n\n",
    ]
)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=25), st.sampled_from([None, "2018-02-07", "0001-01-01", "9999-12-31"]))
def test_invariants(words: list[str], published: str | None) -> None:
    """Whatever the text and the day: surfaces are slices, periods run forward, ids differ, confidence is a share."""
    text = " ".join(words)
    mentions = dates_in(text, published)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface != ""
        assert (mention.start_date is None) == (mention.end_date is None)
        assert mention.start_date is None or mention.start_date <= mention.end_date
        assert 0 < mention.confidence < 1
    assert len({mention.date_mention_id for mention in mentions}) == len(mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    "piece",
    ["Monday ", "last ", "day two-two ", "two years and ", "May 5, ", "5-", "a few of ", "nineteen ninety "],
)
def test_hostile_input(piece: str) -> None:
    """A sentence without end is read to its end, each expression by itself."""
    text = piece * 3_000
    assert all(mention.end - mention.start < 40 for mention in dates_in(text))


def test_sentence_index() -> None:
    """Each mention knows its sentence."""
    assert [m.sentence_index for m in dates_in("He left on Monday. She left on Tuesday.")] == [0, 1]


def test_the_scorer_counts_what_is_missed() -> None:
    """A missed expression, a wrong span and a wrong day each cost what the rule says."""
    corpus = read_corpus(GOLD_FILE)
    whole = [
        (d, dates_in(d.text, d.published.date().isoformat() if d.published else None))
        for d in corpus.documents
    ]
    full, none = score(whole), score([(document, []) for document, _ in whole])
    assert (full.figures["relaxed_f1"], full.figures["strict_f1"], full.figures["dates_resolved"]) == (
        1,
        1,
        1,
    )
    assert none.figures["relaxed_f1"] == 0
    assert {error.kind for error in none.errors} == {"missed"}


def test_floors_on_timebank(shared: Path) -> None:
    """On TimeBank the figures stay above their floors."""
    corpus = read_corpus(shared / "data" / "dates" / "timebank.jsonl")
    pairs = [
        (d, dates_in(d.text, d.published.date().isoformat() if d.published else None))
        for d in corpus.documents
    ]
    figures = score(pairs).figures
    assert figures["relaxed_f1"] >= 0.93
    assert figures["strict_f1"] >= 0.87
    assert figures["dates_resolved"] >= 0.87


def test_a_live_blogs_post_tells_from_its_own_day() -> None:
    """The line above a post is what its "yesterday" and "Monday" count from; a line of another year is none of it."""
    text = (
        "They left on Monday.\n\n2018-02-09 21:40\n\nThey stayed yesterday, he said on Monday.\n\n"
        "2018-02-08 09:12\n\nThey came this morning.\n\n2012-01-01 00:00\n\nThey went yesterday."
    )
    told = [(m.surface, str(m.start_date)) for m in dates_in(text) if m.anchor == "published"]
    assert told == [
        ("Monday", "2018-02-05"),
        ("yesterday", "2018-02-08"),
        ("Monday", "2018-02-05"),
        ("this morning", "2018-02-08"),
        ("yesterday", "2018-02-06"),
    ]
    assert ("yesterday", date(2018, 2, 8)) in [(m.surface, m.start_date) for m in dates_in(text, None)]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_post_of_no_possible_day_tells_nothing(day: str) -> None:
    """A line above a post with a year outside those of newspapers is what no word counts from."""
    text = f"{day} 21:40\n\nThey left yesterday. They leave tomorrow."
    assert [m.start_date for m in dates_in(text, None)][1:] == [None, None]


@pytest.mark.parametrize(
    ("day", "told"), [("9999-12-31", "The following Monday"), ("0001-01-01", "The previous Monday")]
)
def test_no_day_is_counted_beyond_the_calendar(day: str, told: str) -> None:
    """The first and the last year are read, and no weekday is counted from them."""
    assert [m.start_date for m in dates_in(f"They met on {day}. {told} they left.", None)] == [
        date.fromisoformat(day),
        None,
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Nobody died in the first five days of March 2017.", "2017-03-01", "2017-03-05"),
        ("It rained in the last three weeks of April 2016.", "2016-04-10", "2016-04-30"),
        ("It rained in the second week of April 2016.", "2016-04-08", "2016-04-14"),
        ("It rained in the second half of February 2016.", "2016-02-16", "2016-02-29"),
        ("It snowed in the first ten days of December.", "2017-12-01", "2017-12-10"),
    ],
)
def test_part_of_a_month(text: str, first: str, last: str) -> None:
    """So many days or weeks of a month are one date, and its days are counted."""
    mention = only(text)
    assert (mention.start_date, mention.end_date) == (date.fromisoformat(first), date.fromisoformat(last))


def test_part_of_something_else() -> None:
    """Weeks of a strike, impossible days of February, and the second ten days are not parts of a month."""
    assert [m.kind for m in dates_in("In the first two weeks of the strike it rained.")] == ["duration"]
    assert only("It broke on the 40th day of February 2016.").surface == "February 2016"
    assert [m.kind for m in dates_in("The second ten days of May were dry.")] == ["duration", "date"]


def test_may_ends_a_sentence() -> None:
    """A day's number tells May and short months from words and names, whatever is behind."""
    assert only("He left the town on 3 May. It fell.").surface == "3 May"
    assert dates_in("On the whole May was kind.") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The navy will put two ships there from Friday.", "2018-02-09"),
        ("The navy would also cut its patrols from Friday.", "2018-02-09"),
        ("The navy put two ships there on Friday.", "2018-02-02"),
    ],
)
def test_bare_form_is_no_past(text: str, day: str) -> None:
    """ "put" and "cut" behind "will" say what is to come."""
    assert only(text).start_date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "surface", "start"),
    [
        ("It was calm from April to June 2021.", "April", date(2021, 4, 1)),
        ("They met between November and March 2021.", "November", date(2020, 11, 1)),
        ("The rest will arrive by spring.", "spring", date(2018, 3, 1)),
        ("They live by spring water.", "spring", None),
    ],
)
def test_a_range_shares_its_year_and_a_season_may_be_a_deadline(
    text: str, surface: str, start: date | None
) -> None:
    """The first month of a range takes the year of the second, or the year before."""
    found = {mention.surface: mention.start_date for mention in dates_in(text)}
    assert found.get(surface) == start


@pytest.mark.parametrize(
    "text",
    [
        "On June 8, May lost her majority.",
        "They drew water from a nearby spring.",
        "Labour led by 12. May resigned.",
    ],
)
def test_names_beside_numbers_and_springs_are_no_dates(text: str) -> None:
    """A comma or a stop parts a day's number from a surname; "nearby" does not end in "by"."""
    assert not {"May", "spring", "8, May", "12. May"} & {mention.surface for mention in dates_in(text)}
