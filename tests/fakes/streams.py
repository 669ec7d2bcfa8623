"""Standard streams that fail."""

import io


class Broken(io.StringIO):
    """A stream on which every write fails in the same way."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, text: str) -> int:
        """Fail."""
        raise self._error

    def flush(self) -> None:
        """Fail."""
        raise self._error
