"""Ends the server that Prefect starts for a run, should the run be killed.

`python -m newsetl.stages.end_prefect_server PIPE PID WORD`: Prefect ends the server when the run ends well; kill -9
would leave it behind. This process waits until the pipe closes, as it does however the run dies, and then ends the
server.
"""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path


def end_with_us(pid: int, word: str) -> None:
    """Has a process end when this one does.

    Args:
        pid: the process.
        word: what its command line holds, so that no other is meant once its number is used again.
    """
    theirs, _ours = os.pipe()  # ours stays open as long as this process lives
    command = [sys.executable, "-P", "-m", "newsetl.stages.end_prefect_server", str(theirs), str(pid), word]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.Popen(command, pass_fds=[theirs], env=environment, start_new_session=True)  # noqa: S603 - ours
    os.close(theirs)


def main(pipe: int, pid: int, word: str) -> None:
    """Waits for the end of the process that holds the other end of the pipe."""
    while os.read(pipe, 1):
        pass
    with contextlib.suppress(OSError):
        if word in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace"):
            os.kill(pid, signal.SIGTERM)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
