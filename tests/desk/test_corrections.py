"""Correcting on the desk: what is said is seen at once, kept, and taken back as easily."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import httpx
import pytest

from newsetl.corrections import Correction, add_corrections, judge, read_corrections, verdicts_of
from newsetl.corrections.metadata import link_source_names
from newsetl.corrections.model import new_id
from newsetl.desk.overlays import unpublished_corrections
from newsetl.desk.published_corrections import published_rows
from tests.corrections.reviewing import publish_now
from tests.desk.conftest import PATIENCE, Running

SAID = ("value", "value_low", "value_high", "actor_name", "place_name", "confidence", "review")


def say(desk: Running, path: str = "/corrections", by: str = "Ann", **form: str) -> httpx.Response:
    """What a form of the desk sends."""
    cookies = {"newsetl_reviewer": by}
    return httpx.post(
        desk.url + path, data=form, headers={"Origin": desk.url}, cookies=cookies, timeout=PATIENCE
    )


def figures(desk: Running, address: str = "") -> list[dict[str, Any]]:
    """The figures that an address finds, doubtful ones too."""
    found: list[dict[str, Any]] = desk.get(f"/figures.json?sure=0{address}").json()
    return found


def one(desk: Running, row_id: str) -> dict[str, Any] | None:
    """A figure by its id, as lists show it."""
    return next((row for row in figures(desk) if row["force_level_id"] == row_id), None)


@pytest.fixture
def figure(desk: Running) -> dict[str, Any]:
    """A figure that nobody has judged."""
    return figures(desk, "&review=machine&actor=USA&unit=persons&measure=level")[0]


def test_right_is_seen_at_once_and_taken_back(desk: Running, figure: dict[str, Any]) -> None:
    """A confirmed figure is sure; undoing gives it back to the machine."""
    row_id = figure["force_level_id"]
    answered = say(desk, row=row_id, kind="confirm", back="/figures?actor=USA")
    assert answered.status_code == 303
    address, _, said = answered.headers["location"].partition("&said=")
    assert address == "/figures?actor=USA"
    seen = one(desk, row_id)
    assert seen is not None
    assert (seen["review"], seen["reviewed_by"], seen["confidence"]) == ("confirmed", "Ann", 1.0)
    assert "Marked as right" in desk.get(answered.headers["location"]).text
    undone = say(desk, "/corrections/undo", ids=said, back="/figures").headers["location"]
    assert one(desk, row_id) == figure
    told = desk.get(undone).text
    assert "Taken back" in told
    assert "Put it back" in told
    say(desk, "/corrections/undo", together=undone.partition("said=")[2], back="/figures")
    assert one(desk, row_id) == seen


def test_what_is_no_figure_is_gone_from_every_list(desk: Running, figure: dict[str, Any]) -> None:
    """Counts, files and the article lose it; its own page still says what was said, and undo brings it back."""
    row_id, before = figure["force_level_id"], len(figures(desk))
    answered = say(desk, row=row_id, kind="remove", why="a year", back="/figures")
    assert len(figures(desk)) == before - 1
    assert f'id="row-{row_id}"' not in desk.get(f"/articles/{figure['article_id']}").text
    page = desk.get(f"/figures/{row_id}").text
    assert "taken out: not a force level" in page
    assert "a year" in page
    say(desk, "/corrections/undo", ids=answered.headers["location"].partition("said=")[2], back="/figures")
    assert len(figures(desk)) == before


def test_a_changed_field_brings_what_follows_from_it(desk: Running, figure: dict[str, Any]) -> None:
    """A name brings its code and its roll-up, a number its bounds; what the machine said stays on the page."""
    row_id = figure["force_level_id"]
    say(desk, row=row_id, kind="change", actor_name="Australia", value="777", back="/figures")
    seen = one(desk, row_id)
    assert seen is not None
    assert (seen["actor_iso3"], seen["actor_group"], seen["value"]) == ("AUS", "AUS", 777.0)
    assert seen["review"] == "corrected"
    assert row_id in {row["force_level_id"] for row in figures(desk, "&actor=AUS&review=corrected")}
    assert row_id not in {row["force_level_id"] for row in figures(desk, "&actor=USA")}
    assert f"machine: <bdi>{figure['actor_name']}</bdi>" in desk.get(f"/figures/{row_id}").text


def test_a_value_that_a_column_does_not_take_is_reported(desk: Running, figure: dict[str, Any]) -> None:
    """Nothing is written, and one line says what would be taken."""
    before = len(read_corrections(desk.data_dir))
    answered = say(desk, row=figure["force_level_id"], kind="change", measure="<b>many</b>", back="/figures")
    assert answered.status_code == 400
    assert "is one of" in answered.text
    assert "<b>many" not in answered.text
    assert say(desk, row="none", kind="confirm").status_code == 400
    assert say(desk, row=figure["force_level_id"], kind="drop").status_code == 400
    assert len(read_corrections(desk.data_dir)) == before


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere(desk: Running, back: str) -> None:
    """A form that names another place to go back to leads to the figures."""
    assert say(desk, "/reviewer", name="Ann", back=back).headers["location"] == "/figures"


def test_two_people_who_differ_are_both_shown(desk: Running, figure: dict[str, Any]) -> None:
    """The last word counts, and the page of corrections names who disagrees."""
    row_id = figure["force_level_id"]
    say(desk, row=row_id, kind="confirm", by="Ann", back="/figures")
    say(desk, row=row_id, kind="remove", by="Bob", back="/figures")
    text = desk.get("/corrections").text
    assert "On which people differ" in text
    assert {"Ann", "Bob"} <= {said.by for said in read_corrections(desk.data_dir)}
    assert "two agree on" in desk.get("/review").text


def test_the_queue_is_worked_with_the_keyboard_alone(desk: Running, open_page: Callable[..., Any]) -> None:
    """r, w, n and u judge, skip and take back; what is judged does not come again."""
    seen = open_page(f"{desk.url}/review")
    page, judged = seen.page, []
    for key in "rwn":
        judged.append(page.locator(".verdict input[name=row]").get_attribute("value"))
        with page.expect_navigation():
            page.keyboard.press(key)
    assert len(set(judged)) == 3
    known = verdicts_of(read_corrections(desk.data_dir)).by_row_id
    assert not known["force_levels", judged[0]].is_removed
    assert known["force_levels", judged[1]].is_removed
    assert ("force_levels", judged[2]) not in known
    with page.expect_navigation():
        page.keyboard.press("r")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert len(verdicts_of(read_corrections(desk.data_dir)).by_row_id) == len(known)
    assert seen.complaints == []


def test_a_field_completes_from_what_is_known(desk: Running, open_page: Callable[..., Any]) -> None:
    """Typing in the form of a figure offers the archive's actors."""
    assert "Russia" in desk.get("/known/actors?q=rus").json()
    assert desk.get("/known/places?q=kab").status_code == 200
    assert desk.get("/known/sources?q=pent").status_code == 200
    page = open_page(f"{desk.url}/figures").page
    page.locator("input[name=actor]").press_sequentially("Rus")
    page.wait_for_selector("#known-actors option[value='Russia']", state="attached")


def test_fifty_readers_and_three_writers_at_once_lose_nothing(desk: Running) -> None:
    """Every reader is answered from a whole state while three people write, and every word is in the log, once."""
    ids = [row["force_level_id"] for row in figures(desk, "&review=machine")][:12]
    before, people = read_corrections(desk.data_dir), ("Ann", "Bob", "Cid")
    together = Barrier(50 + len(people))
    pages = ("/figures.json?sure=0", "/review", "/statements", "/corrections", f"/figures/{ids[0]}")

    def write(name: str, own: list[str]) -> list[int]:
        together.wait(PATIENCE)
        return [say(desk, row=one, kind="confirm", by=name, back="/figures").status_code for one in own]

    def read(number: int) -> int:
        together.wait(PATIENCE)
        return desk.get(pages[number % len(pages)]).status_code

    with ThreadPoolExecutor(50 + len(people)) as visitors:
        writing = [visitors.submit(write, name, ids[number::3]) for number, name in enumerate(people)]
        reading = [visitors.submit(read, number) for number in range(50)]
        assert {code for done in writing for code in done.result()} == {303}
        assert {done.result() for done in reading} == {200}
    written = read_corrections(desk.data_dir)[len(before) :]
    assert sorted((said.row_id, said.by) for said in written) == sorted(
        (row_id, people[number % 3]) for number, row_id in enumerate(ids)
    )
    shown = {row["force_level_id"]: row["reviewed_by"] for row in figures(desk)}
    assert [shown[row_id] for row_id in ids] == [people[number % 3] for number in range(len(ids))]


def test_a_body_without_an_end_is_refused(desk: Running) -> None:
    """A body that does not say its length is counted as it comes."""
    parts = iter([b"x" * 50_000] * 3)
    assert (
        httpx.post(f"{desk.url}/corrections", content=parts, headers={"Origin": desk.url}).status_code == 413
    )


def test_what_was_published_can_still_be_taken_back(desk: Running, figure: dict[str, Any]) -> None:
    """A figure that a publish has taken out, or changed, shows what the machine said as soon as that is undone."""
    other = figures(desk, "&review=machine&actor=RUS&unit=persons")[0]
    gone = say(desk, row=figure["force_level_id"], kind="remove", back="/figures").headers["location"]
    changed = say(desk, row=other["force_level_id"], kind="change", value="77", back="/figures").headers[
        "location"
    ]
    assert publish_now(desk.data_dir) > 0
    assert one(desk, figure["force_level_id"]) is None
    seen = one(desk, other["force_level_id"])
    assert seen is not None
    assert (seen["value"], seen["review"]) == (77.0, "corrected")
    assert "machine: <bdi>" in desk.get(f"/figures/{other['force_level_id']}").text
    assert desk.get(f"/figures/{figure['force_level_id']}").status_code == 200
    log = read_corrections(desk.data_dir)
    for location in (gone, changed):
        first = next(said for said in log if said.correction_id == location.partition("said=")[2])
        ids = [said.correction_id for said in log if said.at == first.at]
        say(desk, "/corrections/undo", ids=" ".join(ids), back="/figures")
    for known in (figure, other):
        now = one(desk, known["force_level_id"])
        assert now is not None
        assert {name: now[name] for name in SAID} == {name: known[name] for name in SAID}


def test_a_statement_that_is_none_goes_from_its_article(desk: Running, figure: dict[str, Any]) -> None:
    """And from the lists; lists of sources say that a change waits."""
    path = f"/articles/{figure['article_id']}"
    with desk.archive.reading() as reading:
        statement = reading.value(
            "SELECT attribution_id FROM attributions WHERE article_id = $id ORDER BY attribution_id LIMIT 1",
            {"id": figure["article_id"]},
        )
    assert f'id="row-{statement}"' in desk.get(path).text
    before = desk.get("/statements.json").json()
    assert "waits for the next publish" not in desk.get("/sources").text
    say(desk, table="attributions", row=statement, kind="remove", back=path)
    assert f'id="row-{statement}"' not in desk.get(path).text
    left = [row for row in before if row["attribution_id"] != statement]
    assert (desk.get("/statements.json").json(), len(left)) == (left, len(before) - 1)
    assert "1 change that people made waits for the next publish" in " ".join(
        desk.get("/sources").text.split()
    )
    refused = say(desk, table="attributions", row=statement, kind="change", source_kind="<b>")
    assert (refused.status_code, "is one of" in refused.text) == (400, True)


def test_a_statements_new_source_is_that_of_the_figures_inside(desk: Running) -> None:
    """In lists and on the figure's page at once, until it is taken back."""
    with desk.archive.reading() as reading:
        inside = reading.record(
            "SELECT force_level_id, attribution_id FROM force_levels WHERE attribution_id IS NOT NULL LIMIT 1"
        )
    assert inside is not None
    row_id, statement = inside["force_level_id"], inside["attribution_id"]
    before = one(desk, row_id)
    said = say(
        desk, table="attributions", row=statement, kind="change", source_name="Ada Holm", back="/sources"
    )
    for _ in range(2):  # the second time from what was laid before
        seen = one(desk, row_id)
        assert seen is not None
        assert (seen["source_name"], seen["review"]) == ("Ada Holm", "machine")
    assert "Ada Holm" in desk.get(f"/figures/{row_id}").text
    say(
        desk,
        "/corrections/undo",
        together=said.headers["location"].partition("said=")[2],
        back="/sources",
    )
    assert one(desk, row_id) == before


def test_a_statements_fields_are_changed_with_completion(
    desk: Running, open_page: Callable[..., Any]
) -> None:
    """Who says it, of what kind, through whom: what the archive knows of a name follows; one undo for all."""
    before = desk.get("/statements.json").json()
    known = next(row for row in before if row["source_name"] == "Pentagon")
    row_id = next(row["attribution_id"] for row in before if row["source_kind"] == "person")
    visit = open_page(f"{desk.url}/statements?kind=person")
    page = visit.page
    page.locator(f"form.judge:has(input[value='{row_id}']) a[title=Change]").click()
    page.locator("input[name=source_name]").fill("")
    page.locator("input[name=source_name]").press_sequentially("Penta")
    page.wait_for_selector("#known-sources option[value='Pentagon']", state="attached")
    page.fill("input[name=source_name]", "Pentagon")
    page.select_option("select[name=source_kind]", "government")
    page.select_option("select[name=is_negated]", "true")
    page.fill("input[name=via_name]", "Reuters")
    page.fill("input[name=affiliation]", "Iran")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the changes").click()
    (now,) = (row for row in desk.get("/statements.json").json() if row["attribution_id"] == row_id)
    told = (
        "source_name",
        "source_id",
        "source_kind",
        "is_negated",
        "via_name",
        "affiliation",
        "affiliation_iso3",
        "confidence",
    )
    assert [now[name] for name in told] == [
        "Pentagon", known["source_id"], "government", True, "Reuters", "Iran", "IRN", 1.0
    ]  # fmt: skip
    assert "machine: person" in page.locator(".fields").inner_text()
    assert "Changed " in page.locator("[role=status]").inner_text()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert desk.get("/statements.json").json() == before
    assert visit.complaints == []


def test_a_second_opinion_is_given_blind(desk: Running) -> None:
    """The queue, the form and what is written hold what the machine said, also after the first was published."""
    figure = figures(desk, "&review=machine&actor=IRQ")[0]
    row_id = figure["force_level_id"]
    say(desk, row=row_id, kind="change", actor_name="Australia", why="a secret reason", back="/figures")
    publish_now(desk.data_dir)
    others = "".join(
        f"&skip={said.row_id}" for said in read_corrections(desk.data_dir) if said.row_id != row_id
    )
    cookies = {"newsetl_reviewer": "Second"}
    for page in (f"/review?blind=1{others}", f"/figures/{row_id}?blind=1"):
        text = desk.get(page, cookies=cookies).text
        assert row_id in text
        assert figure["actor_name"] in text
        assert not [told for told in ("Australia", "a secret reason", "corrected") if told in text]
    say(desk, row=row_id, kind="confirm", blind="1", by="Second", back="/review?blind=1")
    last = read_corrections(desk.data_dir)[-1]
    assert last.row is not None
    assert (last.by, last.row["actor_name"]) == ("Second", figure["actor_name"])
    assert (
        "actor_name"
        in verdicts_of(read_corrections(desk.data_dir)).by_row_id["force_levels", row_id].contradictions
    )


def test_what_was_said_at_once_is_undone_at_once(desk: Running, figure: dict[str, Any]) -> None:
    """However many corrections that were: the button names one of them."""
    before = len(verdicts_of(read_corrections(desk.data_dir)).verdicts)
    made = _alike(desk, figure["force_level_id"], 600)
    add_corrections(desk.data_dir, made)
    assert len(verdicts_of(read_corrections(desk.data_dir)).verdicts) == before + 600
    say(desk, "/corrections/undo", together=made[300].correction_id, back="/figures")
    assert len(verdicts_of(read_corrections(desk.data_dir)).verdicts) == before


def _alike(desk: Running, row_id: str, count: int) -> list[Correction]:
    """A judgement of a row, made for so many articles that are not here."""
    with desk.archive.reading() as reading:
        row = published_rows(reading, [row_id])[0]
        text = reading.value(
            "SELECT text FROM articles WHERE is_current AND article_id = $id", {"id": row["article_id"]}
        )
    (one,) = judge("force_levels", row, text, "confirm", "Many")
    assert one.key is not None
    return [
        replace(
            one, correction_id=new_id(one.at), key=replace(one.key, article_id=f"art_{number}"), row_id=None
        )
        for number in range(count)
    ]


def test_who_confirms_what_a_colleague_changed_agrees(desk: Running, figure: dict[str, Any]) -> None:
    """What is confirmed is what the page shows, published or not; and what was changed can be changed back."""
    row_id = figure["force_level_id"]
    say(desk, row=row_id, kind="change", actor_name="Australia", back="/figures")
    say(desk, row=row_id, kind="confirm", by="Bob", back="/figures")
    verdict = verdicts_of(read_corrections(desk.data_dir)).by_row_id["force_levels", row_id]
    assert (verdict.changes["actor_name"], verdict.by, verdict.contradictions) == ("Australia", "Bob", ())
    say(desk, row=row_id, kind="change", actor_name=figure["actor_name"], by="Bob", back="/figures")
    seen = one(desk, row_id)
    assert seen is not None
    assert seen["actor_name"] == figure["actor_name"]
    found = verdicts_of(read_corrections(desk.data_dir)).by_row_id["force_levels", row_id]
    assert "actor_name" in found.contradictions


def test_what_waits_is_what_a_publish_would_change() -> None:
    """Not what was said and taken back since; but what was published and is taken back, and what was said again."""
    old, new, again = (link_source_names(*names, "ann") for names in (("A", "B"), ("C", "D"), ("E", "F")))
    undone = [undo_of(one) for one in (old, new, again)]
    log = [old, new, again, *undone, undo_of(undone[2])]
    waiting = unpublished_corrections(log, {old.correction_id: None})
    assert [said.correction_id for said in waiting] == [again.correction_id, undone[0].correction_id]


def undo_of(said: Correction) -> Correction:
    """The correction that takes another back."""
    at = said.at + timedelta(seconds=1)
    return replace(said, correction_id=new_id(at), at=at, kind="undo", undoes=said.correction_id)


def test_what_no_publish_could_apply_is_listed_until_it_is_undone(
    desk: Running, figure: dict[str, Any]
) -> None:
    """A correction whose sentence was rewritten since, and one of an article that is not in the archive."""
    say(desk, row=figure["force_level_id"], kind="confirm", by="Lena", back="/figures")
    (said,) = [each for each in read_corrections(desk.data_dir) if each.by == "Lena"]
    assert said.key is not None
    rewritten = replace(
        said, correction_id=f"{said.correction_id}a", key=replace(said.key, sentence_hash="0" * 16)
    )
    elsewhere = replace(
        said, correction_id=f"{said.correction_id}b", key=replace(said.key, article_id="art_elsewhere")
    )
    add_corrections(desk.data_dir, [rewritten, elsewhere])
    assert "To be checked again" not in desk.get("/corrections").text
    publish_now(desk.data_dir)
    text = desk.get("/corrections").text
    assert "its sentence was rewritten" in text
    assert "its article is not in this archive" in text
    say(desk, "/corrections/undo", ids=rewritten.correction_id, back="/corrections")
    say(desk, "/corrections/undo", ids=elsewhere.correction_id, back="/corrections")
    assert "To be checked again" not in desk.get("/corrections").text


def test_statements_are_found_by_whether_they_were_reviewed(desk: Running) -> None:
    """And each shows how sure the program is of it, or who has judged it, also before the next publish."""
    before = desk.get("/statements.json?review=confirmed").json()
    statement = desk.get("/statements.json?review=machine&sure=50").json()[0]
    assert f"{int(100 * statement['confidence'] + 1e-4)} %" in desk.get("/statements?review=machine").text
    say(
        desk,
        row=statement["attribution_id"],
        table="attributions",
        kind="confirm",
        by="Mia",
        back="/statements",
    )
    found = desk.get("/statements.json?review=confirmed").json()
    assert {row["attribution_id"] for row in found} - {row["attribution_id"] for row in before} == {
        statement["attribution_id"]
    }
    assert "by <bdi>Mia</bdi>" in desk.get("/statements?review=confirmed").text
