from pathlib import Path

from linktester.serve import ServeOptions


def test_an_emulator_stays_on_this_machine_unless_told_otherwise() -> None:
    options = ServeOptions(state_dir=Path("state"))
    assert (options.host, options.allow_remote) == ("127.0.0.1", False)
    assert (options.port, options.tls_port, options.control_port) == (0, 0, 0)


def test_there_is_a_live_log_for_people_unless_told_otherwise() -> None:
    options = ServeOptions(state_dir=Path("state"))
    assert not options.quiet
    assert options.log_file is None
