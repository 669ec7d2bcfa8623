from tests.fakes.visits import WEIBO, canonical, location, visit

WRAPPED = "https://weibo.cn/sinaurl?u=https%3A%2F%2Fa.example%2F%3Fb%3D1"


def test_the_app_itself_passes_through() -> None:
    assert location(visit(WRAPPED, WEIBO)) == "https://a.example/?b=1"


def test_the_asking_form_is_passed_by_hand_even_in_the_app() -> None:
    body = visit("https://weibo.cn/sinaurl?toasturl=https%3A%2F%2Fa.example%2F", WEIBO).body.decode()
    assert '<p class="open-url"><a class="link" href="https://a.example/?continueFlag=' in body


def test_others_get_the_intermediate_page_with_its_link() -> None:
    body = visit(WRAPPED).body.decode()
    assert '<p class="open-url"><a class="link" href="https://a.example/?b=1&amp;continueFlag=' in body
    assert '<div class="wrap">' in body


def test_only_web_addresses_are_wrapped() -> None:
    assert visit("https://weibo.cn/sinaurl?u=javascript%3Aalert(1)").status == 404
    assert visit("https://weibo.cn/sinaurl").status == 404
    assert canonical(visit("https://weibo.cn/u/1")) == "https://weibo.cn/u/1"


def test_short_links_lead_to_the_same_place_from_anywhere() -> None:
    assert location(visit("http://t.cn/A6abc", WEIBO)) in visit("http://t.cn/A6abc").body.decode()
    assert visit("http://t.cn/").status == 404


def test_the_applink_page_tries_weibos_own_scheme_only() -> None:
    body = visit("https://m.weibo.cn/feature/applink?scheme=sinaweibo%3A%2F%2Fbrowser%2Fclose").body.decode()
    assert 'location.href = "sinaweibo://browser/close"' in body
    assert canonical(visit("https://m.weibo.cn/feature/applink?scheme=weixin%3A%2F%2F")) is not None
