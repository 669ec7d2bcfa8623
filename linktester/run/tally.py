"""The exit code a run's counts amount to."""

from linktester.model.run import Match, Tally

OK, DIFFERS, BAD_INPUT, FAULT, CANCELLED = 0, 1, 2, 3, 130
"""Exit codes; where several apply, 130 goes before 2, 2 before 3, 3 before 1."""


def exit_code(tally: Tally, *, cancelled: bool = False, broken: bool = False) -> int:
    """Return the run's exit code; `broken` when our own side ended the run early."""
    if cancelled:
        return CANCELLED
    if broken or tally.faults:
        return FAULT
    return DIFFERS if tally.matches.get(Match.DIFFERS.value) else OK
