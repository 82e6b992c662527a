"""Versions of extractors follow from their rules and word lists, and from those of what they build on."""

import pytest

from newsetl.extractors import versions
from newsetl.pipeline import EXTRACTORS

NAMES = [name for together in versions.ORDER for name in together]


def aged_by(monkeypatch: pytest.MonkeyPatch, changed: str) -> set[str]:
    """The extractors whose version is another one once a folder's content is."""
    before = {name: versions.version_of(name) for name in NAMES}
    digest_of = versions.digest_of
    monkeypatch.setattr(versions, "digest_of", lambda path: "other" if path == changed else digest_of(path))
    return {name for name in NAMES if versions.version_of(name) != before[name]}


@pytest.mark.parametrize("table", sorted(EXTRACTORS))
def test_no_version_is_kept_by_hand(table: str) -> None:
    """A number that nobody raises leaves rows of older rules in the archive, and `backfill` passes them over."""
    module = EXTRACTORS[table]
    assert versions.version_of(module.NAME) == module.VERSION


@pytest.mark.parametrize(
    ("changed", "aged"),
    [
        ("extractors/force_levels", {"force_levels"}),
        ("number_reader", {"force_levels"}),
        ("extractors/attributions", {"attributions", "force_levels"}),
        ("extractors/date_mentions", set(NAMES)),
        ("lexicons", set(NAMES)),
    ],
)
def test_what_refers_to_rows_is_made_again_with_them(
    monkeypatch: pytest.MonkeyPatch, changed: str, aged: set[str]
) -> None:
    """A figure names its statement: where statements change, figures are rebuilt too."""
    assert aged_by(monkeypatch, changed) == aged


def test_a_folder_that_is_not_there_is_reported() -> None:
    """A misspelt path is not an empty folder."""
    with pytest.raises(FileNotFoundError):
        versions.digest_of("extractors/nowhere")
