"""The documentation keeps its promises: its commands run, its links lead somewhere, its paths exist."""

import io
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

import newsetl
from newsetl.core.resources import folder
from newsetl.errors import REASON_CODES, Rejected
from newsetl.extractors import attributions
from newsetl.inputs.contracts import ReadSettings, Source
from newsetl.inputs.streams import GuardedRaw, SafeStream
from newsetl.language import analyse
from newsetl.tables import TABLES
from newsetl.warehouse.mart_headers import require_columns
from newsetl.warehouse.sql_files import read_script
from tests.extractors.texts import article_of, ruled_levels_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN_THROUGH = ["docs/tutorial.md"]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def commands(page: Path) -> list[str]:
    """The newsetl commands of a page's shell blocks, without comments."""
    lines = [line for block in BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    return [line.split("  #")[0].strip() for line in lines if line.startswith("newsetl ")]


def run(command: str, where: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from newsetl.cli import main; main()", *shlex.split(command)[1:]]
    return subprocess.run(call, cwd=where, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("page", RUN_THROUGH)
def test_the_tutorial_can_be_followed(page: str, tmp_path: Path) -> None:
    """Each command of the tutorial, in its order, in a fresh folder with the sample, ends well."""
    shutil.copytree(ROOT / "data" / "sample", tmp_path / "data" / "sample")
    found = commands(ROOT / page)
    assert len(found) > 5
    for command in found:
        done = run(command, tmp_path, dict(os.environ))
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link names a file of the project."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    broken = [t for t in targets if "://" not in t and not (page.parent / t).resolve().exists()]
    assert broken == []


def test_every_page_is_reached_from_the_readme() -> None:
    """Who follows links from the README comes to every page."""
    found, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        found.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        targets = {
            (page.parent / link).resolve() for link in links if link.endswith(".md") and "://" not in link
        }
        waiting += targets - found
    assert set(PAGES) - found == set()


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("how-to-add-*.md")), ids=lambda page: page.name)
def test_how_to_pages_name_files_that_exist(page: Path) -> None:
    """Every path of the project that a how-to page names in code type exists."""
    named = re.findall(r"`((?:src|tests|docs|sql|flows)/[\w./-]+)`", page.read_text(encoding="utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def first_code(page: str) -> str:
    """The first block of Python on a page of the docs."""
    return (ROOT / "docs" / page).read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]


def test_the_reader_of_the_how_to_reads() -> None:
    """Copied as it is, it makes documents, and rejects bytes that are not text."""
    found: dict[str, Any] = {}
    exec(first_code("how-to-add-an-input.md"), found)

    def read(content: bytes) -> list[Any]:
        stream = SafeStream(GuardedRaw(io.BytesIO(content), "unreadable_file"))
        return list(found["read_slips"](Source("a.slips", "a.slips", stream, ReadSettings())))

    documents = read("=== One\nÄ text.\n=== Two\nMore.\n".encode())
    assert [(d.uri, d.content.decode(), d.metadata) for d in documents] == [
        ("a.slips#1", "Ä text.\n", {"title": "One"}),
        ("a.slips#2", "More.\n", {"title": "Two"}),
    ]
    with pytest.raises(Rejected, match="NUL"):
        read(b"=== One\n\0")


def test_the_table_and_the_extractor_of_the_how_tos_make_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied as they are, the table can be published, and the extractor's rows are at the text that they name."""
    table = ModuleType("newsetl.tables.unit_mentions")
    monkeypatch.setitem(sys.modules, table.__name__, table)
    exec(first_code("how-to-add-a-table.md"), vars(table))
    assert {"article_id", "echelon", "review"} <= {*table.TABLE.arrow_schema.names}
    found: dict[str, Any] = {}
    exec(first_code("how-to-add-an-extractor.md"), found)
    article = article_of(
        "Rain fell. The 3rd Brigade left Goma; the 12th Division stayed, and so did 400 others."
    )
    analysis = analyse([article.text], lambda _: False, lambda _: False)[0]
    rows = found["extract_unit_mentions"](article, analysis)
    assert [(r.surface, r.echelon, r.sentence_index) for r in rows] == [
        ("3rd Brigade", "brigade", 1),
        ("12th Division", "division", 1),
    ]
    assert all(article.text[r.start : r.end] == r.surface for r in rows)
    assert len({r.unit_mention_id for r in rows}) == 2


def test_an_extractor_has_the_public_names_that_the_how_to_promises() -> None:
    """NAME, VERSION, may_hold and extract_… are what the page says they are."""
    assert isinstance(attributions.NAME, str)
    assert isinstance(attributions.VERSION, str)
    assert attributions.may_hold("He said that 40 troops were there.") is True
    assert callable(attributions.extract_attributions)


def test_each_reason_for_refusing_a_document_is_explained_and_given() -> None:
    """Its row says what a user can do about it, and some code or lexicon gives it."""
    page = (ROOT / "docs" / "what-you-can-bring.md").read_text(encoding="utf-8")
    section = page.split("## What is refused, and what to do")[1].split("\n## ")[0]
    told = re.findall(r"`(\w+)`", "".join(re.findall(r"^\|([^|]+)\|", section, re.MULTILINE)))
    assert sorted(told) == sorted(REASON_CODES)
    code = "".join(
        path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py") if path.name != "errors.py"
    )
    assert [reason for reason in REASON_CODES if f'"{reason}"' not in code] == []


def test_the_mart_of_the_how_to_counts(tmp_path: Path) -> None:
    """Copied as it is, it is read as a mart, has the column that it is kept up to date by, and answers."""
    page = (ROOT / "docs" / "how-to-add-a-mart.md").read_text(encoding="utf-8")
    name = re.search(r"`sql/marts/` as `([a-z_]+\.sql)`", page)
    assert name is not None
    file = tmp_path / name[1]
    file.write_text(page.split("```sql\n")[1].split("```")[0], encoding="utf-8")
    mart = read_script(file)
    with duckdb.connect() as database:
        database.execute("""
            CREATE TABLE articles AS FROM (VALUES
                ('en', 's1', true, DATE '2024-05-01', NULL),
                ('en', 's1', true, NULL, TIMESTAMPTZ '2024-05-01 12:00:00+00'),
                ('fr', 's2', false, DATE '2024-05-01', NULL)
            ) AS rows (language, story_id, is_current, published_date, published_at)
        """)
        given = {name for name, *_ in database.execute("DESCRIBE articles").fetchall()}
        assert given <= {column.name for column in TABLES["articles"].columns}
        database.execute(f"CREATE VIEW {mart.name} AS {mart.sql}")
        columns = dict(
            database.execute(f"SELECT column_name, column_type FROM (DESCRIBE {mart.name})").fetchall()
        )
        require_columns(mart.name, str(mart.refresh_by), columns)
        assert database.execute(f"FROM {mart.name}").fetchall() == [(date(2024, 5, 1), "en", 2, 1)]


def test_no_page_names_a_machine_or_a_registry() -> None:
    """Nothing in the project's pages depends on where it was written."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not re.search(r"(/(?:home|Users|root)/|index-url)", text)


def test_the_sql_folder_is_found() -> None:
    """An installed newsetl finds its SQL."""
    assert (folder("sql") / "marts").is_dir()


def test_the_files_and_folders_that_the_architecture_names_exist() -> None:
    """A contributor who follows a row finds each: below src/newsetl, at the root, or beside the one named before it."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    beside, found, missing = ROOT / "src" / "newsetl", 0, []
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:/|\.(?:py|csv|sql|js|css|toml)))`", "\n".join(rows)):
        homes = (ROOT / "src" / "newsetl", ROOT, beside, beside.parent)
        there = next((home / name for home in homes if (home / name).exists()), None)
        if there is None:
            missing.append(name)
            continue
        found, beside = found + 1, there if there.is_dir() else there.parent
    assert not missing
    assert found > 60


def test_the_walk_of_the_architecture_is_along_a_sentence_of_the_sample() -> None:
    """The sentence is in the file that the walk names, and gives the one figure that it follows."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    walk = re.search(r"`(data/sample/[\w.-]+)` says: \*\"(.+?)\"\*", text, re.DOTALL)
    assert walk is not None
    sentence = " ".join(walk[2].split())
    assert sentence in " ".join((ROOT / walk[1]).read_text(encoding="utf-8").split())
    (row,) = ruled_levels_of(sentence, "2018-02-05")
    told = (row.surface, row.measure, row.modality, row.actor_name, row.place_name, row.source_name)
    assert told == ("8,892", "level", "actual", "United States", "Iraq", "Pentagon report")


def test_the_changelog_tells_of_this_version() -> None:
    """Its first section is that of the installed version, and that links to what changes for an archive."""
    first = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    assert first.startswith(newsetl.__version__)
    assert "docs/upgrading.md" in first


@pytest.mark.parametrize("module", ["code_map", "cookbook", "data_dictionary", "settings_page"])
@pytest.mark.parametrize(
    ("words", "said"), [(["--help"], "the Markdown file to write"), (["notes"], "usage: ")]
)
def test_a_page_is_written_to_what_is_named_as_one(
    module: str,
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A question or a mistyped name is answered, not taken for a file to write."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["", *words])
    monkeypatch.delitem(sys.modules, f"newsetl.docs.{module}", raising=False)  # it runs as a command does
    with pytest.raises(SystemExit):
        runpy.run_module(f"newsetl.docs.{module}", run_name="__main__")
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert not list(tmp_path.iterdir())
