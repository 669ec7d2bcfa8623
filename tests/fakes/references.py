"""Reference outputs: what a format looked like when somebody last looked at it and found it good.

LINKTESTER_WRITE_REFERENCES=1 pytest …   writes them anew; read the difference before committing it
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "reference"


def reference(name: str, found: str) -> str:
    """Return the kept text `name`, to be compared with `found`."""
    path = FOLDER / name
    if os.environ.get("LINKTESTER_WRITE_REFERENCES"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8", newline="\n")
    return path.read_text("utf-8")
