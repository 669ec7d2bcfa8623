"""`linktester rejudge`: today's judge over a kept run's evidence; says what comes out differently."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from linktester.cli.face import Cell, Face, Styled
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.cli.runs import found
from linktester.cli.tell import SHAPES
from linktester.model.run import CaseResult
from linktester.report import orders
from linktester.report.phrases import day
from linktester.wording import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linktester.model.pack import Mapped

CHANGED = 1


def command(words: Words) -> click.Command:
    """Return the verb."""
    return make_command(
        words,
        "rejudge",
        _rejudge,
        [click.Argument(["run"], required=True), option(words, "--save", is_flag=True)],
    )


@click.pass_obj
def _rejudge(face: Face, run: str, save: bool) -> int:
    head = found(face, run)
    changed: list[tuple[int, CaseResult, CaseResult]] = []
    count = 0
    for number, before, after in _judged(face, head.id):
        count += 1
        if (before.verdict, before.payment) != (after.verdict, after.payment):
            changed.append((number, before, after))
    names = ("case", "where", "date", "before", "after")
    if changed:
        face.table(
            tuple(face.t(f"cli.column-{name}") for name in names), (_row(face, b, a) for _, b, a in changed)
        )
    face.line(face.t("cli.rejudged", count=count, changed=len(changed)))
    if save and changed:
        face.workspace.archive.add_many(head.id, ((number, after) for number, _, after in changed))
        face.line(face.t("cli.rejudged-saved"))
    return CHANGED if changed else 0


def _judged(face: Face, run: str) -> Iterator[tuple[int, CaseResult, CaseResult]]:
    from linktester.policy import mapping  # noqa: PLC0415 - loads rules and judge
    from linktester.run import rejudge  # noqa: PLC0415

    table: Mapping[str, Mapped] = mapping()
    for number, result in face.workspace.archive.numbered(run):
        yield number, result, rejudge(result, table)


def _row(face: Face, before: CaseResult, after: CaseResult) -> Sequence[Cell]:
    probe = after.probe
    return (
        probe.case_id,
        face.phrases.stand(probe),
        day(probe.as_of),
        [_word(face, before), *_order(face, before)],
        [_word(face, after), *_order(face, after), face.phrases.answer(after)],
    )


def _order(face: Face, result: CaseResult) -> list[str]:
    """Return how an order ended; nothing for what ordered nothing."""
    return list(filter(None, [orders.line(result, face.phrases)]))


def _word(face: Face, result: CaseResult) -> Styled:
    shape, style = SHAPES[result.verdict.outcome]
    return Styled(face.phrases.verdict(result.verdict), style, shape)
