"""The stages in this process, without Prefect: the same order, the same retries, several batches at once."""

import logging
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsetl.stages.job import BATCHED, OF_THE_STORE, RETRY_SECONDS, Result, may_answer_later
from newsetl.stages.progress import report_progress
from newsetl.stages.run_context import RunContext
from newsetl.stages.workers import Call

JITTER = 0.5  # of a wait, at most, so that workers do not try again all at once
log = logging.getLogger(__name__)


class DirectSteps:
    """Carries out stages one after the other, and batches of a stage on as many threads as there are workers."""

    def do(self, stage: Callable[..., Result], /, *args: object) -> Result:
        """As `Steps` says."""
        for seconds in RETRY_SECONDS if stage in (*BATCHED, *OF_THE_STORE) else ():
            try:
                return stage(*args)
            except Exception as error:
                if stage in OF_THE_STORE and not may_answer_later(error):
                    raise
                log.warning("%s is tried again in %d seconds: %s", stage.__name__, seconds, error)
                time.sleep(seconds * random.uniform(1, 1 + JITTER))  # noqa: S311 - no secret
        return stage(*args)

    def each(
        self, stage: Callable[..., Path], run: RunContext, batches: Sequence[Path], call: Call
    ) -> list[Path]:
        """As `Steps` says; the first failure is raised once all batches have ended."""
        with ThreadPoolExecutor(run.settings.workers) as threads:
            futures = [threads.submit(self.do, stage, run, batch, call) for batch in batches]
            for done, future in enumerate(futures, 1):
                future.exception()
                report_progress(STAGES[stage.__name__], done, len(futures))
        return [future.result() for future in futures]


STAGES = {
    stage.__name__: name for stage, name in zip(BATCHED, ("parsed batches", "annotated batches"), strict=True)
}
