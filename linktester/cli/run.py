"""`linktester run`: suites, or one pasted link, against the emulator; verdicts with their rules."""

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import click

from linktester.cli import tell, walls, wishes
from linktester.cli.face import Face
from linktester.cli.link import MOST_CHARACTERS
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.cli.progress import Progress
from linktester.model.case import Suite
from linktester.model.errors import InputErrors, Problem
from linktester.model.events import Event, RunFinished, RunStarted
from linktester.model.link import Intent
from linktester.model.phone import OS, Entry
from linktester.model.run import CaseResult, Match, RunHead
from linktester.model.verdict import Cause, Outcome
from linktester.report import write
from linktester.run import CANCELLED, FAULT, Job
from linktester.suite import Table
from linktester.wording import Words

FEW = 20
"""Up to so many results are told one by one on a terminal; more are drawn as boards."""
MOST_ROWS = 50
"""Results that stand out and are told in full beside the boards; a pipe gets a record for every result."""


def command(words: Words) -> click.Command:
    """Return the verb."""
    return make_command(
        words,
        "run",
        _run,
        [
            click.Argument(["suite"], nargs=-1),
            option(words, "--link", multiple=True, metavar="TEXT"),
            option(words, "--host", multiple=True, metavar="APP"),
            option(words, "--surface", multiple=True, metavar="PLACE"),
            option(words, "--os", multiple=True, type=click.Choice([each.value for each in OS])),
            option(words, "--entry", type=click.Choice([each.value for each in Entry])),
            option(words, "--client", metavar="VERSION"),
            option(words, "--intent", type=click.Choice([each.value for each in Intent])),
            option(words, "--as-of", multiple=True, metavar="DATE"),
            option(words, "--report", multiple=True, metavar="FORMAT=PATH"),
            option(words, "--json", is_flag=True),
            option(words, "--assume-inferred", is_flag=True),
            option(words, "--rollout-seed", type=int),
            option(words, "--emulator", type=click.Path(path_type=Path), metavar="FILE"),
            option(words, "--live", multiple=True, metavar="HOST"),
            option(words, "--packs", multiple=True, type=click.Path(path_type=Path), metavar="DIR"),
            option(words, "--jobs", type=click.IntRange(1, 256)),
            option(words, "--name", default="", metavar="TEXT"),
            option(words, "--tester", default="", metavar="TEXT"),
            option(words, "--build", default="", metavar="TEXT"),
            option(words, "--device", default="", metavar="TEXT"),
        ],
    )


@click.pass_obj
def _run(face: Face, /, **given: Any) -> int:
    as_json = given.pop("json")
    job, targets = _job(face, given)
    if not as_json:
        _tell_stand_ins(face, job)
    listener = _Listener(face, as_json=as_json)
    with listener.progress:
        finished = face.workspace.run(job, listener)
    head = listener.head
    if head is None:
        return finished.exit_code
    if not as_json:
        _show(face, head, finished)
    all_written = _write_reports(face, targets, head, finished)
    face.note(face.t("cli.kept", run=head.id, path=str(face.workspace.archive.path)), "dim")
    if all_written or finished.exit_code == CANCELLED:
        return finished.exit_code
    return FAULT


def _write_reports(
    face: Face, targets: Iterable[tuple[str, Path]], head: RunHead, finished: RunFinished
) -> bool:
    """Write every report that can be; return whether all could. The run is over, so it is no bad input."""
    wrong: list[Problem] = []
    for format_, path in targets:
        try:
            write(format_, path, head, face.workspace.archive.results(head.id), finished.tally, face.words)
        except InputErrors as errors:
            wrong.extend(errors.problems)
        else:
            face.note(face.t("cli.report-written", path=str(path)))
    for problem in wrong:
        face.note(f"{problem.place}: {face.phrases.say(problem.message)}", "red")
    return not wrong


def _job(face: Face, given: dict[str, Any]) -> tuple[Job, tuple[tuple[str, Path], ...]]:
    mistakes = wishes.Mistakes()
    texts = [face.stdin.read(MOST_CHARACTERS) if text == "-" else text for text in given.pop("link")]
    place = {
        "hosts": given.pop("host"),
        "surfaces": given.pop("surface"),
        "systems": given.pop("os"),
        **{name: given.pop(name) for name in ("entry", "client", "intent")},
    }
    names = given.pop("suite")
    live = wishes.live_hosts(given.pop("live"), mistakes)
    chosen: list[Suite | Table | None] = [
        wishes.pasted(text, mistakes, **place, name=name, live=live)
        for name, text in zip(_names(len(texts)), texts, strict=True)
    ]
    if not texts and any(place.values()):
        mistakes.note("--host", "cli.place-without-link")
    if names or not texts:
        chosen.extend(wishes.suites(names, mistakes))
    targets = wishes.targets(given.pop("report"), mistakes)
    as_of = wishes.dates(given.pop("as_of"), mistakes)
    known = [each for each in chosen if each is not None]
    if not names and not given["name"]:
        given["name"] = ", ".join(each.title for each in known if isinstance(each, Suite) and texts)[:120]
    return wishes.job(known, mistakes, as_of=as_of, live=live, **given), targets


def _names(count: int) -> list[str]:
    return ["link"] if count == 1 else [f"link-{number}" for number in range(1, count + 1)]


def _tell_stand_ins(face: Face, job: Job) -> None:
    """Say which hosts of pasted links are played by a stand-in: nobody should take it for the real one."""
    hosts = [
        site.host
        for suite in job.suites
        if isinstance(suite, Suite) and not suite.file
        for site in suite.sites
    ]
    if hosts:
        face.note(face.t("cli.stand-ins", hosts=", ".join(dict.fromkeys(hosts)), live=hosts[0]), "dim")


class _Listener:
    """Hears the run's events: to JSON lines, or to a progress bar and nothing else."""

    def __init__(self, face: Face, *, as_json: bool) -> None:
        self.head: RunHead | None = None
        self.progress = Progress(face, quiet=as_json)
        self._lines: Callable[[Event], None] | None = None
        if as_json:
            from linktester.run import JsonLines  # noqa: PLC0415 - only for this output

            self._lines = JsonLines(face.stdout)

    def __call__(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            self.head = event.head
        if self._lines is not None:
            self._lines(event)
        self.progress.hear(event)


def _show(face: Face, head: RunHead, finished: RunFinished) -> None:
    """Print results, then what they amount to: the end of the output is what stays in sight."""
    if finished.cancelled:
        face.note(face.t("cli.cancelled-kept"), "yellow")
    results = face.workspace.archive.results
    total = sum(finished.tally.outcomes.values())
    if total == 1 and face.is_terminal:
        tell.card(face, next(iter(results(head.id))))
        return
    if face.is_terminal and total > FEW:
        walls.show(face, results(head.id))
        standing_out = islice(filter(_stands_out, results(head.id)), MOST_ROWS)
        rows: Iterable[CaseResult] = tuple(standing_out)
    else:
        rows = results(head.id)
    if rows:
        tell.table(face, rows)
    tell.head(face, head, finished.tally)
    if total > FEW and finished.tally.outcomes.get(Outcome.INCONCLUSIVE.value):
        tell.inconclusive(face, results(head.id))
    if face.is_terminal and total > FEW:
        face.line(face.t("cli.see-all"), "dim")


def _stands_out(result: CaseResult) -> bool:
    """Return whether a result needs a look: it differs, our side broke, or we disagree with ourselves."""
    broke = result.verdict.cause is Cause.FAULT
    return result.match is Match.DIFFERS or broke or result.disagreement is not None
