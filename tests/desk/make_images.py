"""Take the pictures of docs/desk.md from a running desk of the sample: python -m tests.desk.make_images URL."""

import base64
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, chromium_path

PATIENCE = 300_000  # milliseconds: other work may have the processor
IMAGES = Path(__file__).parents[2] / "docs" / "images"
PICTURES = (
    ("desk-answers", "/", "light"),
    ("desk-figures", "/figures?actor=USA&sure=0", "light"),
    ("desk-review", "/review", "light"),
    ("desk-timeline", "/figures?actor=RUS&view=time&sure=0", "dark"),
    ("desk-add", "/articles/art_59c4db698c245b92/add?table=force_levels&words=1,100", "light"),
    ("desk-places", "/places?lon=40.00&lat=30.00&zoom=2.80", "light"),
)
# Chromium writes PNG; as WebP a picture is a quarter as large
TO_WEBP = """async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.82).split(",")[1];
}"""


def main(url: str) -> None:
    """Writes the pictures into docs/images."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        blank = browser.new_page()
        for name, address, scheme in PICTURES:
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
            page.set_default_timeout(PATIENCE)
            page.goto(url + address)
            page.wait_for_load_state("networkidle")  # the answers are drawn once the page is there
            (IMAGES / f"{name}.webp").write_bytes(webp(blank, page.screenshot()))
            page.close()
        browser.close()


def webp(page: Any, png: bytes) -> bytes:
    """A picture in a smaller form."""
    return base64.b64decode(page.evaluate(TO_WEBP, base64.b64encode(png).decode()))


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
