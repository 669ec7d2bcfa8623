from linktester.gui.present import OUTCOMES
from linktester.gui.widgets.patches import Badge, Ground, Patch
from linktester.model.verdict import Outcome


def test_patches_that_look_alike_share_a_drawing() -> None:
    look = OUTCOMES[Outcome.BLOCKED]
    known = {Patch(look, "blocked", badges=(Badge.PARTIAL,)): "drawn"}
    assert known[Patch(look, "blocked", badges=(Badge.PARTIAL,))] == "drawn"
    assert Patch(look, "blocked", Ground.HATCHED) not in known
