"""Adding a row by marking its words: from the selection in the text to the published table, and back."""

from collections.abc import Callable
from typing import Any

import pytest

from newsetl.corrections import read_corrections
from tests.corrections.reviewing import ask, publish_now
from tests.desk.conftest import Running
from tests.desk.test_corrections import figures, say

# An article of a story with copies, none of whose rows holds its first words
ARTICLE = """
SELECT article_id, text FROM articles AS a
WHERE is_current AND story_id IN (SELECT story_id FROM story_syndication)
    AND article_id IN (SELECT article_id FROM attributions) AND article_id IN (SELECT article_id FROM force_levels)
ORDER BY article_id LIMIT 1
"""
MARK = """([start, end]) => {
    const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let at = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const points = [...node.textContent];
        const units = (count) => points.slice(0, count).join("").length;
        if (at <= start && start < at + points.length) range.setStart(node, units(start - at));
        if (at < end && end <= at + points.length) range.setEnd(node, units(end - at));
        at += points.length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""
FIGURE = {"value": "123", "qualifier": "about", "unit": "persons", "measure": "level", "modality": "actual",
          "personnel_type": "police", "actor_name": "Iran", "place_name": "Iraq"}  # fmt: skip


@pytest.fixture(scope="module")
def article(desk: Running) -> dict[str, Any]:
    """An article that has copies."""
    (found,) = ask(desk.data_dir, ARTICLE)
    return found


def free_words(desk: Running, article: dict[str, Any]) -> tuple[int, int]:
    """The longest word in which no figure is."""
    taken = [
        (row["start"], row["end"]) for row in figures(desk) if row["article_id"] == article["article_id"]
    ]
    words, at = [], 0
    for word in article["text"].split():
        at = article["text"].index(word, at)
        if word.isalpha() and not any(start < at + len(word) and at < end for start, end in taken):
            words.append((at, at + len(word)))
        at += len(word)
    return max(words, key=lambda span: (span[1] - span[0], span))


def add(desk: Running, article: dict[str, Any], table: str = "force_levels", **form: Any) -> Any:
    """Sends the form that adds a row."""
    path = f"/articles/{article['article_id']}"
    given = {name: str(value) for name, value in form.items()}
    return say(desk, "/corrections/add", table=table, article=article["article_id"], back=path, **given)


def said(answered: Any) -> str:
    """The correction that an answer names."""
    found: str = answered.headers["location"].partition("said=")[2].partition("#")[0]
    return found


def take_back(desk: Running, correction_id: str) -> None:
    """Undoes what was said at once, as the button does."""
    log = read_corrections(desk.data_dir)
    first = next(one for one in log if one.correction_id == correction_id)
    ids = " ".join(one.correction_id for one in log if one.at == first.at)
    say(desk, "/corrections/undo", ids=ids, back="/figures")


def test_words_are_marked_told_saved_shown_and_taken_back(
    desk: Running, article: dict[str, Any], open_page: Callable[..., Any]
) -> None:
    """Mark a word, press f, give the number: the figure is in the article and every list; undo takes it out."""
    span, before = free_words(desk, article), len(figures(desk))
    visit = open_page(f"{desk.url}/articles/{article['article_id']}")
    page, words = visit.page, article["text"][span[0] : span[1]]
    page.evaluate(MARK, list(span))
    page.wait_for_function("word => document.getElementById('marked').textContent.includes(word)", arg=words)
    with page.expect_navigation():
        page.keyboard.press("f")
    assert page.locator("#words").input_value() == words
    page.fill("input[name=value]", "4321")
    page.fill("input[name=actor_name]", "Iran")
    with page.expect_navigation():
        page.get_by_role("button", name="Add this force level").click()
    card = page.locator(".figure-card:target")
    assert "4,321" in card.inner_text()
    assert "Iran" in card.inner_text()
    assert page.locator(f".text [id='{card.get_attribute('id')[4:]}']").inner_text() == words
    found = [row for row in figures(desk) if row["value"] == 4321]
    assert [(row["review"], row["actor_iso3"], row["confidence"]) for row in found] == [("added", "IRN", 1.0)]
    with page.expect_navigation():
        page.keyboard.press("u")
    assert len(figures(desk)) == before
    assert visit.complaints == []


def test_marked_words_are_counted_as_the_text_counts_them(
    desk: Running, article: dict[str, Any], open_page: Callable[..., Any]
) -> None:
    """The source goes into its field with its place in the text, which the statement is saved with."""
    start = article["text"].index(" ", len(article["text"]) // 2) + 1
    path = f"/articles/{article['article_id']}/add?table=attributions"
    page = open_page(f"{desk.url}{path}&content_start={start}&content_end={start + 60}").page
    content = article["text"][start : start + 60].strip()
    assert page.locator("#content_words").input_value() == " ".join(content.split())
    page.evaluate(MARK, [0, 9])
    page.locator("[data-take=source]").click()
    assert page.locator("input[name=source_end]").input_value() == "9"
    page.fill("input[name=source_name]", "Nobody At All")
    with page.expect_navigation():
        page.get_by_role("button", name="Add this statement").click()
    assert "Nobody At All" in page.locator(".card:target h3").inner_text()
    kept = read_corrections(desk.data_dir)[-1]
    assert kept.row is not None
    assert (kept.row["source_text"], kept.row["content_text"]) == (article["text"][:9], content)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"words": "no such words at all"}, "does not hold the words"),
        ({}, "mark the number"),
        ({"start": "5", "end": "2"}, "mark the number"),
        ({"start": "0", "end": "4", "value": "<b>"}, "must be a number"),
        ({"start": "0", "end": "4", "value": ""}, "give the number"),
        ({"start": "0", "end": "4", "measure": "x"}, "is one of"),
        ({"start": "0", "end": "4", "as_of_start": "2024-05-02", "as_of_end": "2024-05-01"}, "is after"),
    ],
)
def test_what_makes_no_row_is_reported_and_not_written(
    desk: Running, article: dict[str, Any], form: dict[str, str], told: str
) -> None:
    """One line says what is wrong."""
    before = len(read_corrections(desk.data_dir))
    answered = add(desk, article, **FIGURE | form)
    assert answered.status_code == 400
    assert told.lower() in answered.text.lower()
    assert len(read_corrections(desk.data_dir)) == before


def test_a_row_that_is_there_is_not_added_again(desk: Running, article: dict[str, Any]) -> None:
    """Two rows of the same words could not be told apart."""
    there = next(row for row in figures(desk) if row["article_id"] == article["article_id"])
    answered = add(desk, article, **FIGURE, start=there["start"], end=there["end"])
    assert "That force level is there already" in answered.text
    assert f'<a href="/articles/{article["article_id"]}">Back to where you were</a>' in answered.text


def test_a_place_is_chosen_among_those_that_bear_its_name(desk: Running, article: dict[str, Any]) -> None:
    """Each is shown with where it lies; codes and coordinates follow from the one that is chosen."""
    start, end = free_words(desk, article)
    words = article["text"][start:end]
    page = desk.get(f"/articles/{article['article_id']}/add?table=region_mentions&words={words}")
    assert page.status_code == 200
    there = {(row["start"], row["end"]) for row in ask(
        desk.data_dir, f"SELECT start, \"end\" FROM region_mentions WHERE article_id = '{article['article_id']}'"
    )}  # fmt: skip
    assert (start, end) not in there
    answered = add(
        desk, article, "region_mentions", start=start, end=end, place_id="gn:98182", mention_type="literal"
    )
    shown = desk.get(answered.headers["location"].partition("#")[0]).text
    assert f"Added: “<bdi>{words}</bdi>”" in shown
    row = read_corrections(desk.data_dir)[-1].row
    assert row is not None
    assert (row["place_name"], row["country_iso3"]) == ("Baghdad", "IRQ")
    changed = put_elsewhere(desk, f"/articles/{article['article_id']}", row["region_mention_id"])
    take_back(desk, said(changed))
    take_back(desk, said(answered))


def put_elsewhere(desk: Running, path: str, mention: str) -> Any:
    """Another place for a mention that no publish has seen, by the form that the mark beside it leads to."""
    link = f"{path}/place?mention={mention}"
    assert link in desk.get(path).text
    assert "only here: 1 mention" in " ".join(desk.get(link).text.split())
    answered = say(
        desk, "/corrections/place", mention=mention, place_id="gn:99072", scope="article", back=path
    )
    last = read_corrections(desk.data_dir)[-1]
    assert (last.row_id, last.kind) == (mention, "change")
    assert "Read as <bdi>Mosul</bdi>" in desk.get(link).text
    return answered


def test_what_was_added_counts_in_whatever_article_it_is(desk: Running) -> None:
    """Two articles, one word in each that nobody but the reviewer takes for a name: put right together."""
    found = ask(
        desk.data_dir,
        "SELECT article_id, position(' said ' IN text) AS place FROM articles WHERE is_current AND place > 0 "
        "ORDER BY article_id LIMIT 2",
    )
    read = {"place_id": "gn:98182", "mention_type": "literal"}
    added = [
        add(desk, row, "region_mentions", start=row["place"], end=row["place"] + 4, **read) for row in found
    ]
    mention = str(read_corrections(desk.data_dir)[-1].row_id)
    path = f"/articles/{found[-1]['article_id']}"
    shown = " ".join(desk.get(f"{path}/place?mention={mention}").text.split())
    assert "everywhere in this article: 1 mention<" in shown
    assert "the same place now: 2 mentions<" in shown
    answered = say(
        desk, "/corrections/place", mention=mention, place_id="gn:99072", scope="archive", back=path
    )
    last = read_corrections(desk.data_dir)
    assert len({one.row_id for one in last if one.at == last[-1].at}) == 2
    for one in (answered, *added):
        take_back(desk, said(one))


def test_what_is_added_is_published_and_taken_back(desk: Running, article: dict[str, Any]) -> None:
    """In the article and its copies: `review` is added; a change of it holds; undone, nothing of it is left."""
    start, end = free_words(desk, article)
    before = ask(desk.data_dir, "FROM force_levels ORDER BY ALL")
    answered = add(desk, article, **FIGURE, start=start, end=end, copies=1)
    mine = read_corrections(desk.data_dir)[-1]
    say(desk, row=str(mine.row_id), kind="change", value="124", back="/figures")
    assert publish_now(desk.data_dir) > 0
    rows = ask(desk.data_dir, "FROM force_levels WHERE review = 'added' ORDER BY article_id")
    assert {(row["actor_name"], row["place_iso3"], row["surface"]) for row in rows} == {
        ("Iran", "IRQ", article["text"][start:end])
    }
    assert {row["value"] for row in rows} <= {123.0, 124.0}
    assert 124.0 in {row["value"] for row in rows}
    shown = [row for row in figures(desk) if row["review"] == "added"]
    assert {row["force_level_id"] for row in shown} == {row["force_level_id"] for row in rows}
    take_back(desk, said(answered))
    log = read_corrections(desk.data_dir)
    changes = [one for one in log if one.kind == "change" and one.row_id == mine.row_id]
    say(desk, "/corrections/undo", ids=" ".join(one.correction_id for one in changes), back="/figures")
    publish_now(desk.data_dir)
    assert ask(desk.data_dir, "FROM force_levels ORDER BY ALL") == before
