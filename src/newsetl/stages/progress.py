"""How far a run is: stages report it to listeners that show it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` units of a stage are over."""

    stage: str
    done: int
    total: int


Listener = Callable[[Step], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Callable[[], None]:
    """Calls the listener at every step from now on; returns what ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def report_progress(stage: str, done: int, total: int) -> None:
    """Tells the listeners of a step."""
    for listener in _listeners:
        listener(Step(stage, done, total))
