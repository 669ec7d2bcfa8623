from linktester.oslinks.ios import Association, Entry, Rule


def test_apps_come_once_in_the_order_of_the_entries() -> None:
    file = Association((Entry("a", ("x", "y"), ()), Entry("b", ("y", "z"), ())))
    assert list(file.apps()) == ["x", "y", "z"]


def test_rules_know_their_place_in_the_file() -> None:
    assert Entry("applinks.details[1]", (), ()).place(Rule(3)) == "applinks.details[1].components[3]"
    old = Entry("applinks.details[1]", (), (), is_legacy=True)
    assert old.place(Rule(0)) == "applinks.details[1].paths[0]"


def test_names_of_query_items_follow_the_case_of_the_rule() -> None:
    assert Rule(0, folds=True).spelled("ID") == "id"
    assert Rule(0).spelled("ID") == "ID"
