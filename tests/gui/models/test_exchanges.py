from PySide6.QtCore import QModelIndex, Qt

from linktester.gui.models.exchanges import COLUMNS, MOST, ExchangesModel, host
from tests.fakes.results import HOSTILE_TEXT, exchange


def rows(model: ExchangesModel) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_tells_what_was_asked_and_answered() -> None:
    model = ExchangesModel()
    first = exchange("https://m.tb.cn/h.abc", 302, b"", elapsed_ms=1234.6)
    second = exchange("https://item.taobao.com/x", None, b"", body_length=0)
    model.show_exchanges((first, second, exchange("https://a.example/", 200, b"x" * 2048)), COLUMNS)
    assert rows(model) == [
        ["1", "GET", "m.tb.cn", "302", "1,235", "0"],
        ["2", "GET", "item.taobao.com", "–", "12", "0"],
        ["3", "GET", "a.example", "200", "12", "2,048"],
    ]
    assert model.exchange(1) is second
    assert model.exchange(-1) is None
    assert model.exchange(3) is None


def test_the_whole_host_is_told_as_plain_text() -> None:
    model = ExchangesModel()
    model.show_exchanges((exchange("https://<b>x.example/"),), COLUMNS)
    assert model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;x.example</p>"
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) is None


def test_headers_are_the_words_given() -> None:
    model = ExchangesModel()
    model.show_exchanges((), ("No.", "Method", "Host", "Status", "ms", "Bytes"))
    heads = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(len(COLUMNS))]
    assert heads == ["No.", "Method", "Host", "Status", "ms", "Bytes"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_lists_a_bounded_number() -> None:
    model = ExchangesModel()
    model.show_exchanges((exchange("https://a.example/"),) * 1000, COLUMNS)
    assert model.rowCount() == MOST


def test_cells_have_no_children() -> None:
    model = ExchangesModel()
    model.show_exchanges((exchange("https://a.example/"),), COLUMNS)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_hosts_of_odd_addresses() -> None:
    assert host("https://a.example:8443/x") == "a.example:8443"
    assert host("tbopen:abc") == "tbopen:abc"
    assert host("https://[::bad/x") == "https://[::bad/x"
    assert "\u202e" not in host(HOSTILE_TEXT)
