import subprocess
import sys

from linktester.filelock import lock

HOLDER = """import sys
from linktester.filelock import lock
file = open(sys.argv[1], "ab")
print(lock(file), flush=True)
input()
"""


def test_one_opening_holds_a_file_until_it_is_closed(tmp_path):
    path = tmp_path / "lock"
    with path.open("a+b") as first, path.open("a+b") as second:
        assert lock(first)
        assert not lock(second)
        first.close()
        assert lock(second)


def test_it_goes_with_a_killed_process(tmp_path):
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with path.open("a+b") as mine:
            assert not lock(mine)
            holder.kill()
            holder.wait()
            assert lock(mine)
