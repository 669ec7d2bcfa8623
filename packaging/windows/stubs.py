"""Stand-ins for what Wine lacks of Windows: libraries whose functions answer nothing, for the proof alone.

They go into Wine's own system folder and never into anything that is handed out.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from windows.programs import run

LACKING = ("icuuc.dll", "mscms.dll")
_LIBRARY = re.compile(r"^\s*DLL Name: (\S+)", re.MULTILINE)
_FUNCTION = re.compile(r"^\s+[0-9a-f]+\s+\d+\s+([A-Za-z_]\w*)\s*$", re.MULTILINE)


def asked(told: str) -> dict[str, set[str]]:
    """Return which functions of which libraries a file imports, as objdump's `-p` told it."""
    parts = _LIBRARY.split(told)
    return {
        name.lower(): set(_FUNCTION.findall(body))
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def needed(files: list[Path]) -> dict[str, set[str]]:
    """Return the functions that `files` import from the libraries that Wine lacks."""
    found: dict[str, set[str]] = {}
    for file in files:
        for library, functions in asked(run(["x86_64-w64-mingw32-objdump", "-p", file])).items():
            if library in LACKING:
                found.setdefault(library, set()).update(functions)
    return found


def make(functions: Mapping[str, set[str]], folder: Path) -> list[Path]:
    """Build one library for each of `functions` into `folder`."""
    return [_make(name, sorted(wanted), folder) for name, wanted in sorted(functions.items())]


def _make(name: str, functions: list[str], folder: Path) -> Path:
    source = folder / f"{name}.c"
    bodies = (f"__declspec(dllexport) long long {function}(void) {{ return 0; }}\n" for function in functions)
    source.write_text("int DllMain(void) { return 1; }\n" + "".join(bodies), encoding="ascii")
    flags = ("-w", "-shared", "-nostdlib", "-Wl,-e,DllMain")
    run(["x86_64-w64-mingw32-gcc", *flags, "-o", folder / name, source])
    return folder / name
