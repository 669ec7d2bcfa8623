from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from linktester.codec import from_plain
from linktester.gui.models.payrequests import COLUMNS, PayRequestsModel, code_in, is_refused, path_of
from linktester.send.payertold import ApiRequest
from tests.fakes import payerport


def request(id_: int = 1, **more: object) -> ApiRequest:
    return from_plain(payerport.request(id_, **more), ApiRequest)


def rows(model: PayRequestsModel) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


WRONG = {"findings": {"code": "SIGN_ERROR", "refused": "signature"}, "status": 401}


def test_the_newest_stands_on_top_and_what_stays_is_not_moved(qapp: object) -> None:
    model = PayRequestsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets = QSignalSpy(model.modelReset)
    model.show_requests((request(1),))
    model.show_requests((request(1), request(2, **WRONG)))
    assert rows(model) == [
        ["12:00:00", "POST", "/v3/pay/transactions/native", "401", "SIGN_ERROR", "T-1"],
        ["12:00:00", "POST", "/v3/pay/transactions/native", "200", "", "T-1"],
    ]
    assert resets.count() == 1
    model.show_requests((request(2, **WRONG),))
    assert (resets.count(), model.rowCount()) == (2, 1)
    assert tester.model() is model


def test_it_is_narrowed_to_what_was_refused_or_to_a_text(qapp: object) -> None:
    model = PayRequestsModel()
    every = (request(1), request(2, **WRONG), request(3, target="/v3/refund", findings={"number": "T-9"}))
    model.show_requests(every)
    model.narrow("", refused_only=True)
    assert [each[3] for each in rows(model)] == ["401"]
    model.narrow("t-9", refused_only=False)
    assert [each[5] for each in rows(model)] == ["T-9"]
    model.show_requests((*every, request(4), request(5, findings={"number": "T-9"})))
    assert (model.rowCount(), model.row_of(5), model.row_of(4)) == (2, 0, -1)


def test_refused_rows_have_their_own_ink(qapp: object) -> None:
    model = PayRequestsModel()
    model.ink = QColor("red")
    model.say_headers([name.upper() for name in COLUMNS])
    model.show_requests((request(1), request(2, **WRONG)))
    role = Qt.ItemDataRole.ForegroundRole
    assert (model.index(0, 0).data(role), model.index(1, 0).data(role)) == (model.ink, None)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "TIME"
    assert "&lt;" in tip_of(model, "/<b>")
    assert (model.request(7), model.headerData(0, Qt.Orientation.Vertical)) == (None, None)


def tip_of(model: PayRequestsModel, target: str) -> str:
    model.show_requests((request(9, target=target),))
    return str(model.index(0, COLUMNS.index("path")).data(Qt.ItemDataRole.ToolTipRole))


def test_what_counts_as_refused() -> None:
    assert not is_refused(request())
    assert is_refused(request(status=500))
    assert is_refused(request(status=0))
    assert is_refused(request(findings={"code": "ACQ.TRADE_NOT_EXIST"}))


def test_one_path_for_every_method_names_the_method() -> None:
    asked = request(api="alipay", target="/gateway.do?charset=utf-8", body="method=alipay.trade.pay&x=1")
    assert path_of(asked) == "/gateway.do alipay.trade.pay"
    assert path_of(request(api="taobao", target="/router/rest?method=a.b", body="")) == "/router/rest a.b"
    assert path_of(request(api="alipay", target="/gateway.do", body="&" * 1_000)) == "/gateway.do"
    assert path_of(request(target="/v3/x?method=no")) == "/v3/x"


def test_the_code_of_an_error_is_found_in_its_answer() -> None:
    assert code_in(request(status=404, answer='{"code":"ORDER_NOT_EXIST","message":""}')) == "ORDER_NOT_EXIST"
    assert code_in(request(status=404, answer="no JSON")) == ""
    assert code_in(request(answer='{"code":"10000"}')) == ""
