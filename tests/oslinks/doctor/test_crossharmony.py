from linktester.oslinks.appfiles import read_file
from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes


def test_a_host_without_its_file_is_told() -> None:
    other = read_file("site", appfiles.applinking("1"), host="other.example")
    own = read_file("site", appfiles.applinking("1"), host="www.example.com")
    assert codes(appfiles.module()) == set()
    assert codes(appfiles.module(), other) == {"linkdoctor.no-applinking"}
    assert codes(appfiles.module(), other, own) == set()
    assert codes(appfiles.module(verify=False), other) == set()
