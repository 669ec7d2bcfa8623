"""The complete record of a run as one JSON document: head, results, tally, nothing shortened.

    {"schema": "linktester-report-1", "head": RunHead, "results": [CaseResult…], "tally": Tally}

Values equal to their default are left out, octets are base64, times ISO 8601.
"""

from collections.abc import Iterable
from pathlib import Path

from linktester.codec import to_json
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.model.tally import Counts
from linktester.report.files import replacing
from linktester.wording import Words

SCHEMA = "linktester-report-1"


def write(
    path: Path, head: RunHead, results: Iterable[CaseResult], tally: Tally | None, words: Words
) -> None:
    """Write the document, one result per line, holding one result at a time."""
    del words  # machines read this; codes stay codes
    counting = Counts()
    with replacing(path) as stream:
        stream.write(f'{{"schema":"{SCHEMA}",\n"head":'.encode() + to_json(head) + b',\n"results":[')
        for number, result in enumerate(results):
            counting.add(result)
            stream.write((b",\n" if number else b"\n") + to_json(result))
        stream.write(b'\n],\n"tally":' + to_json(tally or counting.tally()) + b"}\n")
