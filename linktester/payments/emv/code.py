"""What a scheme's own check looks at: the values of a code by their paths."""

from collections.abc import Mapping

from linktester.model.payment import StandardId
from linktester.payments.emv.profile import HOME
from linktester.payments.emv.tlv import Parsed


class Code:
    """A parsed code, judged as one standard."""

    __slots__ = ("_parsed", "standard", "template")

    def __init__(self, parsed: Parsed, standard: StandardId, template: str) -> None:
        self._parsed = parsed
        self.standard = standard
        self.template = template
        """Id of the template where the scheme's identifier stands; empty when nowhere."""

    @property
    def octets(self) -> bytes:
        """What the code is made of."""
        return self._parsed.octets

    @property
    def guis(self) -> Mapping[str, str]:
        """Root template → its identifier as written."""
        return self._parsed.guis

    def path(self, path: str) -> str:
        """Return the path with `@` resolved, as findings name it."""
        return self.template + path[1:] if path.startswith(HOME) else path

    def value(self, path: str) -> str | None:
        """Return the value of the first object there, a template's as written; None when there is none."""
        values = self._parsed.values
        # Most paths are plain, and this is asked dozens of times for every code.
        return values.get(self.path(path)) if path.startswith(HOME) else values.get(path)

    def has(self, path: str) -> bool:
        """Return whether an object stands there."""
        return self.path(path) in self._parsed.values

    def ids(self, path: str = "") -> tuple[str, ...]:
        """Return the ids directly below `path`, in order, repeats included."""
        return self._parsed.children.get(self.path(path), ())
