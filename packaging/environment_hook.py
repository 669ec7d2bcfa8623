"""Runs first in the frozen executable: programs it starts must not load the libraries that came with it.

The boot loader puts the package's folder on the loader's search path. This process has read that already; a
browser or a file manager that it opens would take our libraries for its own. Our own children (the emulator,
readers of documents) have to set the path anew, which the boot loader does when it is told to forget.
"""

import os

_NAME = "LD_LIBRARY_PATH"

_before = os.environ.pop(f"{_NAME}_ORIG", None)
if _before is None:
    os.environ.pop(_NAME, None)
else:
    os.environ[_NAME] = _before
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
