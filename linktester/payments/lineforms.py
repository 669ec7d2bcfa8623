"""Forms for codes that are lines of text: the choice of line ends, and what no line can hold."""

import re
from collections.abc import Mapping, Sequence

from linktester.model.errors import Place, Problem
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import FormField, Reading
from linktester.payments.lines import OCTETS, Ends, Name, path

LINE_ENDS = "line-ends"
"""Name of the form field."""
ALLOWED = (Ends.LF.value, Ends.CRLF.value)
"""Both standards allow these."""
ENDS_FIELD = FormField(
    name=LINE_ENDS,
    title={"en": "Line ends", "zh_CN": "换行方式"},
    choices=ALLOWED,
    default=Ends.LF.value,
)
_END = re.compile("[\r\n]+")


def one_line(text: str) -> str:
    """Return the text without line ends, so that the other lines can be judged though this one is wrong."""
    return _END.sub(" ", text)


def problems(values: Mapping[str, str], codec: str, charset: str) -> list[Problem]:
    """Return what cannot be written: other line ends, line ends inside a line, characters `codec` lacks."""
    found = []
    ends = values.get(LINE_ENDS, Ends.LF)
    if ends not in ALLOWED:
        said = message("payments.choice", field=LINE_ENDS, value=ends, allowed=", ".join(ALLOWED))
        found.append(Problem(Place(path=LINE_ENDS), said))
    for name, text in values.items():
        place = Place(path=name)
        if any(octets.decode() in text for octets in OCTETS.values()):
            found.append(Problem(place, message("lines.line-end-inside", field=name)))
        try:
            text.encode(codec)
        except UnicodeEncodeError as error:
            character = f"U+{ord(text[error.start]):04X}"
            said = message("lines.not-in-set", field=name, character=character, charset=charset)
            found.append(Problem(place, said))
    return found


def refusals(reading: Reading, names: Sequence[Name]) -> list[Problem]:
    """Return the errors found in a code made from a form, each at the form field its line is named after."""
    places = {path(index): known.name for index, known in enumerate(names)}
    return [
        Problem(Place(path=places.get(finding.where)), finding.message)
        for finding in reading.findings
        if finding.severity is Severity.ERROR
    ]
