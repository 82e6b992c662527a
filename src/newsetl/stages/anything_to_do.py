"""Whether a run has anything to do: a cheap check before anything expensive is started."""

from newsetl.corrections.published import is_any_waiting
from newsetl.inputs import ReadSettings, expand_inputs, read_documents
from newsetl.lake.history import damage
from newsetl.settings import Settings
from newsetl.stages.aliases import source_aliases
from newsetl.stages.ledger import Ledger
from newsetl.stages.reporting import is_shown
from newsetl.stages.run import RunContext, RunCounts, new_run
from newsetl.tables import schema_version
from newsetl.warehouse.database_link import is_made_of
from newsetl.warehouse.marts import definition
from newsetl.watching.watch_list import WATCH_FILE


def nothing_to_do(settings: Settings, inputs: list[str]) -> RunCounts | None:
    """What a run over these inputs would count if it would change nothing; None where there is something to do.

    Reads the inputs up to the first document that no run has read. Takes no lock: what it finds was so at that time.
    """
    run = new_run(settings)
    follows = settings.mirror is not None or settings.delta  # these follow the lake in recover()
    is_watched = (settings.data_dir / WATCH_FILE).is_file()  # outlets fall silent where no news comes
    if follows or is_watched or not is_up_to_date(run):
        return None
    ledger = Ledger.of(run.lake)
    read = ReadSettings(fields=dict(settings.fields), day_first=settings.day_first)
    count = 0
    for file in expand_inputs(inputs):
        for document in read_documents(file, read):
            if ledger.is_unknown(document.document_id):
                return None
            count += 1
    return RunCounts(read=count, duplicate=count)


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
