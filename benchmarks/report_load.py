"""How long the report on 100,000 articles takes to write and to open in Chromium; prints, asserts nothing.

python benchmarks/report_load.py [ARTICLES]
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from newsetl.report import write_report
from tests.chromium import FLAGS, chromium_path
from tests.report.synthetic import build_database

ROUNDS = 5


def main(articles: int) -> None:
    """Build, write, open, filter; each figure on its line."""
    with tempfile.TemporaryDirectory() as folder:
        database = build_database(Path(folder) / "news.duckdb", articles)
        started = time.perf_counter()
        index = write_report(database, Path(folder) / "report")
        pages = len(list((index.parent / "evidence").glob("*.html")))
        print(f"written in {time.perf_counter() - started:.1f} s: {pages:,} evidence pages")
        print(f"index.html {index.stat().st_size / 1e6:.1f} MB for {articles:,} articles")
        measure(index)


def measure(index: Path) -> None:
    """Opening (navigation to everything drawn) and one filter, medians of several rounds in fresh contexts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        seen, opened, filtered = [], [], []
        for _ in range(ROUNDS):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(index.as_uri())
            page.wait_for_selector("body[data-ready]")
            seen.append(page.evaluate("performance.getEntriesByName('seen')[0].startTime"))
            opened.append(page.evaluate("performance.getEntriesByName('ready')[0].startTime"))
            filtered.append(page.evaluate(FILTER))
            page.context.close()
        browser.close()
    print(f"the overview is seen after {statistics.median(seen) / 1000:.2f} s")
    spread = f"{min(opened):.0f} to {max(opened):.0f} ms in {ROUNDS} rounds"
    print(f"all is drawn after {statistics.median(opened) / 1000:.2f} s ({spread})")
    print(f"a filter is drawn in {statistics.median(filtered):.0f} ms, with 120 ms of waiting for more keys")


FILTER = """async () => {
    const before = performance.now(), status = document.getElementById("status");
    const changed = new Promise((done) => new MutationObserver(done).observe(status, { childList: true }));
    const outlet = document.getElementById("f-outlet");
    outlet.selectedIndex = 2;
    outlet.dispatchEvent(new Event("input", { bubbles: true }));
    await changed;
    return performance.now() - before;
}"""

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
