from tests.fakes.visits import canonical, location, visit

GOODS = "https://mobile.yangkeduo.com/goods.html?goods_id=1"


def test_goods_want_a_login() -> None:
    wall = location(visit(GOODS))
    assert wall == (
        "https://mobile.yangkeduo.com/login.html?from=https%3A%2F%2Fmobile.yangkeduo.com%2Fgoods.html%3Fgoods_id%3D1"
    )
    assert 'type="password"' in visit(wall).body.decode()


def test_other_pages_state_themselves() -> None:
    assert canonical(visit("https://mobile.yangkeduo.com/x")) == "https://mobile.yangkeduo.com/x"
