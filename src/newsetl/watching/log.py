"""The alerts that were raised, newest last: alerts/alerts.jsonl in the data directory, and which were posted."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from newsetl.storage.durable import write_durably
from newsetl.watching.alerts import Alert

FOLDER, LOG, POSTED = "alerts", "alerts.jsonl", "posted.json"
KEPT = 5000  # older alerts age out


def read_alerts(data_dir: Path) -> list[Alert]:
    """All kept alerts, oldest first."""
    path = data_dir / FOLDER / LOG
    if not path.is_file():
        return []
    return [Alert(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


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
    write_durably(data_dir / FOLDER / LOG, "".join(lines).encode("utf-8", "replace"))


def not_posted(data_dir: Path) -> list[Alert]:
    """The alerts that no webhook has taken yet."""
    path = data_dir / FOLDER / POSTED
    done = set(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else set()
    return [alert for alert in read_alerts(data_dir) if alert.alert_id not in done]


def note_posted(data_dir: Path, alerts: Sequence[Alert]) -> None:
    """Notes that the webhook has taken all but these."""
    left = {alert.alert_id for alert in alerts}
    ids = [alert.alert_id for alert in read_alerts(data_dir) if alert.alert_id not in left]
    write_durably(data_dir / FOLDER / POSTED, json.dumps(ids).encode())
