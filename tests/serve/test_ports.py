import socket
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.options import ServeOptions
from linktester.serve.ports import PORTS_FILE, Ports, Sockets, open_sockets


def closed(sockets: Sockets) -> Ports:
    ports = sockets.ports
    for each in (sockets.plain, sockets.tls, sockets.control):
        each.close()
    return ports


def test_a_restart_takes_the_same_ports(tmp_path: Path) -> None:
    options = ServeOptions(state_dir=tmp_path)
    assert closed(open_sockets(options)) == closed(open_sockets(options))


def test_a_remembered_port_that_is_taken_is_given_up(tmp_path: Path) -> None:
    options = ServeOptions(state_dir=tmp_path)
    before = closed(open_sockets(options))
    with socket.create_server(("127.0.0.1", before.plain)):
        after = closed(open_sockets(options))
    assert after.plain != before.plain
    assert after.tls == before.tls


def test_a_named_port_that_is_taken_is_a_fault(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EnvironmentFault) as told:
            open_sockets(ServeOptions(state_dir=tmp_path, tls_port=port))
    assert told.value.message.code == "serve.port-in-use"
    assert told.value.message.args["port"] == port


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.7", 0)])
def test_an_address_that_cannot_be_is_a_fault(tmp_path: Path, host: str, port: int) -> None:
    with pytest.raises(EnvironmentFault) as told:
        open_sockets(ServeOptions(state_dir=tmp_path, host=host, port=port))
    assert told.value.message.code == "serve.cannot-listen"


@pytest.mark.parametrize("text", ["", "{}", '{"plain": "x"}', '{"plain": -1, "tls": 99999999, "control": 0}'])
def test_a_broken_memory_of_ports_is_no_memory(tmp_path: Path, text: str) -> None:
    (tmp_path / PORTS_FILE).write_text(text)
    assert closed(open_sockets(ServeOptions(state_dir=tmp_path))).plain > 0


def test_listeners_name_their_protocol_so_that_answers_are_sent_at_once(tmp_path: Path) -> None:
    sockets = open_sockets(ServeOptions(state_dir=tmp_path))
    try:
        listeners = (sockets.plain, sockets.tls, sockets.control)
        assert {each.proto for each in listeners} == {socket.IPPROTO_TCP}
    finally:
        closed(sockets)
