"""Where the frozen executable begins."""

import sys

from linktester.__main__ import main

sys.exit(main())
