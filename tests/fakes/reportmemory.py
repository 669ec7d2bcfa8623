"""Measures what writing a report takes, in a process of its own: threads of other tests allocate too."""

import subprocess
import sys
import tracemalloc
from pathlib import Path

from linktester.report import write
from linktester.wording import Words
from tests.fakes import results

ROOT = Path(__file__).parents[2]


def peaks(format_name: str, path: Path, *counts: int) -> list[int]:
    """Return the peak of traced memory in octets for each number of results, one after the other."""
    command = [sys.executable, "-m", "tests.fakes.reportmemory", format_name, str(path), *map(str, counts)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [int(line) for line in said.stdout.split()]


def main(format_name: str, path: Path, counts: list[int]) -> None:
    """Print the peaks. Tables and templates are loaded before: what is asked is what grows with the run."""
    write(format_name, path, results.head(15), results.many(15), None, Words("zh_CN"))
    for count in counts:
        tracemalloc.start()
        write(format_name, path, results.head(count), results.many(count), None, Words("zh_CN"))
        sys.stdout.write(f"{tracemalloc.get_traced_memory()[1]}\n")
        tracemalloc.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [int(count) for count in sys.argv[3:]])
