"""Which sizes are on the first screen: the rule of docs/report.md, run by the browser that the report runs in."""

from collections.abc import Iterator
from typing import Any

import pytest

from newsetl.report.assets import read_asset

OCTOBER_2023, FEBRUARY_2024, JANUARY_2020 = 19_661, 19_767, 18_262  # days since 1970
PAGE = (
    "([figures, stories]) => {{ {script}; return accountsOf(figures, (f) => stories[f.name] ?? 1)[0].name; }}"
)
ACCOUNTS = "(figures) => {{ {script}; return accountsOf(figures, () => 1).map((f) => f.name); }}"
WORTH = "(figures) => {{ {script}; return figures.map((f) => worth(f, f)); }}"


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """An empty page that runs scripts."""
    opened = browser.new_page()
    yield opened
    opened.close()


def figure(name: str, confidence: int, published: int | None, as_of: int | None = None, **told: Any) -> Any:
    """A figure as the report's script holds it."""
    given = {"name": name, "confidence": confidence, "published": published, "as_of_end": as_of}
    known = {"isDated": as_of is not None, "source_name": "spokesman", "force_level_id": name}
    known |= {"source": name, "personnel_type": "troops"}
    return given | known | told


@pytest.mark.parametrize(
    ("figures", "stories", "winner"),
    [
        # "around 50,000 troops … In October it had 40,000 there": figures without a date are the news of the day
        ([figure("now", 68, FEBRUARY_2024), figure("then", 62, FEBRUARY_2024, OCTOBER_2023)], {}, "now"),
        ([figure("now", 62, FEBRUARY_2024), figure("then", 78, FEBRUARY_2024, OCTOBER_2023)], {}, "now"),
        # an old article's undated figure is old
        ([figure("old", 80, JANUARY_2020), figure("dated", 70, FEBRUARY_2024, OCTOBER_2023)], {}, "dated"),
        # "in 2024", reported in February, holds for February and no later
        ([figure("year", 70, FEBRUARY_2024, 20_088), figure("later", 70, FEBRUARY_2024 + 9)], {}, "later"),
        # on one day: the one that more stories report, then the one with a source, then the surer
        ([figure("one", 70, FEBRUARY_2024), figure("two", 60, FEBRUARY_2024)], {"two": 2}, "two"),
        ([figure("whose", 70, FEBRUARY_2024, source_name=None), figure("his", 60, FEBRUARY_2024)], {}, "his"),
        ([figure("surer", 70, FEBRUARY_2024), figure("less", 60, FEBRUARY_2024)], {}, "surer"),
        ([figure("a", 70, FEBRUARY_2024), figure("b", 70, FEBRUARY_2024)], {}, "b"),
        # an article without a day, with a figure that the text dates
        ([figure("undated", 70, None, JANUARY_2020), figure("new", 70, FEBRUARY_2024)], {}, "new"),
    ],
)
def test_the_latest_wins(page: Any, figures: list[Any], stories: dict[str, int], winner: str) -> None:
    """Whatever order the figures come in."""
    script = PAGE.format(script=read_asset("scripts/choosing.js"))
    assert page.evaluate(script, [figures, stories]) == winner
    assert page.evaluate(script, [figures[::-1], stories]) == winner


def test_a_source_has_one_account_and_one_kind_of_people_is_reported(page: Any) -> None:
    """The latest word of each source, of the kind that most sources count, the latest first."""
    figures = [
        figure("earlier", 90, FEBRUARY_2024 - 9, source="army"),
        figure("now", 60, FEBRUARY_2024, source="army"),
        figure("theirs", 60, FEBRUARY_2024 - 3, source="minister"),
        figure("advisers", 60, FEBRUARY_2024 + 1, personnel_type="advisers"),
    ]  # fmt: skip
    assert page.evaluate(ACCOUNTS.format(script=read_asset("scripts/choosing.js")), figures) == [
        "now",
        "theirs",
    ]


def test_new_confirmed_and_sure_each_count(page: Any) -> None:
    """A force's figure comes earlier for each of them, and for a source that was found."""
    known = {"stories": 1, "isFresh": False, "newest": FEBRUARY_2024, "source_name": None}
    told = [known, known | {"stories": 2}, known | {"isFresh": True}, known | {"source_name": "spokesman"}]
    figures = [figure("f", 60, FEBRUARY_2024 - 366) | entry for entry in told]
    figures += [figure("newer", 60, FEBRUARY_2024) | known, figure("surer", 70, FEBRUARY_2024 - 366) | known]
    plain, *better = page.evaluate(WORTH.format(script=read_asset("scripts/choosing.js")), figures)
    assert all(value > plain for value in better)
