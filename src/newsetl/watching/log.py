"""The alerts that were raised, newest last: alerts/alerts.jsonl in the data directory, and which were posted."""

import json
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from newsetl.storage.durable import write_durably
from newsetl.watching.alerts import Alert

ALERTS_FOLDER, LOG, POSTED = "alerts", "alerts.jsonl", "posted.json"
KEPT = 5000  # older alerts age out
log = logging.getLogger(__name__)


def read_alerts(data_dir: Path) -> list[Alert]:
    """All kept alerts, oldest first; damaged lines are said and left out, and the next alert writes the file whole."""
    path = data_dir / ALERTS_FOLDER / LOG
    if not path.is_file():
        return []
    lines = path.read_bytes().splitlines()
    found = [alert for alert in map(_alert, lines) if alert is not None]
    if len(found) < len(lines):
        log.warning("%s: %d damaged lines are left out", path, len(lines) - len(found))
    return found


def _alert(line: bytes) -> Alert | None:
    """An alert from its line; None where that holds none."""
    try:
        alert = Alert(**json.loads(line))
    except (ValueError, TypeError):
        return None
    texts = (getattr(alert, field.name) for field in fields(Alert))
    return alert if all(isinstance(text, str | None) for text in texts) else None


def add_alerts(data_dir: Path, found: Iterable[Alert]) -> list[Alert]:
    """Keeps the alerts that were not raised before; returns these. To be called under the lock."""
    known = read_alerts(data_dir)
    seen = {alert.alert_id for alert in known}
    new = list({alert.alert_id: alert for alert in found if alert.alert_id not in seen}.values())
    if new:
        _write(data_dir, [*known, *new])
    return new


def drop_alerts(data_dir: Path, articles: Collection[str]) -> None:
    """Takes the alerts of removed articles out, with the words that they quote."""
    known = read_alerts(data_dir)
    kept = [alert for alert in known if alert.article_id not in articles]
    if len(kept) < len(known):
        _write(data_dir, kept)


def _write(data_dir: Path, alerts: Sequence[Alert]) -> None:
    lines = [json.dumps(asdict(alert), ensure_ascii=False) + "\n" for alert in alerts[-KEPT:]]
    write_durably(data_dir / ALERTS_FOLDER / LOG, "".join(lines).encode("utf-8", "replace"))


def not_posted(data_dir: Path) -> list[Alert]:
    """The alerts that no webhook has taken yet."""
    path = data_dir / ALERTS_FOLDER / POSTED
    try:
        done = set(map(str, json.loads(path.read_bytes()))) if path.is_file() else set()
    except (ValueError, TypeError):
        log.warning("%s is damaged: all kept alerts are posted again", path)
        done = set()
    return [alert for alert in read_alerts(data_dir) if alert.alert_id not in done]


def note_posted(data_dir: Path, alerts: Sequence[Alert]) -> None:
    """Notes that the webhook has taken all but these."""
    left = {alert.alert_id for alert in alerts}
    ids = [alert.alert_id for alert in read_alerts(data_dir) if alert.alert_id not in left]
    write_durably(data_dir / ALERTS_FOLDER / POSTED, json.dumps(ids).encode())
