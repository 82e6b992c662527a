"""Whether a run has anything to do: a cheap check before anything expensive is started."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from newsetl.core.documents import RawDocument
from newsetl.corrections.published import is_any_waiting
from newsetl.inputs import InputFile, ReadSettings, RejectedInput, expand_inputs, read_documents
from newsetl.lake.repairing import damage
from newsetl.settings import Settings
from newsetl.stages.aliases import source_aliases
from newsetl.stages.ledger import Ledger
from newsetl.stages.reporting import is_shown
from newsetl.stages.run_context import RunContext, RunCounts, new_run
from newsetl.tables import schema_version
from newsetl.warehouse.database_link import is_made_of
from newsetl.warehouse.marts import definition
from newsetl.watching.watch_list import WATCH_FILE

A_MOMENT = 0.2  # seconds of processor time


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a run over some inputs will have to do.

    Args:
        unchanged: what the run would count if it would change nothing; None where there is something to do.
        new: how many documents are new, as far as that was looked for.
    """

    unchanged: RunCounts | None
    new: int


def look_ahead(settings: Settings, inputs: list[str], enough: int = 1) -> Outlook:
    """What there is to do, from the inputs up to the first documents that no run has read; files alone are read.

    Takes no lock: what it finds was so at that time.

    Args:
        settings: of the run.
        inputs: files, folders, globs.
        enough: after how many new documents to stop; it stops a moment after it knows that there is something to do.
    """
    run, files = new_run(settings), expand_inputs(inputs)
    if not all(file.path is not None and os.path.isfile(file.path) for file in files):
        return Outlook(None, 0)  # standard input and pipes can be read once only
    follows = settings.mirror is not None or settings.delta  # these follow the lake in recover()
    is_watched = (settings.data_dir / WATCH_FILE).is_file()  # outlets fall silent where no news comes
    may_be_unchanged = not follows and not is_watched and is_up_to_date(run)
    ledger, known, new = Ledger.of(run.lake), 0, 0
    stop = None if may_be_unchanged else time.process_time() + A_MOMENT
    for document in _documents(settings, files):
        if not ledger.is_unknown(document.document_id):
            known += 1
        else:
            new += 1
            stop = stop or time.process_time() + A_MOMENT
        if new >= enough or (stop is not None and time.process_time() > stop):
            break
    unchanged = RunCounts(read=known, duplicate=known) if may_be_unchanged and not new else None
    return Outlook(unchanged, new)


def _documents(settings: Settings, files: list[InputFile]) -> Iterator[RawDocument | RejectedInput]:
    read = ReadSettings(fields=dict(settings.fields), day_first=settings.day_first)
    for file in files:
        yield from read_documents(file, read)


def is_up_to_date(run: RunContext) -> bool:
    """True if a run without news would change nothing: lake, database and report are whole and of this newsetl."""
    manifest = run.lake.manifest() if damage(run.lake) is None else None
    if manifest is None or not manifest.files or manifest.schema_version != schema_version():
        return False
    is_pending = run.removal_note.exists() or is_any_waiting(run.data_dir, run.lake)
    made_from = definition(source_aliases(run), run.settings.borders)
    is_built = is_made_of(run.database, manifest.snapshot_id, made_from)
    return (
        is_built
        and not is_pending
        and (not run.settings.report or is_shown(run.settings, manifest.snapshot_id))
    )
