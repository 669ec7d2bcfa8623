"""One request to a platform's API explained: why it was refused and what to do, what came and went."""

from collections.abc import Iterator

from linktester.gui.models.payorders import Say
from linktester.gui.models.payrequests import is_refused
from linktester.gui.panels.payattempts import titled, visible_text
from linktester.gui.widgets.prose import Line, Piece, line
from linktester.report.escape import one_line
from linktester.report.phrases import clock
from linktester.send.payertold import ApiRequest

CHECKS = frozenset(
    {
        *("authorization", "mchid", "serial-no", "nonce-str", "timestamp", "signature"),
        *("app-id", "app-cert-sn", "alipay-root-cert-sn", "encrypt-type", "method", "sign-type"),
        *("sign", "charset", "version", "format", "biz-content", "secret", "quota", "access-token"),
    }
)
"""Checks that have words of their own."""
NOTES = frozenset({"replayed-nonce", "injected-fault", "notify-host-not-allowed", "other-root-certificate"})


def reason(request: ApiRequest, t: Say) -> str:
    """Return why a request was refused, remedy included; empty for one that was not."""
    check = request.findings.refused
    if check:
        name = check.replace("_", "-").lower()
        if name in CHECKS:
            return t(f"payment.why-{name}")
        return t("payment.why", check=one_line(check, 60))
    if not is_refused(request):
        return ""
    if request.status == 0:
        return t("payment.why-cut")
    return t("payment.why-answer", error=one_line(request.findings.code, 80) or "–", status=request.status)


def head_lines(request: ApiRequest, t: Say) -> tuple[Line, ...]:
    """Return what happened: why it was refused, and what was noted."""
    return tuple(_head(request, t))


def built_text(request: ApiRequest) -> str:
    """Return the string the server built, blanks and line ends to be seen."""
    return visible_text(request.findings.built)


def exchange_lines(request: ApiRequest, t: Say) -> tuple[Line, ...]:
    """Return what was sent and what was answered."""
    return tuple(_exchange(request, t))


def _head(request: ApiRequest, t: Say) -> Iterator[Line]:
    first = f"{one_line(request.method, 20)} {one_line(request.target, 400)}"
    yield Line((Piece(first, mono=True, bold=True),))
    why = reason(request, t)
    if why:
        yield Line((Piece(why, "blocked"),), above=6)
    else:
        yield Line((Piece(t("payment.went-well"), "honored"),), above=6)
    for note in request.findings.notes:
        words = t(f"payment.note-{note}") if note in NOTES else one_line(note, 200)
        yield Line((Piece(words, "warning"),), above=4)
    yield line(t("payment.received-at", at=clock(request.at)), "muted")


def _exchange(request: ApiRequest, t: Say) -> Iterator[Line]:
    headers = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
    yield from titled(t("payment.request-headers"), headers)
    yield from titled(t("payment.request-body"), request.body or t("payment.nothing"))
    status = request.status or "–"
    yield from titled(t("payment.answered", status=status), request.answer or t("payment.nothing"))
