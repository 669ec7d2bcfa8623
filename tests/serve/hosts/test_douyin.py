from datetime import timedelta
from pathlib import Path

from linktester import links
from linktester.serve.ground import Ground
from tests.fakes.emulator import world
from tests.fakes.openapis import a_studio
from tests.fakes.payers import NOON
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


def test_a_link_that_was_minted_here_is_there_until_it_ends(tmp_path: Path) -> None:
    studio = a_studio(tmp_path)
    link = studio.ask(
        "/api/apps/v1/url_link/generate/",
        app_id=studio.ground.credentials.bundle.douyin.app_id,
        app_name="douyin",
        expire_time=int((NOON + timedelta(days=2)).timestamp()),
    )["data"]["url_link"]
    assert canonical(visit(link, in_world=world(NOON), ground=studio.ground)) == link
    gone = visit(link, in_world=world(NOON + timedelta(days=3)), ground=studio.ground)
    assert (gone.status, canonical(gone)) == (404, None)
    studio.ground.close()


def test_links_of_the_real_host_are_not_played(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    assert visit("https://z.douyin.com/AbCdEfG", ground=ground).status == 421
    assert visit("https://z.douyin.com/AbCdEfG").status == 421
