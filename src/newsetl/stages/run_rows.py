"""Rows of the table `runs`: a run's own record."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime

import pyarrow as pa

from newsetl import __version__
from newsetl.gazetteer import load_gazetteer
from newsetl.language import model_info
from newsetl.stages.run_context import RunContext, RunCounts
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.runs import Run, RunStatus


def run_row(
    run: RunContext, status: RunStatus, counts: RunCounts, annotations: Mapping[str, pa.Table]
) -> pa.Table:
    """The row of a run that ends now.

    Args:
        run: the run.
        status: how it ended.
        counts: what became of the documents that it read.
        annotations: the rows that it made, by table; other tables are passed over.
    """
    row = Run(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=datetime.now(UTC),
        status=status,
        read=counts.read,
        published=counts.published,
        duplicate=counts.duplicate,
        quarantined=counts.quarantined,
        **{name: rows.num_rows for name, rows in annotations.items() if name in ANNOTATION_TABLES},
        code_version=__version__,
        model_name=model_info().name,
        model_hash=model_info().hash,
        gazetteer_version=load_gazetteer().version,
        settings=json.dumps(asdict(run.settings), default=str, sort_keys=True),
    )
    return TABLES["runs"].to_arrow([asdict(row)])
