"""What `make quick` runs: the tests of what differs, the most telling first."""

import pytest

from tests.changed import ALWAYS, LEXICON_TESTS, ROOT, in_order


def test_test_files_that_differ_come_first() -> None:
    """A sentence added to a test beside a line of a lexicon runs before all other tests of that lexicon, once."""
    own = "tests/extractors/test_force_levels.py"
    found = in_order(["src/newsetl/lexicons/forces/named_forces.csv", own])
    assert found[:3] == [own, *ALWAYS]
    assert len(found) == len(set(found)) > 20
    assert {"tests/extractors/test_evidence.py", "tests/lexicons/test_declarations.py"} <= set(found)


@pytest.mark.parametrize(
    ("lexicon", "first"),
    [
        ("forces/named_forces.csv", "tests/extractors/test_force_level"),
        ("places/no_places.txt", "tests/extractors/test_region_mentions"),
        ("numbers/hedges.csv", "tests/extractors/test_force_level"),
        ("articles/date_labels.csv", "tests/articles/test_authors.py"),
        ("statements/cues.csv", "tests/extractors/test_attribution"),
    ],
)
def test_words_are_tested_where_they_show_first(lexicon: str, first: str) -> None:
    """Those of the lexicons, which are quick, then those of the area, then all extractors'."""
    found = [f for f in in_order([f"src/newsetl/lexicons/{lexicon}"]) if not f.startswith("tests/lexicons")]
    assert found[: len(ALWAYS)] == list(ALWAYS)
    assert found[len(ALWAYS)].startswith(first)
    assert "tests/extractors/test_versions.py" in found


def test_each_area_has_its_tests() -> None:
    """No folder or file was renamed since."""
    assert not [p for patterns in LEXICON_TESTS.values() for p in patterns if not list(ROOT.glob(p))]


def test_what_is_no_code_has_its_tests_too() -> None:
    """The README has those of the docs; a file that is gone has none."""
    assert "tests/docs/test_docs.py" in in_order(["README.md"])
    assert in_order(["tests/extractors/test_that_was.py"]) == [*ALWAYS]
