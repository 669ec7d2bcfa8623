from pathlib import Path

import pytest

from linktester.model.errors import InputErrors
from linktester.serve.emulator import build
from linktester.serve.options import ServeOptions


def test_it_stands_on_the_shipped_packs(tmp_path: Path) -> None:
    emulator = build(ServeOptions(state_dir=tmp_path))
    assert "wechat" in emulator.packs.versions()
    taobao = emulator.platform("taobao")
    assert taobao is not None
    assert taobao.id == "taobao"
    assert emulator.platform("nobody") is None


def test_a_wrong_pack_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('platform = "wechat"\n[[rule]]\nid = 5\n')
    with pytest.raises(InputErrors):
        build(ServeOptions(state_dir=tmp_path, packs=(tmp_path,)))
