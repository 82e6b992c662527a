"""No document stops a batch: one that takes too long, too much, or crashes is left out; the rest is published."""

import gc
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from newsetl.articles.fingerprints import fingerprint
from newsetl.errors import Rejected, UserError
from newsetl.extractors import force_levels
from newsetl.extractors.versions import installed
from newsetl.inputs import expand_inputs
from newsetl.pipeline import EXTRACTORS, annotate
from newsetl.settings import Settings
from newsetl.stages import sharing_out
from newsetl.stages.annotating import WARM_UP, annotate_batch
from newsetl.stages.ledger import Ledger
from newsetl.stages.parsing import parse_batch
from newsetl.stages.process_usage import Usage
from newsetl.stages.publishing import publish
from newsetl.stages.reading import read_inputs
from newsetl.stages.registering import register
from newsetl.stages.run_context import RunCounts, new_run
from newsetl.stages.sharing_out import at_once, shared, shared_map, without_rest
from newsetl.stages.watched_process import Budget, Watch
from newsetl.stages.workers import (
    Call,
    WorkerProcesses,
    begun_early,
    call_here,
    worker_processes,
)
from tests.stages.plain_run import plain_backfill, plain_replay, plain_run
from tests.stages.poison import (
    BREAKS,
    DIES,
    EATS,
    HANGS,
    backtrack,
    cannot_travel,
    eat,
    end_as_the_kernel_does,
    fail,
    negative_unless_in_a_worker,
    own_pid,
    own_pid_and,
    own_readiness_to_end,
    poisoned,
    work_beside_a_busy_process,
)
from tests.stages.test_runs import TEXT, rows, write_article

ROOT = Path(__file__).parents[2]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
TIGHT = Budget(seconds=1, megabytes=300)
PARENT = """
import threading, time
from newsetl.stages.workers import WorkerProcesses
from tests.stages.poison import backtrack, own_pid
workers = WorkerProcesses(1)
print(workers(own_pid), flush=True)
threading.Thread(target=workers, args=(backtrack,), daemon=True).start()
time.sleep(600)
"""


@pytest.fixture(scope="module", params=[pytest.param(True, marks=ON_LINUX), False], ids=["forked", "spawned"])
def workers(request: pytest.FixtureRequest) -> Iterator[Call]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsetl.stages.workers.FORKS", request.param)
        with worker_processes(1) as call:
            yield call


@pytest.mark.parametrize(
    ("function", "args", "reason"),
    [
        (backtrack, (), "timeout"),
        (eat, (5000,), "out_of_memory"),
        (end_as_the_kernel_does, (), "out_of_memory"),
        (os.abort, (), "processing_failed"),
    ],
)
def test_a_process_that_overruns_or_dies_is_replaced(
    workers: Call, function: Any, args: tuple[Any, ...], reason: str
) -> None:
    """The call gets its reason within seconds, and the next one an answer."""
    workers(own_pid)
    started = time.monotonic()
    with pytest.raises(Rejected) as rejected:
        workers(function, *args, budget=TIGHT)
    assert rejected.value.reason_code == reason
    assert time.monotonic() - started < 120
    assert workers(own_pid) > 0


def test_what_a_function_raises_comes_back(workers: Call) -> None:
    """As itself, and the process lives on; what cannot travel is reported as such."""
    before = workers(own_pid)
    with pytest.raises(KeyError, match="from inside"):
        workers(fail)
    with pytest.raises(RuntimeError, match="lambda"):
        workers(cannot_travel)
    assert workers(own_pid) == before


def test_a_busy_machine_costs_no_document(workers: Call) -> None:
    """The clock of one that is ready to run stops while others have the processors."""
    workers(own_pid)
    assert workers(work_beside_a_busy_process, 0.03, budget=Budget(seconds=0.1)) == 0.03


def test_the_kernel_ends_a_worker_before_the_run(workers: Call) -> None:
    """Where memory is short and one of them has to go."""
    assert workers(own_readiness_to_end) > int(Path("/proc/self/oom_score_adj").read_text())


def test_processes_that_were_begun_early_are_used() -> None:
    """A call waits for one of them rather than start another; what they were prepared with is not loaded again."""
    with begun_early(2, 1, own_pid):
        with worker_processes(2) as call:
            before = call(gc.get_freeze_count, prepare=own_pid)
            assert call(gc.get_freeze_count, prepare=own_pid) > before
            (first,) = {call(own_pid) for _ in range(3)}
        assert not Path(f"/proc/{first}").exists()
        with worker_processes(2) as call:
            assert call(own_pid) != first


def test_processes_that_nobody_asks_for_end() -> None:
    """Also those that are still being prepared."""
    before = own_children()
    with begun_early(2, 2, backtrack):
        while not own_children() - before:
            time.sleep(0.02)
    deadline = time.monotonic() + 10
    while own_children() - before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not own_children() - before


def own_children() -> set[str]:
    lists = (path.read_text() for path in Path("/proc/self/task").glob("*/children"))
    return {pid for found in lists for pid in found.split()}


def test_what_a_worker_has_loaded_is_not_gone_through_again() -> None:
    """From the first call after the preparation on the garbage collector leaves it alone; no later call adds to it."""
    with worker_processes(1) as call:
        before = call(gc.get_freeze_count, prepare=own_pid)
        kept = call(gc.get_freeze_count)
        assert kept > before
        call(own_pid, prepare=own_pid)
        assert call(gc.get_freeze_count) == kept


def test_every_extractor_finds_something_in_the_article_that_warms_a_worker_up() -> None:
    """Else the first article of a batch is charged for what the extractor loads."""
    (annotated,) = annotate([WARM_UP])
    assert [table for table in EXTRACTORS if not annotated.rows[table]] == []


def test_calls_wait_for_a_free_process() -> None:
    """Two threads and one process: both get their answers."""
    with worker_processes(1) as call:
        found: list[int] = []
        threads = [threading.Thread(target=lambda: found.append(call(own_pid))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(found) == 3
    assert len(set(found)) == 1


def test_one_batch_keeps_all_processes_busy() -> None:
    """Each piece goes to whichever process is free, and the results are in the order of the pieces."""
    with worker_processes(2) as call:
        barrier = threading.Barrier(2, timeout=60)

        def work(number: int) -> list[tuple[int, int]]:
            barrier.wait()  # passes only where two pieces are worked on at once
            return [(number, call(own_pid))]

        found = at_once(work, range(4), call, 2)
    assert [number for number, _ in found] == [0, 1, 2, 3]
    assert at_once(lambda number: [number], range(3), call_here, 2) == [0, 1, 2]


def test_a_shared_map_is_a_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the items, which are read bit by bit; what a process that died leaves is done here."""
    monkeypatch.setattr(sharing_out, "LEAST_SHARED", 30)
    monkeypatch.setattr(sharing_out, "HELD", 60)
    with worker_processes(2) as call:
        found = list(shared_map(own_pid_and, range(130), call=call, workers=2))
        assert [number for _, number in found] == list(range(130))
        assert len({pid for pid, _ in found[:120]} - {os.getpid()}) == 2
        assert {pid for pid, _ in found[120:]} == {os.getpid()}, "too few to share"
        dies = partial(negative_unless_in_a_worker, os.getpid())
        assert list(shared_map(dies, range(30), call=call, workers=2)) == [-n for n in range(30)]
        texts = [f"{n} soldiers left Camp {n} on Monday." for n in range(40)]
        prints = list(shared_map(fingerprint, texts, call=call, workers=2))
    assert [one.signature.tolist() for one in prints] == [fingerprint(t).signature.tolist() for t in texts]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1198, [300, 300, 300, 298]), (250, [125, 125]), (601, [151, 151, 151, 148]), (9, [9])],
)
def test_each_worker_gets_as_many_items_as_the_others(
    count: int, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is left with a full group while the others have nothing more to do."""
    monkeypatch.setattr(sharing_out, "LEAST_SHARED", 10)
    found: list[int] = []

    def call(function: Any, items: Any, **_: Any) -> Any:
        return function(items)

    def work(items: Sequence[int]) -> list[int]:
        found.append(len(items))
        return list(items)

    assert shared(work, range(count), call=call, workers=2, together=300) == list(range(count))
    assert sorted(found, reverse=True) == sizes


@pytest.mark.parametrize(("sizes", "joined"), [((25, 9), [34]), ((25, 10), [25, 10]), ((3,), [3]), ((), [])])
def test_no_process_is_started_for_a_small_rest(sizes: tuple[int, ...], joined: list[int]) -> None:
    """It goes to the process that works on the group before it, and no item is lost."""
    groups = [[f"{size}-{n}" for n in range(size)] for size in sizes]
    found = without_rest(groups)
    assert list(map(len, found)) == joined
    assert list(chain(*found)) == list(chain(*groups))


def test_a_worker_takes_no_module_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Downloads may hold anything: a glob.py among them would be run in its library's place."""
    (tmp_path / "glob.py").write_text("raise SystemExit('this must not be run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with worker_processes(1) as call:
        assert call(own_pid) > 0


def test_a_worker_that_cannot_begin_is_no_fault_of_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged installation ends the run with one line; it does not refuse one article after the other."""
    (tmp_path / "newsetl.py").write_text("raise SystemExit('a damaged installation')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with worker_processes(1) as call, pytest.raises(UserError, match="newsetl doctor"):
        call(own_pid)
    with (
        begun_early(1, 1, own_pid),
        worker_processes(1) as call,
        pytest.raises(UserError, match="newsetl doctor"),
    ):
        call(own_pid)


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """kill -9 of the parent takes the process with it, though that is in a loop that hears no signal."""
    command = [sys.executable, "-c", f"import sys\nsys.path.append({str(ROOT)!r})\n{PARENT}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        time.sleep(0.5)
        os.kill(worker, 0)
        parent.kill()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


def watched_run(data_dir: Path, folder: Path) -> RunCounts:
    """A run with one worker, in which the words of tests/stages/poison.py have their effect.

    It grants the least memory that can be set: what a worker loads for its first article is not charged to that.
    """
    settings = Settings(data_dir=data_dir, workers=1, document_seconds=4, document_megabytes=100)
    run = new_run(settings)
    with worker_processes(1) as workers:

        def call(function: Any, /, *args: object, **watched: Any) -> Any:
            # What the module of poison imports counts for no document.
            workers(own_pid, prepare=watched.get("prepare"))
            return workers(poisoned, function, *args, **watched)

        reading = read_inputs(run, expand_inputs([str(folder)]), Ledger.of(run.lake))
        parsed = [parse_batch(run, batch, call) for batch in reading.batches]
        registration = register(run, parsed)
        annotated = [annotate_batch(run, batch, call) for batch in registration.batches]
        return publish(run, reading, registration, annotated)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunCounts]:
    """A batch of good documents with bad ones among them: each stage has one that overruns, and each kind is there."""
    folder = tmp_path_factory.mktemp("bad")
    for number in range(4):
        write_article(folder / "in", f"good-{number}", TEXT.replace("4,000", f"{number + 2},000"))
    for number, word in enumerate((HANGS, DIES)):
        write_article(folder / "in", f"parse-{word}", f"{TEXT} number {number}, parser {word}")
    for number, word in enumerate((EATS, BREAKS)):
        write_article(
            folder / "in", f"annotate-{word}", f"HERAT - Ada Holm said {number}. extractor {word} " * 3
        )
    return folder / "data", watched_run(folder / "data", folder / "in")


def test_one_document_never_stops_a_batch(published: tuple[Path, RunCounts]) -> None:
    """What hangs or crashes in the parser is in quarantine with its reason; all else is published."""
    data_dir, counts = published
    assert (counts.read, counts.published, counts.quarantined) == (8, 6, 2)
    refused = rows(
        data_dir, "SELECT reason_code, count(*) FROM quarantine WHERE stage = 'parse' GROUP BY 1 ORDER BY 1"
    )
    assert refused == [("processing_failed", 1), ("timeout", 1)]
    good = "FROM force_levels JOIN articles USING (article_id) WHERE title LIKE 'good%'"
    assert rows(data_dir, f"SELECT count(DISTINCT article_id) {good}") == [(4,)]


def test_an_article_that_cannot_be_annotated_is_marked(published: tuple[Path, RunCounts]) -> None:
    """Its row in quarantine says why, and by which extractor where that is known; the extractors before left rows."""
    data_dir, _ = published
    found = rows(
        data_dir,
        "SELECT title, q.reason_code, q.extractor FROM quarantine AS q JOIN articles USING (article_id) "
        "JOIN inputs AS i USING (document_id) WHERE stage = 'annotate' AND i.outcome = 'published' ORDER BY title",
    )
    assert found == [
        ("annotate-eatmemory", "out_of_memory", None),
        ("annotate-meetabug", "processing_failed", force_levels.NAME),
    ]
    kept = "SELECT count(*) > 0 FROM attributions JOIN articles USING (article_id) WHERE title = 'annotate-meetabug'"
    assert rows(data_dir, kept) == [(True,)]
    assert rows(data_dir, "SELECT not_annotated FROM data_quality") == [(2,)]


def test_what_failed_is_tried_again(
    published: tuple[Path, RunCounts], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a backfill once the extractor's version rose, by a replay at once; no row is doubled, none is lost."""
    data_dir, _ = published
    waiting = "SELECT count(*) FROM quarantine WHERE stage = 'annotate'"
    plain_backfill(data_dir)
    assert rows(data_dir, waiting) == [(2,)]
    monkeypatch.setitem(installed(), "force_levels", "raised")
    plain_backfill(data_dir)
    assert rows(data_dir, waiting) == [(1,)]
    plain_replay(data_dir, ["out_of_memory"])
    assert rows(data_dir, waiting) == [(0,)]
    plain_replay(data_dir)
    assert rows(data_dir, "SELECT count(*) FROM quarantine") == [(0,)]
    named = (
        "SELECT count(DISTINCT article_id), count(DISTINCT region_mention_id) = count(*) FROM region_mentions"
    )
    assert rows(data_dir, named) == [(8, True)]
    assert rows(data_dir, "SELECT count(*), count(DISTINCT document_id) FROM inputs") == [(8, 8)]


def test_a_new_revision_settles_what_the_old_one_left(tmp_path: Path) -> None:
    """The row in quarantine goes with the text that could not be annotated."""
    write_article(tmp_path / "in", "a", f"{TEXT} extractor {BREAKS}")
    watched_run(tmp_path / "data", tmp_path / "in")
    assert rows(tmp_path / "data", "SELECT stage FROM quarantine") == [("annotate",)]
    write_article(tmp_path / "in", "a", TEXT.replace("4,000", "9,000"))
    assert plain_run(tmp_path / "data", [str(tmp_path / "in")]).published == 1
    assert rows(tmp_path / "data", "SELECT count(*) FROM quarantine") == [(0,)]


def test_what_waits_too_long_is_reported_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has not taken the processor time that it was given, and is not said to have."""
    monkeypatch.setattr("newsetl.stages.watched_process.usage_of", lambda _: Usage(0.0, 0))
    watch = Watch(1, Budget(seconds=60))
    watch._looked -= 601
    with pytest.raises(Rejected, match="timeout: waited more than 600 seconds"):
        watch.look()


def test_pickled_workers_are_those_of_their_process() -> None:
    """So that a Dask worker gets processes of its own, and not new ones for each task."""
    import pickle

    workers = WorkerProcesses(1)
    first, second = (pickle.loads(pickle.dumps(workers)) for _ in range(2))
    assert first is second
    assert json.dumps(first(own_pid))
    first.close()
