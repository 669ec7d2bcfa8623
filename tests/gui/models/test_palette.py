from PySide6.QtCore import Qt

from linktester.gui.models.palette import CHOICE_ROLE, Choice, PaletteModel


def choice(name: str, words: str, other: str, **changes: object) -> Choice:
    given = {"group": "Run", "keys": "", "possible": True, **changes}
    return Choice(id=name, words=words, other=other, **given)  # type: ignore[arg-type]


CHOICES = (
    choice("run", "Run", "运行", keys="Ctrl+Return"),
    choice("run-all", "Run all", "全部运行"),
    choice("stop", "Stop", "停止", possible=False),
    choice("emulator", "Emulator", "模拟器", group="View"),
)


def shown(query: str, recent: tuple[str, ...] = ()) -> list[str]:
    model = PaletteModel(CHOICES, recent)
    model.seek(query)
    return [model.index(row).data(CHOICE_ROLE).id for row in range(model.rowCount())]


def test_everything_is_there_at_first_what_is_possible_first(qapp: object) -> None:
    assert shown("") == ["run", "run-all", "emulator", "stop"]


def test_what_was_used_last_comes_first(qapp: object) -> None:
    assert shown("", ("emulator", "gone", "run-all")) == ["emulator", "run-all", "run", "stop"]
    assert shown("run", ("run-all",))[0] == "run-all"


def test_either_language_finds_it(qapp: object) -> None:
    assert shown("运行") == ["run", "run-all"]
    assert shown("模拟") == ["emulator"]
    assert shown("emu") == ["emulator"]
    assert shown("view") == ["emulator"]
    assert shown("qqq") == []


def test_found_letters_are_told(qapp: object) -> None:
    model = PaletteModel(CHOICES, ())
    model.seek("模拟")
    found = model.choice(0)
    assert found is not None
    assert (found.places, found.other_places) == ((), (0, 1))
    model.seek("emu")
    found = model.choice(0)
    assert found is not None
    assert (found.places, found.other_places) == ((0, 1, 2), ())
    assert model.choice(7) is None


def test_what_is_impossible_cannot_be_chosen_and_everything_is_read_out(qapp: object) -> None:
    model = PaletteModel(CHOICES, ())
    flags = [model.flags(model.index(row)) for row in range(model.rowCount())]
    assert [bool(each & Qt.ItemFlag.ItemIsEnabled) for each in flags] == [True, True, True, False]
    read = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Run, Run, Ctrl+Return"
    assert model.index(0).data() == "Run"
