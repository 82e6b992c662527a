"""The HTML report and the one-article evidence page: what people look at who write no SQL."""

from newsetl.report.evidence import evidence_page
from newsetl.report.shown_state import shown_snapshot
from newsetl.report.site import write_report

__all__ = ["evidence_page", "shown_snapshot", "write_report"]
