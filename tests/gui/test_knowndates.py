from linktester.gui.knowndates import known_dates


def test_eras_and_events_are_known_in_order() -> None:
    known = known_dates()
    assert [era.id for era in known.eras] == ["E0", "E1", "E2", "E3"]
    years = list(known.years)
    assert years == sorted(years)
    assert sum(map(len, known.years.values())) == len(known.moments)


def test_a_day_within_an_era_lies_within_it() -> None:
    known = known_dates()
    for era in (*known.eras, *known.episodes):
        assert era.holds(known.day_within(era).date())
