"""What `make quick` runs: the tests of what differs, the most telling first."""

from tests.changed import ALWAYS, in_order


def test_test_files_that_differ_come_first() -> None:
    """A sentence added to a test beside a line of a lexicon runs before all other tests of that lexicon, once."""
    own = "tests/extractors/test_force_levels.py"
    found = in_order(["src/newsetl/lexicons/forces.csv", own])
    assert found[:3] == [own, *ALWAYS]
    assert len(found) == len(set(found)) > 20
    assert {"tests/extractors/test_evidence.py", "tests/lexicons/test_declarations.py"} <= set(found)


def test_what_is_no_code_has_its_tests_too() -> None:
    """The README has those of the docs; a file that is gone has none."""
    assert "tests/docs/test_docs.py" in in_order(["README.md"])
    assert in_order(["tests/extractors/test_that_was.py"]) == [*ALWAYS]
