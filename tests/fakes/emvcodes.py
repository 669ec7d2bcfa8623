"""EMVCo codes for tests, put together by hand so that nothing of the product vouches for itself."""

from hypothesis import strategies as st

HELLO = "00020101021126260011EXAMPLE.PAY0107M0042525204581253031565802CN5915Linktester Cafe6008HANGZHOU"
"""A good code up to where its checksum starts."""


def crc(octets: bytes) -> str:
    """CRC-16/CCITT-FALSE, bit by bit."""
    register = 0xFFFF
    for octet in octets:
        register ^= octet << 8
        for _ in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
        register &= 0xFFFF
    return f"{register:04X}"


def obj(name: str, value: str) -> str:
    return f"{name}{len(value):02d}{value}"


def code(*objects: str) -> bytes:
    body = "".join(objects) + "6304"
    return (body + crc(body.encode())).encode()


def hello(*more: str) -> bytes:
    """A good code with more objects before its checksum."""
    return code(HELLO, *more)


_words = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12)
_local = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
_amounts = st.from_regex(r"[1-9][0-9]{0,6}(\.[0-9]{2})?", fullmatch=True)
_unknown = st.builds(obj, st.integers(2, 99).map("{:02d}".format), _words)


@st.composite
def good(draw: st.DrawFn) -> bytes:
    """Codes that EMVCo finds nothing wrong with: objects in any order, some unknown to every scheme."""
    account = obj(f"{draw(st.integers(27, 49)):02d}", obj("00", "test.example") + draw(_inside()))
    rest = [
        account,
        obj("52", "5812"),
        obj("53", draw(st.sampled_from(["156", "840", "392"]))),
        obj("58", draw(st.sampled_from(["CN", "US", "JP"]))),
        obj("59", draw(_words)),
        obj("60", draw(_words)),
        *draw(st.lists(st.just(obj("01", "11")), max_size=1)),
        *draw(st.lists(_amounts.map(lambda value: obj("54", value)), max_size=1)),
        *draw(st.lists(_words.map(lambda value: obj("62", obj("05", value))), max_size=1)),
        *draw(st.lists(_local.map(lambda name: obj("64", obj("00", "zh") + obj("01", name))), max_size=1)),
        *draw(
            st.lists(
                _words.map(lambda value: obj("88", obj("00", "more.example") + obj("07", value))), max_size=1
            )
        ),
    ]
    return code(obj("00", "01"), *draw(st.permutations(rest)))


@st.composite
def _inside(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.integers(1, 99), unique=True, max_size=3))
    return "".join(obj(f"{name:02d}", draw(_words)) for name in names)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """Good codes with some octets cut out, put in or changed."""
    octets = bytearray(draw(good()))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(octets)))
        octets[at : at + draw(st.integers(0, 6))] = draw(st.binary(max_size=6))
    return bytes(octets)
