"""Makes byte code with another Python than the running one: the interpreter that is shipped reads no other.

No times are in it: nothing is written beside it later, and two builds give the same octets.
"""

import base64
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from windows.pins import BuildFault

_PROGRAM = """
import _imp, base64, importlib._bootstrap_external as b, json, sys
folder, names, checked = json.load(sys.stdin)
for name in names:
    with open(folder + "/" + name, "rb") as file:
        source = file.read()
    try:
        code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    except SyntaxError as fault:
        print(json.dumps([name, None, str(fault)]))
        continue
    stamp = _imp.source_hash(b._RAW_MAGIC_NUMBER, source) if checked else b"\\0" * 8
    made = b._code_to_hash_pyc(code, stamp, checked)
    print(json.dumps([name, base64.b64encode(made).decode(), None]))
"""


def compiled(
    python: Path, folder: Path, kept: Callable[[str], bool], *, checked: bool = False
) -> dict[str, bytes]:
    """Return the byte code of every module below `folder` whose path `kept` keeps, by path ending in `.pyc`.

    It is used whatever the source says; `checked` makes Python compare it with the source at every import.
    Raises BuildFault with the first module that is no Python.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))
    names = [name for name in names if "__pycache__" not in name and kept(name)]
    done = subprocess.run(
        [str(python), "-I", "-c", _PROGRAM],
        input=json.dumps([str(folder), names, checked]),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildFault(f"{python} made no byte code: {done.stderr[-1000:]}")
    made = {}
    for line in done.stdout.splitlines():
        name, code, fault = json.loads(line)
        if code is None:
            raise BuildFault(f"{folder}/{name}: {fault}")
        made[f"{name}c"] = base64.b64decode(code)
    return made


def replace_sources(python: Path, folder: Path, kept: Callable[[str], bool]) -> int:
    """Put byte code in the place of every source below `folder` that `kept` names; return how many."""
    made = compiled(python, folder, kept)
    for name, code in made.items():
        target = folder / name
        target.write_bytes(code)
        target.with_suffix(".py").unlink()
    return len(made)


def accompany_sources(python: Path, folder: Path, series: str) -> int:
    """Put byte code beside every source below `folder`, which may still be changed; return how many."""
    made = compiled(python, folder, kept=bool, checked=True)
    for name, code in made.items():
        source = folder / name
        target = source.parent / "__pycache__" / f"{source.stem}.cpython-{series.replace('.', '')}.pyc"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(code)
    return len(made)


def moment(epoch: int) -> tuple[int, int, int, int, int, int]:
    """Return `epoch` in seconds as archives write times; never before 1980."""
    found = time.gmtime(max(epoch, 315_532_800))
    return (found.tm_year, found.tm_mon, found.tm_mday, found.tm_hour, found.tm_min, found.tm_sec)
