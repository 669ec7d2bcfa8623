"""Makes `python3.dll`, which version-independent modules import and which hands all on to `python313.dll`."""

from pathlib import Path

from windows import peparse
from windows.programs import run


def definition(library: str, names: tuple[str, ...]) -> str:
    """Return the linker's list that forwards each of `names` to `library`, a name without ending."""
    lines = (f"  {name} = {library}.{name}" for name in names)
    return "LIBRARY python3\nEXPORTS\n" + "\n".join(lines) + "\n"


def make(interpreter: Path, target: Path, work: Path) -> int:
    """Write the forwarder for `interpreter` to `target`; return how many names it forwards."""
    names = tuple(name for name in peparse.image(interpreter).exports() if name.startswith(("Py", "_Py")))
    listed = work / "python3.def"
    listed.write_text(definition(interpreter.stem, names), encoding="ascii")
    empty = work / "python3.c"
    empty.write_text("int DllMain(void) { return 1; }\n", encoding="ascii")
    # The linker would choose the address by the path of the file, and two builds would differ.
    same = ("-Wl,--no-insert-timestamp", "-Wl,--disable-auto-image-base", "-Wl,--image-base,0x180000000")
    flags = ("-shared", "-nostdlib", *same, "-Wl,--dynamicbase,--nxcompat", "-Wl,-e,DllMain", "-s")
    run(["x86_64-w64-mingw32-gcc", *flags, "-o", target, empty, listed])
    return len(names)
