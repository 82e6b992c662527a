"""The page of an actor and a place: the latest word of each source, as force_levels_in gives it."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from markupsafe import escape

from newsetl.report import write_report
from newsetl.report.force_pages import ForcePage, force_page

ROW = {
    "told_as": "size", "is_whole": True, "unit": "persons", "personnel_type": "troops", "value": 500.0,
    "value_low": 500.0, "value_high": 500.0, "qualifier": "exact", "modality": "actual", "measure": "level",
    "as_of_start": None, "as_of_end": None, "as_of_precision": None, "published_date": date(2024, 1, 2),
    "according_to": "<script>alert(1)</script>", "via_name": None, "confidence": 0.7, "weakest_field": "place",
    "force_level_id": "fl_1", "position": 0, "url": "javascript:alert(1)", "percent_of": None, "actor_name": "A",
    "place_name": "P", "claim_stories": 1, "outlet": "Out\u202elet", "quoted": "<b>500</b>",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample."""
    place = tmp_path_factory.mktemp("report") / "report"
    return write_report(sample_data_dir / "news.duckdb", place).parent


@pytest.mark.parametrize(
    ("stem", "actor", "place"),
    [
        ("russia-in-ukraine", "RUS", "UKR"),
        ("united-states-in-iraq", "USA", "IRQ"),
        ("rwanda-in-pemba", "RWA", "Pemba"),
        ("wagner-group-in-mali", "Wagner Group", "MLI"),
        ("un-in-dr-congo", "UN", "COD"),
    ],
)
def test_a_page_shows_the_rows_of_the_macro(
    folder: Path, sample_data_dir: Path, stem: str, actor: str, place: str
) -> None:
    """Those figures and no others, each with a link to its place in the text; the page says how to ask for them."""
    html = (folder / "forces" / f"{stem}.html").read_text("utf-8")
    with duckdb.connect(str(sample_data_dir / "news.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "SELECT force_level_id, figure FROM force_levels_in(?, ?)", [actor, place]
        ).fetchall()
    (answer,) = (figure for row, figure in rows if row is None)
    assert f'<p class="answer"><bdi>{escape(answer)}</bdi></p>' in html
    linked = re.findall(r'href="\.\./(evidence/[^"#]+)#([^"]+)"', html)
    assert sorted(anchor for _, anchor in linked) == sorted(row for row, _ in rows if row is not None)
    assert f"force_levels_in('{actor}', '{place}')" in html
    for page, anchor in linked:
        assert f'id="{anchor}"' in (folder / page).read_text("utf-8")


def test_every_page_is_listed_once_in_the_report(folder: Path) -> None:
    """The report's list leads to each page, and to none that is not there."""
    listed = re.findall(r'<a href="(forces/[^"]+)">', (folder / "index.html").read_text("utf-8"))
    assert sorted(listed) == sorted(f"forces/{path.name}" for path in (folder / "forces").iterdir())
    assert len(listed) == len(set(listed)) > 20


def test_the_page_is_safe_whatever_its_rows_hold() -> None:
    """Markup is text, controls of direction are seen, and an address that is not a web address is not a link."""
    page = ForcePage("<i>A</i>", "P'", "A", "P'", "a-in-p", 1, 1)
    html = force_page(page, "<u>500</u> \u202e", [ROW], {})
    assert "<u>" not in html
    assert "<script" not in html
    assert "<b>500" not in html
    assert "<i>A" not in html
    assert "\u202e" not in html
    assert "javascript:" not in html
    assert "P&#39;&#39;" in html
    assert "default-src &#39;none&#39;" in html


def test_a_limit_on_quoted_words_holds_on_these_pages_too(sample_data_dir: Path, tmp_path: Path) -> None:
    """Sentences of an outlet with a limit are cut."""
    folder = write_report(sample_data_dir / "news.duckdb", tmp_path / "r", quoted_words={"*": 3}).parent
    html = (folder / "forces" / "russia-in-ukraine.html").read_text("utf-8")
    sentences = re.findall(r'<td class="sentence"><bdi>(.*?)</bdi>', html)
    assert sentences
    assert all(len(sentence.removesuffix(" […]").split()) <= 3 for sentence in sentences)


def test_pages_that_would_be_the_same_are_taken_over(
    sample_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only one whose figures changed, and one that is not there, are written; all are as in a report from nothing."""
    database, folder = tmp_path / "news.duckdb", tmp_path / "report"
    shutil.copy(sample_data_dir / "news.duckdb", database)
    write_report(database, folder, evidence_limit=0)
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE force_level_reports SET claim_stories = 9 WHERE place_name = 'Ukraine'")
    (folder / "forces" / "un-in-dr-congo.html").unlink()
    written: list[str] = []

    def noted(page: ForcePage, *rest: Any) -> str:
        written.append(page.stem)
        return force_page(page, *rest)

    monkeypatch.setattr("newsetl.report.force_pages.force_page", noted)
    write_report(database, folder, evidence_limit=0)
    assert {"un-in-dr-congo", "russia-in-ukraine"} <= set(written)
    assert all(stem.endswith("in-ukraine") for stem in written if stem != "un-in-dr-congo")
    write_report(database, tmp_path / "whole", evidence_limit=0)
    found, whole = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "forces").iterdir()}
        for name in ("report", "whole")
    )
    assert found == whole
    assert len(written) > len(found)
