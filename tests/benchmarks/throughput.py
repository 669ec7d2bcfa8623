"""Cost of a case: our engine against a bare httpx loop that sends the same requests to the same emulator.

    python -m tests.benchmarks.throughput [CASES …]

Each figure is measured in a process of its own, both against one emulator, one after the other. A case is a
link that answers with a redirect and then a page: two requests over TLS, every hop's evidence judged, cited
and stored. Compare ratios of one table, never figures of two: the machine drifts.
"""

import asyncio
import json
import os
import resource
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpcore
import httpx

from linktester import links
from linktester.model.case import Case, Matrix, Stand
from linktester.model.events import CaseFinished, Event, RunStarted
from linktester.model.link import PlatformId
from linktester.model.phone import Entry, Surface
from linktester.model.verdict import Outcome
from linktester.model.world import Site, WorldSpec
from linktester.run import LIMITS, ArchiveStore, EmulatedRun, Engine
from linktester.send import Control, EmulatorProcess, Ready
from linktester.store import Archive
from linktester.suite import Options
from linktester.suite.matrix import plan
from tests.fakes.probes import a_head

WHEN = datetime(2024, 10, 1, 12, tzinfo=UTC)
SITES = (
    Site(host="go.example.com", status=302, redirect="https://shop.example.com/item?id=1"),
    Site(host="shop.example.com"),
)
MATRIX = Matrix(stands=(Stand(PlatformId("browser"), Surface("browser"), Entry.TYPED),), dates=(WHEN,))
ROUNDS = 2


class Mapped(httpcore.AsyncNetworkBackend):
    """Opens every socket at the emulator."""

    def __init__(self, emulator: tuple[str, int]) -> None:
        self._emulator = emulator
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the emulator, whatever host is asked for."""
        return await self._network.connect_tcp(*self._emulator, timeout, local_address, socket_options)


def address(number: int) -> str:
    """The link of one case."""
    return f"https://go.example.com/{number}"


def cases(count: int) -> Iterator[Case]:
    """Yield the cases one by one, as a table does; reading suites is not what is measured."""
    pattern = links.parse(address(0), sites=SITES).link
    for number in range(count):
        identity = replace(pattern.identity, params={"url": address(number)})
        yield Case(id=str(number), link=replace(pattern, text=address(number), identity=identity))


def engine(count: int, ready_file: Path) -> dict[str, float]:
    """Run `count` cases through the engine, with all evidence stored."""
    process = EmulatorProcess.attach(ready_file)
    wrong = 0

    def hear(event: Event) -> None:
        nonlocal wrong
        if isinstance(event, CaseFinished):
            wrong += event.result.verdict.outcome is not Outcome.HONORED
        elif not isinstance(event, RunStarted):
            pass

    async def run(archive: Archive) -> None:
        def again() -> Iterator[Case]:
            return cases(count)

        whole = plan(again, MATRIX, SITES, Options(now=WHEN))
        runner = Engine(EmulatedRun(process), ArchiveStore(archive), {})
        await runner.run(whole, a_head(total=count), hear)

    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive.db")
        began, used = time.perf_counter(), time.process_time()
        asyncio.run(run(archive))
        told = figures(count, began, used)
        stored = archive.count(a_head().id)
        size = (Path(folder) / "archive.db").stat().st_size
        archive.close()
    if stored != count or wrong:
        raise SystemExit(f"{stored} of {count} stored, {wrong} judged otherwise than expected")
    return {**told, "stored_kib": size / 1024 / count}


def bare(count: int, ready_file: Path) -> dict[str, float]:
    """Send the same requests with httpx alone and read the answers."""
    ready = Ready.from_file(ready_file)

    async def run() -> None:
        control = Control(ready)
        world = await control.world(WorldSpec(as_of=WHEN, sites=SITES))
        await control.aclose()
        tls = ssl.create_default_context(cadata=ready.ca_pem())
        numbers = iter(range(count))
        await asyncio.gather(*(work(numbers, tls, world) for _ in range(LIMITS.parallel)))

    async def work(numbers: Iterator[int], tls: ssl.SSLContext, world: str) -> None:
        transport = httpx.AsyncHTTPTransport(verify=tls, trust_env=False)
        transport._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            network_backend=Mapped(ready.address("https")),
        )
        headers = {"Linktester-World": world, "User-Agent": "Mozilla/5.0"}
        async with httpx.AsyncClient(transport=transport, headers=headers, follow_redirects=True) as client:
            for number in numbers:
                answer = await client.get(address(number))
                if answer.status_code != httpx.codes.OK or len(answer.history) != 1:
                    raise SystemExit(f"{answer.status_code} after {len(answer.history)} redirects")

    began, used = time.perf_counter(), time.process_time()
    asyncio.run(run())
    return figures(count, began, used)


def figures(count: int, began: float, used: float) -> dict[str, float]:
    """CPU of this process alone; peak memory of its whole life."""
    return {
        "cpu_ms": (time.process_time() - used) * 1000 / count,
        "wall_ms": (time.perf_counter() - began) * 1000 / count,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


KINDS = {"engine": engine, "bare": bare}


def measured(kind: str, count: int, ready_file: Path) -> dict[str, float]:
    """Measure in a fresh process."""
    words = [sys.executable, "-m", "tests.benchmarks.throughput", "--one", kind, str(count), str(ready_file)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def table(counts: list[int]) -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder, EmulatorProcess(Path(folder)):
        ready_file = Path(folder) / "ready.json"
        measured("bare", 200, ready_file)
        say("cases   what     CPU ms/case   wall ms/case   peak MiB   stored KiB/case   CPU ratio")
        peaks = {}
        for count in counts:
            # In turns, because the machine drifts; the best of each, because the machine is shared.
            rounds = [[measured(kind, count, ready_file) for kind in KINDS] for _ in range(ROUNDS)]
            ours = min((pair[0] for pair in rounds), key=cpu)
            loop = min((pair[1] for pair in rounds), key=cpu)
            peaks[count] = ours["peak_mib"]
            for name, told in (("engine", ours), ("bare", loop)):
                stored = f"{told['stored_kib']:17.1f}" if "stored_kib" in told else " " * 17
                times = f"{told['cpu_ms']:12.2f} {told['wall_ms']:14.2f} {told['peak_mib']:10.1f}"
                say(f"{count:6} {name:8} {times} {stored} {told['cpu_ms'] / loop['cpu_ms']:11.2f}")
        if len(counts) > 1:
            growth = peaks[counts[-1]] - peaks[counts[0]]
            say(f"engine: {growth:.1f} MiB more at {counts[-1]} than at {counts[0]} cases")


def cpu(told: dict[str, float]) -> float:
    """Sort key."""
    return told["cpu_ms"]


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> None:
    """Measure one thing, or print the table."""
    if words[:1] == ["--one"]:
        say(json.dumps(KINDS[words[1]](int(words[2]), Path(words[3]))))
    else:
        table([int(word) for word in words] or [1_000, 10_000])


if __name__ == "__main__":
    main(sys.argv[1:])
