from linktester.gui.present import MATCHES, NOTHING, OPEN, OUTCOMES, STATUSES, Shape, look
from linktester.gui.theme import tables
from linktester.model.annotation import Status
from linktester.model.run import Match
from linktester.model.verdict import Outcome


def test_every_value_has_a_look() -> None:
    assert OUTCOMES.keys() == set(Outcome)
    assert STATUSES.keys() == set(Status)
    assert MATCHES.keys() == set(Match)
    assert look(None) is NOTHING


def test_no_two_outcomes_share_shape_or_colour() -> None:
    looks = [*(look(outcome) for outcome in Outcome), NOTHING, OPEN]
    assert len({each.shape for each in looks}) == len(Shape)
    assert len({each.role for each in looks}) == len(looks)


def test_every_role_is_a_colour_of_the_theme() -> None:
    roles = {each.role for each in OUTCOMES.values()} | set(STATUSES.values()) | set(MATCHES.values())
    assert roles <= tables()["light"].keys()
    assert {f"{role}-soft" for role in roles} <= tables()["light"].keys()
