"""What is found out about a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The likeliest place of a group, the probability that its spot is meant, and the second likeliest."""

    place: int
    probability: float
    runner_up: int | None
