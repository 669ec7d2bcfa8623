"""The steps of packaging are programs of their own: their folder is no package, so it is named here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
