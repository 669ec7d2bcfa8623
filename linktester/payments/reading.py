"""Reading a payload with the right codec, within bounds."""

from codecs import BOM_UTF8
from datetime import UTC, datetime

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import UNKNOWN, Aspect, CodeFinding, Reading, StandardId
from linktester.payments.detect import MAX_OCTETS, detect
from linktester.payments.port import codec
from linktester.payments.standards import standards


def read(payload: bytes, *, standard: StandardId | None = None, at: datetime | None = None) -> Reading:
    """Return what the payload says and what is wrong with it. Never raises for any octets.

    `standard` judges it as that one whatever it looks like; KeyError for an unknown one. `at` is the moment
    for expiry and dated rules, now when left out.
    """
    judged = detect(payload) if standard is None else standard
    if len(payload) > MAX_OCTETS:
        said = message("payments.too-large", size=len(payload), most=MAX_OCTETS)
        return _bare(payload, judged, CodeFinding(Severity.ERROR, Aspect.STRUCTURE, "", said))
    if not payload:
        said = message("payments.empty")
        return _bare(payload, judged, CodeFinding(Severity.ERROR, Aspect.STRUCTURE, "", said))
    if judged == UNKNOWN:
        return _bare(payload, judged, _unclaimed(payload))
    return codec(standards()[judged].codec).read(payload, judged, at or datetime.now(UTC))


def encode(reading: Reading) -> bytes:
    """Return the octets of what was read: lengths and checksums anew, everything else as it stands.

    For a valid reading these are its payload; for a broken one they are its payload mended as far as the
    fields allow, empty without any field. ValueError for a reading of no known standard.
    """
    if reading.standard == UNKNOWN:
        raise ValueError("a text of no known standard has no fields to write")
    if not reading.fields:
        return b""
    return codec(standards()[reading.standard].codec).encode(reading)


def _unclaimed(payload: bytes) -> CodeFinding:
    """Say whether a standard would claim it but for what stands around it."""
    inner = payload.removeprefix(BOM_UTF8).strip()
    claimed = detect(inner) if len(inner) < len(payload) else UNKNOWN
    if claimed == UNKNOWN:
        return CodeFinding(Severity.INFO, Aspect.STRUCTURE, "", message("payments.unknown"))
    said = message("payments.padded", standard=claimed)
    return CodeFinding(Severity.WARNING, Aspect.STRUCTURE, "", said)


def _bare(payload: bytes, standard: StandardId, finding: CodeFinding) -> Reading:
    return Reading(payload=payload, standard=standard, octets=payload, findings=(finding,))
