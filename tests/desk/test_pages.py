"""The desk's pages in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk.conftest import Running

ADDRESSES = [
    "/figures",
    "/figures?view=time&sure=0",
    "/figures?view=countries",
    "/figures?q=zzzz",
    "/nowhere",
]


def clean(visit: Any) -> list[str]:
    """Nothing on the console but that a page is not there."""
    return [told for told in visit.complaints if "404" not in told]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_for_nothing_from_outside_and_complains_of_nothing(
    desk: Running, open_page: Callable[..., Any], address: str
) -> None:
    """Every request goes to the desk itself, and the policy has nothing to refuse."""
    seen = open_page(desk.url + address)
    assert clean(seen) == []
    assert all(url.startswith(desk.url) for url in seen.requests)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_accessible(
    desk: Running, open_page: Callable[..., Any], address: str, scheme: str
) -> None:
    """axe finds nothing serious, in light and dark."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: pip install 'newsetl[dev]'"
    ).Axe()
    page = open_page(desk.url + address, scheme=scheme).page
    found = [
        f"{problem['id']}: {problem['nodes'][0]['html'][:200]}"
        for problem in axe.run(page).response["violations"]
        if problem["impact"] in ("serious", "critical")
    ]
    assert found == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_a_phone(desk: Running, open_page: Callable[..., Any], address: str) -> None:
    """Nothing is wider than the window."""
    page = open_page(desk.url + address, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
