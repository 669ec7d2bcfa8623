import pytest

from linktester.payments import standards
from linktester.payments.port import codec


@pytest.mark.parametrize("name", sorted({each.codec for each in standards().values()}))
def test_every_codec_has_the_functions_of_one(name):
    module = codec(name)
    assert module is codec(name)
    for function in ("claim", "read", "encode", "form", "write"):
        assert callable(getattr(module, function))
