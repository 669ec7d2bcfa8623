"""Pictures as the standard of a payment code wants them: error correction, size, the middle."""

from math import ceil

from linktester.model.message import Message, message
from linktester.model.payment import Standard
from linktester.qr.emblem import LOGO_LEVEL, Emblem, swiss_cross
from linktester.qr.pictures import wrong
from linktester.qr.render import MAX_BORDER, QUIET_ZONE, Code, make


def make_by(
    standard: Standard,
    payload: bytes,
    *,
    level: str | None = None,
    scale: int = 8,
    border: int | None = None,
    logo: Emblem | None = None,
) -> Code:
    """Return the code of `payload` within the limits of `standard`.

    `level` and `border` are the standard's own when left out; a logo asks for level H. Raises InputErrors
    with everything the standard forbids, and otherwise as `make`.
    """
    problems = list(_forbidden(standard, payload, level, logo))
    if problems:
        raise wrong(*problems)
    emblem = logo if standard.cross_mm is None else swiss_cross(standard.cross_mm / (standard.side_mm or 1))
    chosen = level or (LOGO_LEVEL if logo else standard.level)
    code = make(
        payload,
        level=chosen,
        scale=scale,
        border=QUIET_ZONE if border is None else border,
        max_version=standard.max_version,
        emblem=emblem,
        side_mm=standard.side_mm,
    )
    clear = _clear(standard, code)
    if border is not None or clear <= QUIET_ZONE:
        return code
    return make(
        payload, level=chosen, scale=scale, border=clear, emblem=code.emblem, side_mm=standard.side_mm
    )


def check_logo(level: str, standard: Standard | None = None) -> list[Message]:
    """Return what speaks against a logo at `level`."""
    if standard is not None and standard.cross_mm is not None:
        return [message("qr.logo-cross")]
    if standard is not None and standard.level_fixed and standard.level != LOGO_LEVEL:
        return [message("qr.logo-level-fixed", level=standard.level, needed=LOGO_LEVEL)]
    return [] if level == LOGO_LEVEL else [message("qr.logo-level", level=level, needed=LOGO_LEVEL)]


def _forbidden(standard: Standard, payload: bytes, level: str | None, logo: Emblem | None) -> list[Message]:
    problems = []
    if standard.max_octets is not None and len(payload) > standard.max_octets:
        problems.append(message("qr.standard-octets", size=len(payload), most=standard.max_octets))
    if standard.level_fixed and level not in {None, standard.level}:
        problems.append(message("qr.standard-level", level=standard.level))
    elif logo is not None:
        problems += check_logo(level or LOGO_LEVEL, standard)
    return problems


def _clear(standard: Standard, code: Code) -> int:
    """Return the modules of light margin that the standard's millimetres come to."""
    if standard.clear_mm is None or standard.side_mm is None:
        return QUIET_ZONE
    return min(MAX_BORDER, ceil(standard.clear_mm / (standard.side_mm / len(code.modules))))
