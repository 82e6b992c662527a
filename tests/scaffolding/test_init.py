"""Getting started: `newsetl init`, and the page and the file of settings that follow from their declaration."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.cli.schedule import deployment
from newsetl.docs.settings_page import settings_page
from newsetl.errors import SettingsError, UserError
from newsetl.inputs.collect import CollectSettings
from newsetl.inputs.collect.feeds_file import read_feeds_file
from newsetl.scaffolding import collect_settings, settings, start
from newsetl.scaffolding.files import settings_file
from newsetl.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
FEED = "https://example.org/world.rss"


def test_the_page_of_settings_is_current() -> None:
    """docs/settings.md is what the declarations say (`make docs` writes it)."""
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_every_setting_says_what_it_does_and_of_what_type_it_is() -> None:
    """No setting is without a meaning in the docstring that declares it."""
    for setting in [*settings(), *collect_settings()]:
        assert setting.meaning.endswith("."), setting.name
        assert setting.kind, setting.name


def test_a_new_settings_file_changes_nothing(tmp_path: Path) -> None:
    """With all but the chosen as comments, the settings are the defaults."""
    (tmp_path / "newsetl.toml").write_text(settings_file({}), encoding="utf-8")
    assert load_settings(tmp_path / "newsetl.toml") == Settings()


def test_each_line_of_a_new_settings_file_may_be_set(tmp_path: Path) -> None:
    """Taking the '#' away from a setting gives a file that is read, with that setting in it."""
    lines = settings_file({}).splitlines()
    bare = "\n".join(
        line.removeprefix("#") for line in lines if line.startswith("#") and line[1:2] not in (" ", "")
    )
    file = tmp_path / "newsetl.toml"
    file.write_text(bare, encoding="utf-8")
    load_settings(file)
    assert set(tomllib.loads(bare)) == {setting.name for setting in settings()}


@pytest.mark.parametrize("borders", ["UN", "russia", 1])
def test_borders_are_one_of_three_rules(borders: str | int) -> None:
    """Another word is one line that lists those there are."""
    with pytest.raises(SettingsError, match="un, control or none"):
        load_settings(borders=borders)


def test_init_writes_what_a_first_run_needs(tmp_path: Path) -> None:
    """Settings with what was chosen, an inbox and a feeds file, each read by the command that it is for."""
    desk = tmp_path / "desk"
    done = CliRunner().invoke(app, ["init", str(desk), "--feed", FEED, "--month-first", "--data-dir", "kept"])
    assert done.exit_code == 0, done.output
    assert "newsetl collect feeds.toml" in done.stdout
    chosen = load_settings(desk / "newsetl.toml")
    assert (chosen.data_dir, chosen.day_first) == (Path("kept"), False)
    feeds, _ = read_feeds_file(desk / "feeds.toml", CollectSettings(desk))
    assert [feed.url for feed in feeds] == [FEED]
    assert (desk / "inbox").is_dir()


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """A settings file that is there stays, and so does what else the folder holds."""
    (tmp_path / "newsetl.toml").write_text("workers = 1\n", encoding="utf-8")
    with pytest.raises(UserError, match="is there already"):
        start(tmp_path, {})
    assert (tmp_path / "newsetl.toml").read_text(encoding="utf-8") == "workers = 1\n"


def test_a_feed_has_an_address(tmp_path: Path) -> None:
    """What is not an address is reported before anything is written."""
    with pytest.raises(UserError, match="is not an http or https address"):
        start(tmp_path / "desk", {}, ["world.rss"])
    assert not (tmp_path / "desk").exists()


def test_a_schedule_collects_where_it_is_set_to(tmp_path: Path) -> None:
    """With a feeds file the flow is the one that collects; without, the main job; with nothing to read, an error."""
    feeds = start(tmp_path, {}, [FEED]).feeds_file
    flow, parameters = deployment([], feeds, Settings(), None)
    assert (flow, parameters["feeds"], parameters["inputs"]) == ("daily_news", str(feeds), [])
    flow, parameters = deployment(["inbox"], None, Settings(), tmp_path / "newsetl.toml")
    assert flow == "run_news"
    assert parameters == {"inputs": ["inbox"], "data_dir": "data", "config": str(tmp_path / "newsetl.toml")}
    with pytest.raises(UserError, match="--collect"):
        deployment([], None, Settings(), None)


def test_a_wrong_feeds_file_is_reported_before_it_is_scheduled(tmp_path: Path) -> None:
    """Not every morning on the server."""
    (tmp_path / "feeds.toml").write_text("[collect]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="lists no feed"):
        deployment([], tmp_path / "feeds.toml", Settings(), None)
