"""Which collected files a package keeps: pure decisions on names, tried by the tests and asked by the spec.

A *flavour* says where system libraries come from: `system` leaves them to the package manager, `bundled`
takes along what a machine may lack.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

FLAVOURS = ("system", "bundled")

PLUGINS = (
    "platforms/libqxcb",
    "platforms/libqwayland",
    "platforms/libqoffscreen",
    "xcbglintegrations/",
    "imageformats/libqsvg",
    "imageformats/libqjpeg",
    "iconengines/",
    "platforminputcontexts/libcompose",
    "platforminputcontexts/libibus",
    "platformthemes/libqxdg",
    "wayland-shell-integration/libxdg-shell",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl",
    "wayland-decoration-client/",
    "tls/",
)
"""Beginnings of the toolkit's plugins that are kept; whatever is not named here stays behind."""

UNUSED = re.compile(
    r"^PySide6/(?:Qt/(?:qml|metatypes|libexec)/|[^/]+\.pyi$|Qt(?:Qml|Quick|Sql|Test|Xml|Designer|Help|Concurrent|DBus"
    r"|OpenGL|OpenGLWidgets|SvgWidgets|PrintSupport)\b"
    r"|Qt/lib/libQt6(?:Qml|Quick|Pdf|VirtualKeyboard|EglFS|EglFs|WlShell|ShaderTools|Designer|Help|Sql|Test|Labs)"
    r"|libpyside6qml)"
)
"""Parts of the toolkit that linktester never opens."""

EXCLUDED_MODULES = (
    *("tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "test", "pip", "setuptools", "pkg_resources"),
    *("_distutils_hack", "distutils", "pydoc_data", "doctest", "unittest", "xmlrpc", "curses"),
    # Under the GPL, and linked by modules that nobody here needs.
    *("readline", "_gdbm", "dbm.gnu"),
    *("pygments", "rich.syntax", "rich.markdown", "rich.traceback", "markdown_it", "PySide6.QtQml"),
    *(f"sqlalchemy.dialects.{name}" for name in ("mysql", "postgresql", "oracle", "mssql")),
    *(
        "sqlalchemy.orm",
        "sqlalchemy.ext",
        "sqlalchemy.testing",
        "reportlab.platypus",
        "reportlab.graphics",
        "httpx._main",
        "PIL.ImageQt",
        "PIL._avif",
        "PIL._imagingft",
    ),
    *("PIL._imagingcms", "PIL._imagingtk"),
)
"""Modules that some library could use and linktester never reaches."""

GPL_ONLY = re.compile(
    r"Qt6?(?:Charts|DataVisualization|Graphs|VirtualKeyboard|Lottie|Quick3D|QuickTimeline|NetworkAuth|CoAP"
    r"|Coap|Mqtt|HttpServer|ShaderTools|StateMachine|Scxml|CanvasPainter|WaylandCompositor)|libqtvirtualkeyboard"
    r"|libqlottie|libreadline|libgdbm",
)
"""Names of libraries that come under the GPL alone (or that nothing here may need): never in a package."""

_PLUGIN = re.compile(r"^PySide6/Qt/plugins/(.+)$")
_TRANSLATION = re.compile(r"^PySide6/Qt/translations/(.+)$")
_NOT_NEEDED = re.compile(
    r"^(?:pycountry/(?:locales|tests)/|stdnum/(?!iban\.dat).*\.dat$|reportlab/fonts/|setuptools|pkg_resources|_pyinstaller|PIL/_(?:avif|imagingft"
    r"|imagingcms|imagingtk)\b)|\.(?:c|cpp|h|hpp|pyx|pxd|pyi)$|/py\.typed$"
)
_SYSTEM = ("/usr/lib/", "/lib/", "/usr/lib64/", "/lib64/", "/usr/local/lib/")
_LIBRARY = re.compile(r"^lib.+\.so(?:\.\d+)*$")


def keeps(target: str, source: str, flavour: str) -> bool:
    """Return whether the file `source` belongs to the package as `target`, a path below its own folder."""
    target = PurePosixPath(target).as_posix()
    if UNUSED.search(target) or _NOT_NEEDED.search(target):
        return False
    if plugin := _PLUGIN.match(target):
        return plugin[1].startswith(PLUGINS)
    if translation := _TRANSLATION.match(target):
        return translation[1].startswith("qtbase_zh")
    if flavour == "system" and is_system_library(source):
        return False
    return not GPL_ONLY.search(PurePosixPath(target).name)


def is_system_library(source: str) -> bool:
    """Return whether a package manager brings this file: a library outside Python's own."""
    name = source.rsplit("/", 1)[-1]
    ours = name.startswith("libpython") or "-packages/" in source or "/lib-dynload/" in source
    return source.startswith(_SYSTEM) and bool(_LIBRARY.match(name)) and not ours


def gpl_only(names: Iterable[str]) -> list[str]:
    """Return those of the names of files that must not be conveyed."""
    return sorted(name for name in names if GPL_ONLY.search(PurePosixPath(name).name))
