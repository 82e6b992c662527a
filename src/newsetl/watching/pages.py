"""Alerts as a page and as an Atom feed (RFC 4287), newest first; what outlets wrote is text in both."""

import html
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET  # only to write

from newsetl.storage.durable import write_durably
from newsetl.watching.alerts import Alert

FEED, PAGE = "alerts.xml", "alerts.html"
SHOWN = 500
ATOM = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;"
    "padding:0 1rem}"
    "li{margin:0 0 1rem}p{margin:0}.note{opacity:.75}"
)


def write_pages(folder: Path, alerts: Sequence[Alert]) -> None:
    """Writes both files into a folder.

    Args:
        folder: alerts/ of the data directory.
        alerts: oldest first.
    """
    shown = list(reversed(alerts))[:SHOWN]
    write_durably(folder / FEED, feed(shown))
    write_durably(folder / PAGE, page(shown).encode("utf-8", "replace"))


def feed(alerts: Sequence[Alert]) -> bytes:
    """The alerts as an Atom feed."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _text(root, "title", "newsetl alerts")
    _text(root, "id", "urn:newsetl:alerts")
    _text(root, "updated", alerts[0].at if alerts else "1970-01-01T00:00:00+00:00")
    for alert in alerts:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        _text(entry, "title", f"{alert.watch}: {alert.title}")
        _text(entry, "id", f"urn:newsetl:{alert.alert_id}")
        _text(entry, "updated", alert.at)
        _text(ET.SubElement(entry, f"{{{ATOM}}}author"), "name", alert.outlet or "newsetl")
        _text(entry, "summary", alert.text)
        if is_link(alert.url):
            ET.SubElement(entry, f"{{{ATOM}}}link", {"href": str(alert.url)})
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def page(alerts: Sequence[Alert]) -> str:
    """The alerts as a page without any script."""
    items = "\n".join(map(_item, alerts)) or "<li>No alerts yet.</li>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Alerts</title><style>{STYLE}</style>"
        f'<link rel="alternate" type="application/atom+xml" href="{FEED}"></head>'
        f"<body><main><h1>Alerts</h1><ul>\n{items}\n</ul></main></body></html>\n"
    )


def is_link(url: str | None) -> bool:
    """True for an http or https address: nothing else becomes a link."""
    try:
        return bool(url) and urlsplit(str(url)).scheme in ("http", "https")
    except ValueError:
        return False


def _item(alert: Alert) -> str:
    where = html.escape(alert.outlet or "")
    if is_link(alert.url):
        where = f'<a rel="noreferrer" href="{html.escape(str(alert.url))}">{where or "article"}</a>'
    note = " · ".join(part for part in (where, html.escape(alert.published or ""), alert.at[:16]) if part)
    heading = f"{html.escape(alert.watch)}: {html.escape(alert.title)}"
    return f'<li><h2>{heading}</h2><p><bdi>{html.escape(alert.text)}</bdi></p><p class="note">{note}</p></li>'


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = NOT_XML.sub("\ufffd", text)
