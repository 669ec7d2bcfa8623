from linktester import links
from linktester.model.link import Identity, PlatformId
from linktester.serve.doors.titles import title


def test_a_title_names_app_and_screen() -> None:
    app = links.catalogue().platforms[PlatformId("taobao")]
    assert title(app, Identity(app.id, "item", {"id": "1"})) == "淘宝 · 商品详情"
    assert title(app, Identity(app.id, "something-new")) == "淘宝 · 应用页面"


def test_every_kind_of_the_families_has_words() -> None:
    app = links.catalogue().platforms[PlatformId("taobao")]
    kinds = {family.kind for family in links.families().values() if family.kind}
    named = {kind for kind in kinds if not title(app, Identity(app.id, kind)).endswith("应用页面")}
    assert named | {"screen"} == kinds | {"screen"}
