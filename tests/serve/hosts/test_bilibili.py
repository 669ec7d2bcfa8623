from tests.fakes.visits import canonical, visit

MIDDLE = "https://www.bilibili.com/york/link-middle-page?redirect_url=https%3A%2F%2Fa.example%2F"


def test_the_middle_page_asks() -> None:
    assert 'href="https://a.example/"' in visit(MIDDLE).body.decode()


def test_other_pages_state_themselves() -> None:
    assert canonical(visit("https://www.bilibili.com/x")) == "https://www.bilibili.com/x"
