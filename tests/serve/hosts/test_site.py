import pytest

from linktester.model.world import Site
from linktester.serve.hosts.site import answer
from tests.fakes.emulator import asked

REQUEST = asked("https://shop.example/a?b=1&nsukey=x")


def test_a_stand_in_states_the_address_asked_for() -> None:
    body = answer(Site(host="shop.example", title="我的店"), REQUEST).body.decode()
    assert 'rel="canonical" href="https://shop.example/a?b=1"' in body
    assert "<h1>我的店</h1>" in body


def test_it_may_state_nothing() -> None:
    assert b"canonical" not in answer(Site(host="shop.example", canonical=False), REQUEST).body


def test_its_status_is_the_tests_own() -> None:
    assert answer(Site(host="shop.example", status=410), REQUEST).status == 410
    assert answer(Site(host="shop.example", status=9), REQUEST).status == 200


@pytest.mark.parametrize(("status", "sent"), [(307, 307), (200, 302)])
def test_it_may_redirect(status: int, sent: int) -> None:
    found = answer(Site(host="shop.example", status=status, redirect="https://b.example/商"), REQUEST)
    assert (found.status, found.headers) == (sent, ((b"location", b"https://b.example/%E5%95%86"),))
