"""How long texts made to be slow take, against ordinary prose of the same size, and how that grows.

`python benchmarks/hostile.py [SIZE…] [--only NAME…]`: seconds of processor time by size for every shape of
`hostile_shapes.py`, from text to rows; the growth exponent between the smallest and the largest size (1 is linear); how
many times prose of the same size it takes, at the size where that is most. Of three measurements of what is short the
least counts: the first may look things up for once and for all. A shape that takes more than a minute is given up.
"""

import argparse
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hostile_shapes import SHAPES, hostile_text, prepare, prose, seconds_of
from newsetl.errors import Rejected
from newsetl.stages.watched_process import Budget
from newsetl.stages.workers import worker_processes

SIZES = (10_000, 30_000, 100_000)
GIVEN_UP = 60.0  # seconds
SHORT, TRIES = 5.0, 3  # seconds: what takes less is measured so often, and the least counts
TIMES_PROSE, EXPONENT = 3.0, 1.1
LEAD = "The ministry said on Monday that 5,000 troops were in Mosul, Iraq.\n\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--only", nargs="+", choices=SHAPES, metavar="NAME")
    asked = parser.parse_args()
    sizes = sorted(asked.sizes or SIZES)
    with worker_processes(1) as call:

        def measure(text: str) -> float:
            try:
                taken = call(seconds_of, text, budget=Budget(GIVEN_UP), prepare=prepare)
                again = TRIES - 1 if taken < SHORT else 0
                return min([taken, *(call(seconds_of, text) for _ in range(again))])
            except Rejected:
                return math.inf

        ordinary = [measure(LEAD + prose(size)) for size in sizes]
        print(f"{'prose':32}" + "".join(f"{s:9.2f}" for s in ordinary), flush=True)
        worst = 0
        for name in asked.only or SHAPES:
            taken: list[float] = []
            for size in sizes:
                taken.append(measure(LEAD + hostile_text(name, size)) if math.inf not in taken else math.inf)
            growth = math.log(taken[-1] / taken[0], sizes[-1] / sizes[0]) if len(sizes) > 1 else math.nan
            times = max(mine / proses for mine, proses in zip(taken, ordinary, strict=True))
            is_bad = times > TIMES_PROSE or growth > EXPONENT
            worst += is_bad
            told = f"  growth {growth:5.2f}  {times:6.2f} times prose  {'<<<' if is_bad else ''}"
            print(f"{name:32}" + "".join(f"{s:9.2f}" for s in taken) + told, flush=True)
    print(f"{worst} of {len(asked.only or SHAPES)} shapes are out of bounds")


if __name__ == "__main__":
    main()
