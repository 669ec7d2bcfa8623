"""Asks an address that somebody chose which version is the newest; tells it, and fetches nothing.

Off until it is switched on *and* an address is named, by the user or by the fleet's file. One plain request a
day goes there, with nothing in it about this machine; the answer's first line is a version. It follows no
redirection, so nobody else is asked.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from linktester import __version__
from linktester.gui.fleet import Fleet
from linktester.gui.settings import Settings
from linktester.model.message import Message, message

ON, OFF = "on", "off"
MOST = 4_096
"""Octets of an answer."""
TIMEOUT_MS = 10_000
ASKED = "updates-asked"
"""Where the day of the last question is remembered."""
_VERSION = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){0,3})")


class Found(StrEnum):
    """How two versions stand."""

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Wish:
    """What settings and fleet come to together."""

    is_on: bool
    address: str


def wish(settings: Settings, fleet: Fleet) -> Wish:
    """Return whether to ask, and where; what the fleet lays down goes first."""
    chosen = settings.text("updates", OFF) == ON
    address = settings.text("address") if fleet.address is None else fleet.address
    return Wish(chosen if fleet.check is None else fleet.check, address.strip())


def compared(answer: str, mine: str = __version__) -> tuple[Found, str] | None:
    """Return how the version in the first line of an answer stands to `mine`; None when it is none."""
    theirs = _VERSION.fullmatch(answer.lstrip("\ufeff").partition("\n")[0].strip())
    own = _VERSION.match(mine)
    if theirs is None or own is None:
        return None
    one, other = _numbers(theirs[1]), _numbers(own[1])
    found = Found.SAME if one == other else Found.NEWER if one > other else Found.OLDER
    return found, theirs[1]


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


class Updates(QObject):
    """Asks, one question at a time.

    Signals: `answered(Message)` with what came of it, good or bad.
    """

    answered = Signal(object)

    def __init__(self, settings: Settings, fleet: Fleet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._fleet = fleet
        self._reply: QNetworkReply | None = None
        self._quiet = False

    @property
    def is_asking(self) -> bool:
        """True while an answer is waited for."""
        return self._reply is not None

    def ask_daily(self, today: date) -> None:
        """Ask if that is wished for and was not done today; only a newer version is told."""
        if wish(self._settings, self._fleet).is_on and self._settings.text(ASKED) != today.isoformat():
            self._settings.put(ASKED, today.isoformat())
            self._ask(quiet=True)

    def ask(self) -> None:
        """Ask now, if that is wished for; whatever comes is told."""
        if wish(self._settings, self._fleet).is_on:
            self._ask(quiet=False)
        else:
            self.answered.emit(message("updates.off"))

    def stop(self) -> None:
        """Wait for nothing more."""
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()

    def _ask(self, *, quiet: bool) -> None:
        url = QUrl(wish(self._settings, self._fleet).address, QUrl.ParsingMode.StrictMode)
        if url.scheme() not in {"https", "http"} or not url.host() or url.userInfo():
            self._tell(message("updates.no-address"), quiet=quiet)
            return
        self.stop()
        self._quiet = quiet
        request = QNetworkRequest(url)
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, "linktester")
        request.setTransferTimeout(TIMEOUT_MS)
        attributes = QNetworkRequest.Attribute
        request.setAttribute(
            attributes.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        )
        for kind in (attributes.CookieLoadControlAttribute, attributes.CookieSaveControlAttribute):
            request.setAttribute(kind, QNetworkRequest.LoadControl.Manual)
        self._reply = QNetworkAccessManager(self).get(request)
        self._reply.setReadBufferSize(MOST)
        self._reply.finished.connect(self._on_finished)
        self._reply.readyRead.connect(self._on_ready_read)

    def _on_ready_read(self) -> None:
        # A buffer that is full is never finished.
        if self._reply is not None and self._reply.bytesAvailable() >= MOST:
            self._understand(self._reply)

    def _on_finished(self) -> None:
        if self._reply is not None:
            self._understand(self._reply)

    def _understand(self, reply: QNetworkReply) -> None:
        self._reply = None
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        host = reply.url().host()
        if status is None:
            said = message("updates.unreachable", host=host, reason=reply.errorString()[:200])
        elif status != 200:
            said = message("updates.status", host=host, status=int(status))
        else:
            said = _said(bytes(reply.read(MOST).data()).decode("utf-8", "replace"), host)
        manager = reply.manager()
        reply.abort()
        manager.deleteLater()
        self._tell(said, quiet=self._quiet)

    def _tell(self, said: Message, *, quiet: bool) -> None:
        if not quiet or said.code == "updates.newer":
            self.answered.emit(said)


def _said(answer: str, host: str) -> Message:
    found = compared(answer)
    if found is None:
        return message("updates.no-version", host=host)
    kind, version = found
    if kind is Found.NEWER:
        return message("updates.newer", version=version, mine=__version__, host=host)
    return message("updates.newest", mine=__version__, version=version, host=host)
