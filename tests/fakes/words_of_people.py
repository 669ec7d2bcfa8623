"""What people say of results."""

from datetime import UTC, datetime

from linktester.model.annotation import Annotation, Status
from linktester.model.run import CaseResult
from linktester.qr import make

SAID_AT = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)
SHOT = "5c" * 32
PICTURE = make("a screenshot", scale=3).png


def said(result: CaseResult, status: Status | None = Status.FAILED, **changes: object) -> Annotation:
    given = {
        "note": "The page was empty.",
        "tester": "T. Ester",
        "build": "12.3.0",
        "device": "Pixel 8",
        "reason": "Empty on our build.",
        "screenshot": SHOT,
    }
    return Annotation(
        run="20261122-104501-3f9a", key=result.probe.key, status=status, at=SAID_AT, **(given | changes)
    )


def blank(result: CaseResult) -> Annotation:
    """An annotation that was taken back."""
    return Annotation(run="20261122-104501-3f9a", key=result.probe.key, at=SAID_AT)


def by_key(*annotations: Annotation) -> dict[str, Annotation]:
    return {each.key: each for each in annotations}
