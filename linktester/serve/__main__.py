"""Start an emulator without the command line's own reader: `python -m linktester.serve --state-dir DIR …`.

The same options as `linktester serve`; meant for children of tests and tools.
"""

import argparse
import sys
from pathlib import Path

from linktester.serve.options import ServeOptions
from linktester.serve.server import main


def _options(words: list[str]) -> ServeOptions:
    reader = argparse.ArgumentParser(prog="linktester.serve")
    reader.add_argument("--state-dir", type=Path, required=True)
    reader.add_argument("--host", default="127.0.0.1")
    for name in ("--port", "--tls-port", "--control-port"):
        reader.add_argument(name, type=int, default=0)
    reader.add_argument("--ready-file", type=Path)
    reader.add_argument("--packs", type=Path, action="append", default=[])
    reader.add_argument("--notify-host", dest="notify_hosts", action="append", default=[])
    reader.add_argument("--log", dest="log_file", type=Path)
    for name in ("--json", "--exit-with-stdin", "--allow-remote", "--quiet"):
        reader.add_argument(name, action="store_true")
    found = vars(reader.parse_args(words))
    several = {name: tuple(found[name]) for name in ("packs", "notify_hosts")}
    return ServeOptions(**{**found, **several})


if __name__ == "__main__":
    sys.exit(main(_options(sys.argv[1:])))
