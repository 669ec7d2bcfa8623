"""The complete record of a run as one JSON document: head, results, tally, nothing shortened.

    {"schema": "linktester-report-1", "head": RunHead, "scope": {filter, shown, of},
     "results": [CaseResult with "order": OrderWish, "annotation": Annotation …],
     "tally": Tally, "statuses": {status: count}}

Values equal to their default are left out, octets are base64, times ISO 8601. `scope` is there when a part of
a run is told, `annotation` where a person has said something; a screenshot is named by its hash. `order` is
what a payment case wished for; how it ended stands in the result's `payment`.
"""

from collections.abc import Iterable
from pathlib import Path

from linktester import links
from linktester.codec import to_json
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.model.tally import Counts
from linktester.report.files import replacing
from linktester.report.scope import WHOLE, Scope, StatusCounts
from linktester.wording import Words

SCHEMA = "linktester-report-1"


def write(  # noqa: PLR0917 - the order of the registry's writers
    path: Path,
    head: RunHead,
    results: Iterable[CaseResult],
    tally: Tally | None,
    words: Words,
    scope: Scope = WHOLE,
) -> None:
    """Write the document, one result per line, holding one result at a time."""
    del words  # machines read this; codes stay codes
    counting, statuses = Counts(), StatusCounts(scope)
    with replacing(path) as stream:
        stream.write(f'{{"schema":"{SCHEMA}",\n"head":'.encode() + to_json(head) + _part(scope))
        stream.write(b',\n"results":[')
        for number, result in enumerate(results):
            counting.add(result)
            statuses.add(result)
            stream.write((b",\n" if number else b"\n") + _result(result, scope))
        stream.write(b'\n],\n"tally":' + to_json(scope.fitting(tally) or counting.tally()))
        stream.write(b',\n"statuses":' + to_json(statuses.table()) + b"}\n")


def _part(scope: Scope) -> bytes:
    if not scope.is_part:
        return b""
    told = {"filter": scope.filter, "shown": scope.shown, "of": scope.of}
    return b',\n"scope":' + to_json({name: value for name, value in told.items() if value is not None})


def _result(result: CaseResult, scope: Scope) -> bytes:
    said, wish = scope.said_of(result), links.order_of(result.probe.link)
    plain = to_json(result)
    if wish is not None:
        plain = plain[:-1] + b',"order":' + to_json(wish) + b"}"
    return plain if said is None else plain[:-1] + b',"annotation":' + to_json(said) + b"}"
