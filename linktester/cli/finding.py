"""Prints what was found out about a link or a picture: how bad, where, what and the remedy."""

from linktester.cli.face import Face
from linktester.model.link import Finding, Severity

SPOTS = {
    "query",
    "fragment",
    "path",
    "offset",
    "layer",
    "percent",
    "base64",
    "twice",
    "text",
    "host",
    "scheme",
}
"""Words of a spot that have a translation."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def show_finding(face: Face, finding: Finding) -> None:
    """Print one finding on a line of its own."""
    grade = face.t(f"cli.severity-{finding.severity}")
    face.line(
        f"{grade} {spot(face, finding.where)}: {face.words.say(finding.message)}", COLOURS[finding.severity]
    )


def spot(face: Face, where: str) -> str:
    """Return a spot such as `query u (percent) twice` in the user's language; names stay as they are."""
    words = where.split(" ")
    return " ".join(
        face.t(f"cli.spot-{bare}") if (bare := word.strip("()")) in SPOTS else word for word in words
    )
