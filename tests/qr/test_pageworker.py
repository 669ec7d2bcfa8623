import json
from io import BytesIO

from linktester.qr.pageworker import serve
from tests.fakes import papers


def test_each_page_is_a_head_and_its_octets():
    out = BytesIO()
    serve(BytesIO(papers.blank(2, (72, 36))), out, 72, 10)
    out.seek(0)
    for number in (1, 2):
        head = json.loads(out.readline())
        assert head == {"page": number, "width": 72, "height": 36, "dots": 72.0}
        assert out.read(72 * 36) == b"\xff" * 72 * 36
    assert out.read() == b""


def test_what_is_wrong_is_the_last_line():
    out = BytesIO()
    serve(BytesIO(b"%PDF"), out, 72, 10)
    assert json.loads(out.getvalue()) == {"code": "qr.document-broken", "args": {}}
