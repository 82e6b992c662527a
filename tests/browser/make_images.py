"""Take the pictures of docs/report.md from a report: python -m tests.browser.make_images REPORT_FOLDER."""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, chromium_path

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main(folder: Path) -> None:
    """Write the pictures into docs/images."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1360, "height": 960})
        page.goto((folder / "index.html").as_uri())
        page.wait_for_selector("body[data-ready]")
        page.screenshot(path=IMAGES / "report-overview.png")
        page.locator("#pairs button", has_text="United States in Iraq").first.click()
        section(page, "#forces", "report-forces.png")
        section(page, "#places", "report-places.png")
        page.locator("#pair-figures a", has_text="8,892").first.click()
        page.wait_for_selector("body.evidence-page")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=IMAGES / "evidence.png")
        browser.close()


def section(page: Any, selector: str, name: str) -> None:
    """A picture of the window with the section's head at its top, clear of the filters."""
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    page.locator(selector).evaluate(
        "node => scrollTo(0, node.offsetTop - document.querySelector('.bar').offsetHeight - 8)"
    )
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
