from linktester.serve.nonces import Nonces


def test_a_nonce_is_new_once() -> None:
    nonces = Nonces()
    assert [nonces.is_repeated(each) for each in ("a", "b", "a")] == [False, False, True]


def test_the_oldest_are_forgotten() -> None:
    nonces = Nonces(most=2)
    assert not any(nonces.is_repeated(each) for each in ("a", "b", "c", "a"))
