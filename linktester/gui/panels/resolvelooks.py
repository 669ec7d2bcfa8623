"""How the answers of the systems look and read: who ends up with the link, and where the rule stands."""

from collections.abc import Mapping

from linktester.gui.present import Look, Shape
from linktester.gui.speech import Speech
from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.linkfiles import Spot
from linktester.report.escape import one_line

LOOKS: Mapping[Receiver, Look] = {
    Receiver.APP: Look("honored", Shape.TICK),
    Receiver.CHOOSER: Look("accent", Shape.OPEN),
    Receiver.BROWSER: Look("rewritten", Shape.TURN),
    Receiver.HOST: Look("rewritten", Shape.TURN),
    Receiver.NOBODY: Look("blocked", Shape.BAR),
    Receiver.UNKNOWN: Look("inconclusive", Shape.QUESTION),
}
MOST_APPS = 3
MOST_NAME = 120
MOST_PATH = 160


def receiver(speech: Speech, found: Receiver) -> str:
    """Return who ends up with the link."""
    return speech.t(f"resolvepage.to-{found}")


def apps(speech: Speech, found: tuple[str, ...]) -> str:
    """Return the names of apps; those beyond a few are counted."""
    names = [one_line(name, MOST_NAME) for name in found[:MOST_APPS]]
    if len(found) > MOST_APPS:
        names.append(speech.t("resolvepage.more-apps", count=len(found) - MOST_APPS))
    return ", ".join(names)


def outcome(speech: Speech, found: Receiver, names: tuple[str, ...]) -> str:
    """Return who ends up with the link, and by name, in one line."""
    word = receiver(speech, found)
    return f"{word}: {apps(speech, names)}" if names else word


def place(speech: Speech, spot: Spot) -> str:
    """Return where a rule stands."""
    file, path = one_line(spot.file, MOST_NAME), one_line(spot.path, MOST_PATH)
    if spot.line is not None and spot.column is not None:
        return speech.t("resolvepage.at-line", file=file, line=spot.line, column=spot.column, path=path)
    return speech.t("resolvepage.at-path", file=file, path=path) if path else file


def where(speech: Speech, answer: Answer, *, brief: bool = False) -> str:
    """Return where the deciding rule stands; empty where no file says it.

    Brief: its line, without the path in the document where the line is known.
    """
    if answer.spot is None:
        return ""
    found = _line(speech, answer.spot) if brief else place(speech, answer.spot)
    return speech.t("resolvepage.nearest-at", place=found) if answer.is_near else found


def _line(speech: Speech, spot: Spot) -> str:
    if spot.line is None or spot.column is None:
        return place(speech, spot)
    line = speech.t("resolvepage.line", line=spot.line, column=spot.column)
    return speech.t("resolvepage.at-file", file=one_line(spot.file, MOST_NAME), line=line)
