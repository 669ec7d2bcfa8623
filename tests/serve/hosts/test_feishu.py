from tests.fakes.visits import canonical, visit


def test_an_applink_tells_to_open_the_app_and_states_nothing() -> None:
    answer = visit("https://applink.feishu.cn/client/web_url/open?url=https%3A%2F%2Fa.example%2F")
    assert answer.status == 200
    assert canonical(answer) is None
    assert visit("https://applink.larksuite.com/").status == 404
