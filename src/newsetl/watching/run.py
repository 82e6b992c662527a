"""What a run does for the watch list: finds alerts, keeps them, writes page and feed, posts what is new."""

import logging
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from newsetl.errors import UserError
from newsetl.warehouse import open_database
from newsetl.watching.alerts import Alert, find_alerts
from newsetl.watching.log import ALERTS_FOLDER, add_alerts, drop_alerts, not_posted, note_posted, read_alerts
from newsetl.watching.pages import write_pages
from newsetl.watching.watch_list import read_watches

log = logging.getLogger(__name__)


def forget(data_dir: Path, articles: Collection[str]) -> None:
    """Takes what alerts quote of removed articles out of log, page and feed."""
    if (data_dir / ALERTS_FOLDER).is_dir():
        drop_alerts(data_dir, articles)
        write_pages(data_dir / ALERTS_FOLDER, read_alerts(data_dir))


def watch(
    data_dir: Path, now: datetime, allowed_hosts: Collection[str] = (), *, has_news: bool = True
) -> list[Alert]:
    """Raises the alerts of the last load; to be called under the lock, after a publish or a run without news.

    Without news there are still outlets that fall silent, and alerts that the webhook has not taken.

    A watch list that is not understood, or a webhook that does not answer, is said and stops nothing: what was
    published is published, and the next run posts what was not taken.

    Returns:
        The alerts that are new.
    """
    try:
        watches = read_watches(data_dir)
    except UserError as error:
        log.warning("no alerts: %s", error)
        return []
    if watches is None:
        return []
    with open_database(data_dir / "news.duckdb") as connection:
        new = add_alerts(data_dir, find_alerts(connection, watches, now, has_news=has_news))
    for alert in new:
        log.info("%s: %s", alert.watch, alert.title)
    write_pages(data_dir / ALERTS_FOLDER, read_alerts(data_dir))
    if watches.webhook is not None:
        from newsetl.watching.webhook import post_alerts  # noqa: PLC0415 - few archives have one

        waiting = not_posted(data_dir)
        left, reason = post_alerts(watches.webhook, waiting, allowed_hosts)
        if waiting:
            note_posted(data_dir, left)
        if reason is not None:
            log.warning("%d alerts wait for the next run, as the webhook took none: %s", len(left), reason)
    return new
