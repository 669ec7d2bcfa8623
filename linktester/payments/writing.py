"""New codes from named values."""

from collections.abc import Mapping

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.payment import FormField, StandardId
from linktester.payments.port import codec
from linktester.payments.standards import standards


def form(standard: StandardId) -> tuple[FormField, ...]:
    """Return what can be filled in for a code of `standard`. KeyError for an unknown one."""
    return codec(standards()[standard].codec).form(standard)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return the octets of a new code that reads back without an error.

    Empty values count as left out. Raises InputErrors with every mistake, each placed at its form field;
    names the form does not have are mistakes too. KeyError for an unknown standard.
    """
    known = {field.name: field for field in form(standard)}
    given = {name: value for name, value in values.items() if value != ""}
    problems = [
        Problem(Place(path=name), message("payments.form-unknown", field=name, known=", ".join(known)))
        for name in given
        if name not in known
    ]
    if problems:
        raise InputErrors(problems)
    return codec(standards()[standard].codec).write(standard, given)
