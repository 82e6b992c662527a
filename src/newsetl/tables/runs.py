"""runs: one row per run of the pipeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from newsetl.tables.schema import Table

RunStatus = Literal["published", "unchanged", "backfilled", "removed", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run read and made of it, and with which code, model and gazetteer."""

    run_id: Annotated[str, "Id of the run: its start time and a random part"]
    started_at: Annotated[datetime, "When the run started, UTC"]
    finished_at: Annotated[datetime | None, "When it ended, UTC; null where it did not end well"] = None
    status: Annotated[RunStatus, "How it ended"]
    read: Annotated[int, "Documents read: published + duplicate + quarantined"] = 0
    published: Annotated[int, "Documents that became a new article or revision"] = 0
    duplicate: Annotated[int, "Documents that the archive held already"] = 0
    quarantined: Annotated[int, "Documents refused with a reason"] = 0
    attributions: Annotated[int, "Attributions that the run added"] = 0
    region_mentions: Annotated[int, "Region mentions that the run added"] = 0
    force_levels: Annotated[int, "Force levels that the run added"] = 0
    date_mentions: Annotated[int, "Date mentions that the run added"] = 0
    entity_mentions: Annotated[int, "Entity mentions that the run added"] = 0
    refused_figures: Annotated[
        int | None, "Numbers near force words that the run refused; null before 0.2"
    ] = None
    code_version: Annotated[str, "Version of newsetl"]
    model_name: Annotated[str, "Name and version of the language model"]
    model_hash: Annotated[str, "SHA-256 over the language model's weights"]
    gazetteer_version: Annotated[str, "Version and hash of the gazetteer"]
    settings: Annotated[str, "Settings of the run, as JSON"]


TABLE = Table("runs", Run, key=("run_id",))
