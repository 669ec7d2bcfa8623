"""`python3 packaging/windows OUT-FOLDER`: builds both installers of the tree this file lies in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from windows.build import main

sys.exit(main(sys.argv[1:]))
