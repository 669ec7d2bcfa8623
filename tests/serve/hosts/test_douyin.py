from linktester import links
from tests.fakes.visits import canonical, location, visit


def test_a_short_link_leads_to_a_video_that_states_itself() -> None:
    video = location(visit("https://v.douyin.com/ybL9NO9RjKA/"))
    assert canonical(visit(video)) == video
    found = links.identify(video)
    assert found is not None
    assert (found.platform, found.kind) == ("douyin", "video")


def test_other_addresses_are_plain_or_missing() -> None:
    assert visit("https://v.douyin.com/").status == 404
    assert canonical(visit("https://www.douyin.com/user/x")) == "https://www.douyin.com/user/x"
    assert canonical(visit("https://www.iesdouyin.com/share/video/7/")) == "https://www.douyin.com/video/7"
