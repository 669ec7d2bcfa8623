from pathlib import Path

import pytest

from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground


@pytest.mark.parametrize("path", ["/gateway.do/x", "/gateway.dox", "/gateway.do%2f"])
def test_addresses_the_gateway_has_not(tmp_path: Path, path: str) -> None:
    assert App(a_ground(tmp_path)).call("GET", path).status == 404


@pytest.mark.parametrize(
    ("path", "status"), [("/gateway.do", 200), ("/alipay/cashier/x", 200), ("/v3/alipay/x", 404)]
)
def test_every_part_is_reached(tmp_path: Path, path: str, status: int) -> None:
    assert App(a_ground(tmp_path)).call("GET", path).status == status
