"""The test files that take longest, for `pytest -n`: a process that has one left at the end would work alone."""

from collections import Counter

import pytest

LONGEST = (  # a minute and more on a busy machine; one that is missing here, or quick by now, costs only time
    "docs/test_docs.py", "warehouse/test_load.py", "desk/test_pages.py", "replicas/test_restore.py",
    "stages/test_budgets.py", "lake/test_readers.py",
    # One behind the other, for they share a server while they last
    "flows/test_dask.py", "flows/test_object_store.py", "flows/test_flows.py", "flows/test_daily.py",
    "warehouse/test_database_link.py", "browser/test_report.py", "cli/test_machine_errors.py", "stages/test_kill.py",
    "api/test_open_remote.py", "corrections/test_exchange.py", "warehouse/test_working_copy.py",
    "stages/test_power.py", "report/test_site.py", "upgrade/test_old_archives.py", "upgrade/test_added_columns.py",
    "stages/test_removing.py", "replicas/test_delta.py", "replicas/test_at_once.py", "watching/test_watching.py",
    "api/test_search.py", "desk/test_safety.py", "bi/test_readers.py", "packaging/test_wheel.py",
    "inputs/test_fuzz.py", "lake/test_remote.py", "flows/test_leftovers.py",
)  # fmt: skip


def longest_first(items: list[pytest.Item]) -> None:
    """Sorts the files: these in their order, then those with most tests; the tests of a file keep theirs."""
    tests = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[int, int, str]:
        name = "/".join(item.path.parts[-2:])
        known = LONGEST.index(name) if name in LONGEST else len(LONGEST)
        return known, -tests[item.path], str(item.path)

    items.sort(key=place)
