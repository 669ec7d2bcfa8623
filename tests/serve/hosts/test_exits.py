import pytest

from linktester.serve.hosts.exits import HOSTS
from tests.fakes.visits import canonical, visit

EXITS = [
    "https://link.zhihu.com/?target=",
    "https://link.csdn.net/?target=",
    "https://link.juejin.cn/?target=",
    "https://www.jianshu.com/go-wild?ac=2&url=",
    "https://www.douban.com/link2/?url=",
    "https://gitee.com/link?target=",
    "https://www.oschina.net/action/GoToLink?url=",
    "https://sspai.com/link?target=",
    "https://shimo.im/outlink/gray?url=",
    "https://cloud.tencent.com/developer/tools/blog-entry?target=",
    "https://developer.aliyun.com/redirect?target=",
    "https://game.bilibili.com/linkfilter/?url=",
    "https://open.work.weixin.qq.com/wwopen/uriconfirm?uri=",
    "https://developers.weixin.qq.com/community/middlepage/href?href=",
    "https://docs.qq.com/scenario/link.html?url=",
]


@pytest.mark.parametrize("exit_", EXITS)
def test_an_exit_asks_and_repeats_its_target(exit_: str) -> None:
    body = visit(f"{exit_}https%3A%2F%2Fa.example%2F%3Fb%3D1%26c%3D2").body.decode()
    assert 'href="https://a.example/?b=1&amp;c=2"' in body
    assert "canonical" not in body


def test_every_listed_exit_is_tried_here() -> None:
    assert {exit_.split("/")[2] for exit_ in EXITS} == set(HOSTS)


def test_anything_else_is_a_plain_page() -> None:
    assert canonical(visit("https://gitee.com/somebody/something")) == "https://gitee.com/somebody/something"
    assert canonical(visit("https://link.zhihu.com/")) == "https://link.zhihu.com/"
