"""Armed and security forces of `lexicons/forces/named_forces.csv`, and the state that answers for each."""

from collections.abc import Mapping
from functools import cache

from newsetl.lexicons import read_table

OF_A_STATE = {
    "state_force",
    "military",
    "police",
    "intelligence",
    "contractor",
}  # kinds that a state answers for


def state_of(force: Mapping[str, str]) -> str | None:
    """ISO 3166-1 alpha-3 code of the state that a row of the list belongs to; None for groups that belong to none."""
    return (force["iso3"] or None) if force["kind"] in OF_A_STATE else None


@cache
def states_of_forces() -> dict[str, str]:
    """The state of each force by its casefolded name, of those that a state answers for."""
    forces = ((force["name"].casefold(), state_of(force)) for force in read_table("forces/named_forces"))
    return {name: state for name, state in forces if state is not None}
