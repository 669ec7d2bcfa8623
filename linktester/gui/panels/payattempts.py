"""Tries of callbacks: what was signed, by which key, how it ended, line by line."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from linktester.gui.models.payorders import Say
from linktester.gui.widgets.prose import MOST as PART
from linktester.gui.widgets.prose import Line, Piece, line
from linktester.report.escape import one_line
from linktester.report.phrases import clock
from linktester.send.payertold import Damage, PayAttempt, PayNotice

OUTCOMES = {
    "accepted": "honored",
    "refused": "blocked",
    "failed": "blocked",
    "held": "rewritten",
    "not-verified": "blocked",
}
"""Outcome of a try → colour role."""
STATES = frozenset({"pending", "delivered", "given-up", "held"})
MOST = 16_000
ABOVE = 10
_UNSIGNED = frozenset({"sign", "sign_type"})


def signed_text(platform: str, attempt: PayAttempt) -> str:
    """Return the text that the platform signs over what was sent; empty for a platform that is not known.

    Where a callback was damaged after signing, this is what the merchant builds from it, not what was signed.
    """
    if platform == "wechatpay":
        told = _lower(attempt.headers)
        return f"{told.get('wechatpay-timestamp', '')}\n{told.get('wechatpay-nonce', '')}\n{attempt.body}\n"
    if platform != "alipay":
        return ""
    fields = _form(attempt)
    return "&".join(f"{name}={fields[name]}" for name in sorted(fields) if name not in _UNSIGNED)


def signer(platform: str, attempt: PayAttempt) -> str:
    """Return what names the key: WeChat Pay's serial number or key id, Alipay's kind of signature."""
    if platform == "wechatpay":
        return _lower(attempt.headers).get("wechatpay-serial", "")
    return _form(attempt).get("sign_type", "") if platform == "alipay" else ""


def damages(platform: str) -> tuple[Damage, ...]:
    """Return how callbacks of a platform can be damaged; only WeChat Pay sends probes."""
    return tuple(each for each in Damage if each is not Damage.PROBE or platform == "wechatpay")


def outcome_words(attempt: PayAttempt, t: Say) -> str:
    """Return how a try ended, in one sentence."""
    if attempt.tamper is not None:
        taken = attempt.outcome == "not-verified"
        refused = attempt.outcome == "refused"
        damage = damage_words(attempt.tamper, t)
        if taken or refused:
            return t("payment.damaged-taken" if taken else "payment.damaged-refused", damage=damage)
    if attempt.outcome in {"failed", "held"}:
        return t(f"payment.try-{attempt.outcome}", error=attempt.error or "–")
    status = attempt.status if attempt.status is not None else "–"
    if attempt.outcome in OUTCOMES:
        return t(f"payment.try-{attempt.outcome}", status=status)
    return one_line(attempt.outcome, 80)


def role_of(attempt: PayAttempt) -> str:
    """Return the colour role of how a try ended; a damaged one ought to be refused."""
    if attempt.tamper is not None and attempt.outcome == "refused":
        return "honored"
    return OUTCOMES.get(attempt.outcome, "inconclusive")


def damage_words(damage: str, t: Say) -> str:
    """Return how a callback was damaged."""
    return t(f"payment.damage-{damage}") if damage in set(Damage) else one_line(damage, 40)


def notice_words(notice: PayNotice, t: Say) -> str:
    """Return how a callback stands."""
    state = t(f"payment.notice-{notice.state}") if notice.state in STATES else one_line(notice.state, 40)
    return t("payment.notice-due", state=state, due=clock(notice.next_due)) if notice.next_due else state


def attempt_lines(notice: PayNotice, attempt: PayAttempt, t: Say) -> tuple[Line, ...]:
    """Return one try: how it ended, the signature, what was sent, what came back."""
    return tuple(_lines(notice, attempt, t))


def _lines(notice: PayNotice, attempt: PayAttempt, t: Say) -> Iterator[Line]:
    yield Line((Piece(outcome_words(attempt, t), role_of(attempt), bold=True),))
    yield line(_signature_words(notice, attempt, t))
    yield line(t("payment.sent-to", url=notice.url, at=clock(attempt.sent_at)), "muted")
    yield from titled(t("payment.signed-text"), visible_text(signed_text(notice.platform, attempt)))
    headers = "\n".join(f"{name}: {value}" for name, value in attempt.headers.items())
    yield from titled(t("payment.sent-headers"), headers)
    yield from titled(t("payment.sent-body"), attempt.body)
    if attempt.status is not None:
        yield from titled(
            t("payment.answered", status=attempt.status), attempt.answer or t("payment.nothing")
        )


def _signature_words(notice: PayNotice, attempt: PayAttempt, t: Say) -> str:
    key = signer(notice.platform, attempt) or "–"
    if attempt.tamper is None:
        return t("payment.signed-right", key=key)
    return t("payment.signed-damaged", key=key, damage=damage_words(attempt.tamper, t))


def titled(title: str, text: str) -> Iterator[Line]:
    """Return text in even letters under a title, bounded."""
    yield Line((Piece(title, bold=True),), above=ABOVE)
    whole = text[:MOST]
    parts = [Piece(whole[start : start + PART], mono=True) for start in range(0, len(whole), PART)]
    if len(text) > MOST:
        parts.append(Piece(" …", "muted"))
    yield Line(tuple(parts))


def visible_text(text: str) -> str:
    """Return `text` with blanks, tabs and line ends to be seen; lines still end where they did."""
    for sign, drawn in ((" ", "·"), ("\t", "→\t"), ("\r", "␍"), ("\n", "⏎\n")):
        text = text.replace(sign, drawn)
    return text


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _form(attempt: PayAttempt) -> dict[str, str]:
    charset = _lower(attempt.headers).get("content-type", "").partition("charset=")[2].strip()
    try:
        return dict(
            parse_qsl(attempt.body, keep_blank_values=True, encoding=charset or "utf-8", max_num_fields=200)
        )
    except (LookupError, ValueError):
        return {}
