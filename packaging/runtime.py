"""Names of the libraries that linktester runs on, out of the lock file: what is shipped and nothing else."""

import re
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
_PIN = re.compile(r"^([a-z0-9._-]+)==[^ ]+(?: ; (.+?))? \\$", re.IGNORECASE | re.MULTILINE)
_PLATFORM = re.compile(r"^(?:sys_platform|platform_system) == '(\w+)'$")


def pinned(text: str, platform: str = sys.platform) -> tuple[str, ...]:
    """Return the names that the lock's `text` pins for `platform`; markers not of a platform count as met."""
    found = []
    for name, marker in _PIN.findall(text):
        asked = _PLATFORM.match(marker)
        if asked is None or asked[1].lower().startswith(platform[:3]):
            found.append(name)
    return tuple(found)


RUNTIME = pinned(LOCK.read_text(encoding="utf-8"))
