"""Watch lists: what a run brings of the forces, places, sources and words that someone follows."""

from newsetl.watching.alerts import Alert, watched_figures
from newsetl.watching.log import read_alerts
from newsetl.watching.run import forget, watch
from newsetl.watching.watch_list import Watch, Watches, read_watches

__all__ = ["Alert", "Watch", "Watches", "forget", "read_alerts", "read_watches", "watch", "watched_figures"]
