"""Draws every page and dialog into files, over one real run, to be looked at.

    python -m tests.pictures FOLDER [--page NAME …] [--language en|zh_CN …] [--theme light|dark …]
                             [--size 1280x800 …] [--real] [--readme FOLDER]

Without options: all of them, in both languages, both themes and two sizes, drawn into memory. `--real` shows
the window on a virtual X screen and takes the picture from there. `--readme` writes the pictures that the
README shows. What goes wrong on the way is told, and ends with exit code 1.
"""

import argparse
import itertools
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from types import TracebackType

from PIL import Image
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from linktester.gui.app import make_application
from linktester.gui.pages.codes import CodesPage
from linktester.gui.pages.payments import PaymentsPage
from linktester.gui.pages.resolve import ResolvePage
from linktester.listing import Row
from linktester.model.payment import StandardId
from linktester.model.verdict import Outcome
from linktester.run import Job
from linktester.suite import Options, bundled
from linktester.wording import LANGUAGES
from tests.fakes import paycodes
from tests.fakes.clips import octets_of
from tests.fakes.desk import Desk
from tests.fakes.screen import Screen
from tests.fakes.shopkeepers import shopkeeper

THEMES = ("light", "dark")
SIZES = ("1280x800", "900x600")
LINK = "https://item.taobao.com/item.htm?id=600000000001"
LATER = "2021-12-15"


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to be seen: what is done at the desk before it is drawn."""

    name: str
    set_up: Callable[[Desk], None]


def empty_start(desk: Desk) -> None:
    """Nothing pasted yet."""
    desk.go("start")
    desk.act("new-link")


def start(desk: Desk) -> None:
    """A link that was pasted and tried."""
    desk.go("start")
    desk.put_on_clipboard(LINK)
    desk.act("paste-link")
    desk.rest()
    desk.finish_run(lambda: desk.act("run"))


def empty_codes(desk: Desk) -> None:
    """No payment code yet."""
    page = desk.go("codes")
    page.box.clear()  # type: ignore[attr-defined]
    page.tabs.setCurrentIndex(0)  # type: ignore[attr-defined]


def codes(desk: Desk) -> None:
    """A payment code, field by field."""
    show_code(desk, paycodes.made(StandardId("pix")), 0).says.show_field("26/01")


def broken_code(desk: Desk) -> None:
    """A payment code with a fault."""
    show_code(desk, paycodes.WRONG, 0).says.show_field("63")


def make_code(desk: Desk) -> None:
    """The form of a standard."""
    show_code(desk, paycodes.made(paycodes.SWISS), 1).maker.choose(paycodes.SWISS)


def mutations(desk: Desk) -> None:
    """Broken forms of a code."""
    page = show_code(desk, paycodes.GOOD, 2)
    desk.until(lambda: page.broken.codes, "the broken forms")
    page.broken.list.setCurrentItem(page.broken.list.topLevelItem(0))


def tried_code(desk: Desk) -> None:
    """A code before the scanners."""
    show_code(desk, paycodes.GOOD, 3)
    desk.finish_run(lambda: desk.act("run"))


def empty_payments(desk: Desk) -> None:
    """No order yet."""
    page = payments_page(desk)
    page.payments.forget(clock=False)
    desk.until(lambda: not page.payments.orders, "the empty list")


def paid_order(desk: Desk) -> None:
    """An order that was paid, and the callback its server took."""
    page = payments_page(desk)
    assert page.payments.ready is not None
    with shopkeeper(page.payments.ready) as shop:
        for _ in range(3):
            shop.order(f"T20261122{next(NUMBERS):04d}", 1880)
        shop.precreate(f"T20261122{next(NUMBERS):04d}", "56.00")
        shop.order(number := f"T20261122{next(NUMBERS):04d}", 1234)
        desk.until(lambda: number in {each.number for each in page.payments.orders}, "the order")
        page.payments.select(("wechatpay", number))
        desk.until(lambda: page.order.order and page.order.order.number == number, "its facts")
        desk.until(lambda: page.order.can("pay"), "the button")
        desk.act("pay-order")
        desk.until(lambda: shop.callbacks, "the callback")
        desk.until(lambda: not page.order.can("pay"), "the paid order")


def refused_request(desk: Desk) -> None:
    """Why a signature was refused."""
    page = payments_page(desk)
    assert page.payments.ready is not None
    with shopkeeper(page.payments.ready) as shop:
        shop.order(f"T20261122{next(NUMBERS):04d}", key_of="alipay")
    page.tabs.setCurrentIndex(1)
    desk.until(page.requests.model.rowCount, "the request")
    page.requests.table.selectRow(0)


def payers_code(desk: Desk) -> None:
    """The payer's own code."""
    payments_page(desk).tabs.setCurrentIndex(2)


def sdk_settings(desk: Desk) -> None:
    """A program for an SDK."""
    payments_page(desk).tabs.setCurrentIndex(3)


def empty_resolve(desk: Desk) -> None:
    """No link and no file."""
    page = desk.go("resolve")
    assert isinstance(page, ResolvePage)
    page.open.remove_all()
    page.box.put("")


def resolved_link(desk: Desk) -> None:
    """Who opens the example's link, and why."""
    page = desk.go("resolve")
    assert isinstance(page, ResolvePage)
    page.load_example()
    desk.rest()


def cases(desk: Desk) -> None:
    """The sample project."""
    desk.go("cases")


def results(desk: Desk) -> None:
    """The table, with a link that was blocked."""
    open_suite_run(desk)
    desk.go("results")
    select(desk, is_blocked)


def carried(desk: Desk) -> None:
    """The table, with a link that was let through."""
    open_suite_run(desk)
    desk.go("results")
    select(desk, is_honored)


def matrix(desk: Desk) -> None:
    """What the rules say."""
    desk.go("matrix")
    desk.rest()


def compared(desk: Desk) -> None:
    """Two dates side by side."""
    desk.go("matrix")
    desk.rest()
    desk.act("compare-dates")


def runs(desk: Desk) -> None:
    """The history."""
    desk.go("runs")


def emulator(desk: Desk) -> None:
    """The emulator's state and log."""
    desk.go("emulator")


def settings(desk: Desk) -> None:
    """What can be chosen."""
    desk.go("settings")


def palette(desk: Desk) -> None:
    """Everything by name."""
    desk.act("palette")


def shortcuts(desk: Desk) -> None:
    """All keys."""
    desk.act("shortcuts")


def about(desk: Desk) -> None:
    """Versions and licences."""
    desk.act("about")


def export(desk: Desk) -> None:
    """Taking results out."""
    results(desk)
    desk.act("export")


def checklist(desk: Desk) -> None:
    """What to try on real phones."""
    results(desk)
    desk.act("checklist")


def sighting(desk: Desk) -> None:
    """What was seen on a phone."""
    results(desk)
    desk.act("saw-it")


def code(desk: Desk) -> None:
    """The code, large."""
    start(desk)
    desk.rest()
    desk.act("enlarge-code")


SCENES = tuple(
    Scene(each.__name__.replace("_", "-"), each)
    for each in (
        *(empty_start, start, empty_codes, codes, broken_code, make_code, mutations, tried_code),
        *(empty_payments, paid_order, refused_request, payers_code, sdk_settings),
        *(empty_resolve, resolved_link),
        *(cases, results, carried, matrix, compared, runs, emulator, settings),
        *(palette, shortcuts, about, export, checklist, sighting, code),
    )
)


README = {
    "window": results,
    "matrix": compared,
    "codes": broken_code,
    "payments": paid_order,
    "resolve": resolved_link,
}
"""Name of a picture in the README → what it shows."""
COLOURS = 200
NUMBERS = itertools.count(1)
"""Of orders: each is new."""


def show_code(desk: Desk, payload: bytes, tab: int) -> CodesPage:
    """Put a payment code into its box and turn to a tab."""
    page = desk.go("codes")
    assert isinstance(page, CodesPage)
    page.box.put(payload)
    page.tabs.setCurrentIndex(tab)
    desk.rest()
    return page


def payments_page(desk: Desk) -> PaymentsPage:
    """Turn to the payments, at their first tab, and wait for a look at the emulator."""
    page = desk.go("payments")
    assert isinstance(page, PaymentsPage)
    page.tabs.setCurrentIndex(0)
    desk.until(lambda: page.payments.sight and page.payments.ready, "a look at the emulator")
    return page


def is_blocked(row: Row) -> bool:
    """Tell whether a link was refused."""
    return row.outcome is Outcome.BLOCKED


def is_honored(row: Row) -> bool:
    """Tell whether a link was let through."""
    return row.outcome is Outcome.HONORED


def select(desk: Desk, wanted: Callable[[Row], bool]) -> None:
    """Make the first such result the current one."""
    desk.rest()
    desk.window.run.select(next(filter(wanted, desk.rows)).key)


def open_suite_run(desk: Desk) -> None:
    """Open the first run, that of the bundled suite."""
    run = desk.window.run
    if run.head is None or not run.head.suites:
        return
    if "walled-garden" not in run.head.suites:
        heads = list(desk.tools.workspace.archive.runs())
        run.open(next(head.id for head in heads if "walled-garden" in head.suites))
        desk.until(lambda: run.head and "walled-garden" in run.head.suites, "the bundled suite's run")


class Album:
    """Takes the pictures."""

    def __init__(self, desk: Desk, folder: Path, real: bool) -> None:
        self._desk = desk
        self._folder = folder
        self._real = real
        self.faults = 0
        self.taken = 0

    def take(self, scene: Scene, size: str, language: str, theme: str) -> None:
        """Set a scene up and draw it; what goes wrong is noted."""
        desk, name = self._desk, f"{scene.name}-{language}-{theme}-{size}"
        desk.tools.speech.switch(language)
        desk.tools.theme.choose(theme)
        desk.window.resize(*map(int, size.split("x")))
        try:
            scene.set_up(desk)
            desk.rest()
            if not self._picture().save(str(self._folder / f"{name}.png")):
                self.tell(f"{name}: cannot be written")
            self.taken += 1
        except (AssertionError, StopIteration) as error:
            self.tell(f"{name}: {error!r}")
        finally:
            self._clear()

    def note(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write down what a slot raised."""
        self.tell("".join(traceback.format_exception(kind, error, trace)))

    def tell(self, fault: str) -> None:
        """Tell a fault, and remember that there was one."""
        self.faults += 1
        sys.stderr.write(f"{fault}\n")

    def _picture(self) -> QPixmap:
        if self._real:
            return QGuiApplication.primaryScreen().grabWindow(0)
        shown = [self._desk.window, *self._dialogs()]
        return shown[-1].grab()

    def _dialogs(self) -> Iterator[QWidget]:
        top = (each for each in QApplication.topLevelWidgets() if each.isVisible())
        yield from (each for each in top if each is not self._desk.window and each.windowTitle())

    def _clear(self) -> None:
        dialogs = list(self._dialogs())
        for dialog in dialogs:
            dialog.close()
        compare = self._desk.tools.actions["compare-dates"]
        if compare.isChecked() and compare.isEnabled():
            compare.trigger()
        if dialogs:
            self._desk.rest()


def prepare(desk: Desk) -> None:
    """Run the bundled suite, so that there is something to see."""
    desk.rest()
    suite = bundled("walled-garden")
    desk.finish_run(lambda: desk.window.start_run(Job(suites=(suite,), options=Options(), name=suite.title)))
    assert desk.rows


def main(words: list[str]) -> int:
    """Draw what was asked for; return the exit code."""
    wish = parser().parse_args(words)
    if wish.real and "LINKTESTER_PICTURES" not in os.environ:
        return on_screen(words)
    if not wish.real:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wish.folder.mkdir(parents=True, exist_ok=True)
    app = make_application([])
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Path(home))
        album = Album(desk, wish.folder, wish.real)
        sys.excepthook = album.note
        prepare(desk)
        looks = product(wish.size or SIZES, wish.language or LANGUAGES, wish.theme or THEMES)
        for (size, language, theme), scene in product(looks, wanted(wish.page)):
            album.take(scene, size, language, theme)
        if wish.readme:
            draw_readme(desk, wish.readme)
        desk.close()
        app.processEvents()
    sys.stdout.write(f"{album.taken} pictures in {wish.folder}\n")
    return 1 if album.faults else 0


def draw_readme(desk: Desk, folder: Path) -> None:
    """Draw the pictures that the README shows, with few colours: they are downloaded with it."""
    desk.tools.speech.switch("en")
    desk.tools.theme.choose("light")
    desk.window.resize(1280, 800)
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in README.items():
        scene(desk)
        desk.rest()
        picture = Image.open(BytesIO(octets_of(desk.window))).convert("RGB")
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(folder / f"{name}.png", optimize=True)


def on_screen(words: list[str]) -> int:
    """Do it again on a virtual screen."""
    with Screen() as screen:
        environment = {**os.environ, "LINKTESTER_PICTURES": "1"}
        child = screen.start([sys.executable, "-m", "tests.pictures", *words], environment)
        child.wait()
        sys.stdout.write(screen.said())
        return child.returncode


def wanted(names: Iterable[str]) -> Iterator[Scene]:
    """Yield the scenes of that name, all without names."""
    chosen = set(names)
    yield from (scene for scene in SCENES if not chosen or scene.name in chosen)


def parser() -> argparse.ArgumentParser:
    """Return what reads the words of the command."""
    made = argparse.ArgumentParser(prog="python -m tests.pictures")
    made.add_argument("folder", type=Path, nargs="?", default=Path("pictures"))
    made.add_argument("--page", action="append", default=[], choices=[scene.name for scene in SCENES])
    made.add_argument("--language", action="append", choices=LANGUAGES)
    made.add_argument("--theme", action="append", choices=THEMES)
    made.add_argument("--size", action="append")
    made.add_argument("--real", action="store_true")
    made.add_argument("--readme", type=Path)
    return made


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
