"""Makes `setup.exe`: for one person, without an administrator, in English and Chinese, silent with `/S`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from windows.launchers import numbers
from windows.pins import HERE, Associations
from windows.programs import run

SCRIPT = HERE / "installer" / "setup.nsi"
LIST, CLASSES = "files.nsh", "classes.nsh"


@dataclass(frozen=True, slots=True)
class Setup:
    """What one installer is made of."""

    tree: Path
    icon: Path
    version: str
    target: Path


def make(setup: Setup, known: Associations, work: Path, epoch: int) -> Path:
    """Write the installer and return it."""
    (work / LIST).write_text(file_list(setup.tree), encoding="utf-8-sig")
    (work / CLASSES).write_text(classes(known), encoding="utf-8-sig")
    size = sum(path.stat().st_size for path in setup.tree.rglob("*") if path.is_file()) // 1024
    counted = ".".join(map(str, numbers(setup.version)))
    words = {
        "VERSION": setup.version,
        "VERSION_NUMBERS": counted,
        "TREE": setup.tree,
        "ICON": setup.icon,
        "TARGET": setup.target,
        "KILOBYTES": size,
        "SCHEME": known.scheme,
    }
    defined = [f"-D{name}={value}" for name, value in words.items()]
    command = (
        "makensis",
        "-V2",
        "-WX",
        "-INPUTCHARSET",
        "UTF8",
        *defined,
        f"-X!addincludedir {work}",
        SCRIPT,
    )
    run(command, folder=work, SOURCE_DATE_EPOCH=str(epoch))
    return setup.target


def file_list(tree: Path) -> str:
    """Return the macros that put in every file of `tree`, and that take away exactly those again.

    The folder may hold what a person put there: nothing is deleted that was not installed.
    """
    files = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    folders = sorted({parent for name in files for parent in _parents(name)})
    return "\n".join(
        (
            "!macro InstallFiles",
            *_puts(files),
            "!macroend",
            "!macro RemoveFiles",
            *(f'  Delete "$INSTDIR\\{_native(name)}"' for name in files),
            *(f'  RMDir "$INSTDIR\\{_native(name)}"' for name in reversed(folders)),
            "!macroend\n",
        )
    )


def _puts(files: list[str]) -> Iterator[str]:
    folder = None
    for name in sorted(files, key=_by_folder):
        parent = str(PurePosixPath(name).parent)
        if parent != folder:
            folder = parent
            yield f'  SetOutPath "$INSTDIR{"" if parent == "." else chr(92) + _native(parent)}"'
        yield f'  File "${{TREE}}/{_quoted(name)}"'


def _by_folder(name: str) -> tuple[str, str]:
    return (str(PurePosixPath(name).parent), name)


def _parents(name: str) -> Iterator[str]:
    yield from (str(parent) for parent in PurePosixPath(name).parents if str(parent) != ".")


def _native(name: str) -> str:
    return _quoted(name).replace("/", "\\")


def _quoted(name: str) -> str:
    return name.replace("$", "$$").replace('"', '$\\"')


def classes(known: Associations) -> str:
    """Return the macros that tell Windows what opens with linktester, and that take it back."""
    scheme = (
        f'  !insertmacro ClassScheme "{known.scheme}" "{known.scheme_class}"'
        f' "$(Class_{_word(known.scheme_class)})"'
    )
    kinds = [
        f'  !insertmacro ClassFile "{kind.ending}" "{kind.klass}" "$(Class_{_word(kind.klass)})"'
        for kind in known.files
    ]
    kinds += [f'  !insertmacro OwnFile "{kind.ending}" "{kind.klass}" "{kind.mime}"' for kind in known.owned]
    gone = [f'  !insertmacro UnclassFile "{kind.ending}" "{kind.klass}"' for kind in known.files]
    named = [
        (known.scheme_class, known.scheme_en, known.scheme_zh),
        *((k.klass, k.en, k.zh) for k in known.files),
    ]
    words = [
        line
        for klass, en, zh in named
        for line in (
            f'  LangString Class_{_word(klass)} ${{LANG_ENGLISH}} "{en}"',
            f'  LangString Class_{_word(klass)} ${{LANG_SIMPCHINESE}} "{zh}"',
        )
    ]
    body = ("!macro ClassWords", *words, "!macroend", "!macro InstallClasses", scheme, *kinds, "!macroend")
    away = (
        "!macro RemoveClasses",
        f'  !insertmacro UnclassScheme "{known.scheme}" "{known.scheme_class}"',
        *gone,
        "!macroend\n",
    )
    return "\n".join((*body, *away))


def _word(klass: str) -> str:
    return klass.replace(".", "_")
