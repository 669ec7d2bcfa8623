"""Makes codes on a task's thread; the libraries for it are loaded there too, when first needed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code that was read back and says exactly `text`."""

    text: str
    version: int
    level: str
    modules: tuple[tuple[bool, ...], ...]
    png: bytes
    svg: str


def drawn(text: str, level: str) -> Drawn:
    """Return the code of `text`. Raises InputErrors for what fits into none, EnvironmentFault if unproved."""
    from linktester.qr import make  # noqa: PLC0415 - not before the first paint

    code = make(text, level=level)
    return Drawn(text, code.version, code.level, code.modules, code.png, code.svg)
