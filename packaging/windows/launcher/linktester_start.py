"""What the launchers start: linktester as one program, whose children are started through it again."""

import sys

sys.frozen = True

from linktester.__main__ import main  # noqa: E402 - it asks at once

if __name__ == "__main__":
    sys.argv[0] = sys.executable
    sys.exit(main())
