"""Who opens a link: lookups at a hundred, ten thousand and a million rules, the deciding rule named.

    python -m tests.benchmarks.opening [LOOKUPS]

Every host has ten rules, so a million rules stand at 100,000 hosts. One lookup goes from the text of a URL to
the app and the place of the rule that decides. iOS: association files of all hosts and an app whose domains
cover them. Android: intent filters in one index. Hosts are taken in an order that no cache can guess; figures
are CPU time, the best of several rounds. Within one host the cost is linear in its rules.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from linktester.oslinks import ios
from linktester.oslinks.android.filterindex import FilterIndex
from linktester.oslinks.android.intentfilter import Authority, IntentFilter
from linktester.oslinks.android.pattern import PatternType, build
from linktester.oslinks.android.uri import parse_uri

SIZES = (100, 10_000, 1_000_000)
PER_HOST = 10
GOAL = 2.0
"""Cost at the most rules beside that at the fewest."""
ROUNDS = 5
LOOKUPS = 2_000
APP = "ABCDE12345.example.shop"
Lookup = Callable[[str], str]


def urls(hosts: int, lookups: int) -> list[str]:
    """Return URLs, each for another host where there are enough; the last rule of its host decides."""
    dice = random.Random(hosts)
    return [f"https://h{dice.randrange(hosts)}.example/p{PER_HOST - 1}/x" for _ in range(lookups)]


def ios_lookup(hosts: int) -> Lookup:
    """Return a lookup over association files, one per host."""
    app = ios.IosApp(APP, tuple(f"applinks:h{number}.example" for number in range(hosts)))
    rules = [{"/": f"/p{number}/*"} for number in range(PER_HOST)]
    value = {"applinks": {"details": [{"appIDs": [APP], "components": rules}]}}
    claims = ios.Claims([app], {f"h{number}.example": ios.from_value(value) for number in range(hosts)})
    return partial(_ios_decided, claims)


def _ios_decided(claims: ios.Claims, url: str) -> str:
    goal = ios.target(url)
    assert goal is not None
    found = claims.candidates(goal)[0]
    assert found.decision is not None
    return f"{found.app.id} {found.decision.where}"


def android_lookup(hosts: int) -> Lookup:
    """Return a lookup over intent filters, ten per host."""
    patterns = [build(PatternType.PREFIX, f"/p{number}/") for number in range(PER_HOST)]
    filters = (
        (
            IntentFilter(schemes=("https",), authorities=(Authority(f"h{host}.example"),), paths=(pattern,)),
            f"filter {host}#{number}",
        )
        for host in range(hosts)
        for number, pattern in enumerate(patterns)
    )
    return partial(_android_decided, FilterIndex(filters))


def _android_decided(index: FilterIndex[str], url: str) -> str:
    _, where, category = next(index.find(parse_uri(url)))
    return f"{where} {category.name}"


def cost(lookup: Lookup, asked: Sequence[str]) -> float:
    """Return microseconds of CPU per lookup."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for url in asked:
            lookup(url)
        best = min(best, time.process_time() - began)
    return best / len(asked) * 1e6


def main(words: list[str]) -> int:
    """Print the table; return 1 when a wrong rule decides."""
    lookups = int(words[0]) if words else LOOKUPS
    sys.stdout.write(
        f"{'system':<9}{'rules':>10}{'hosts':>9}{'µs':>8}{'lookups/s':>12}{'ratio':>7}   decided by\n"
    )
    for name, made in (("iOS", ios_lookup), ("Android", android_lookup)):
        first = 0.0
        for size in SIZES:
            hosts = size // PER_HOST
            lookup = made(hosts)
            asked = urls(hosts, lookups)
            gc.collect()
            gc.freeze()
            each = cost(lookup, asked)
            first = first or each
            told = lookup(asked[0])
            figures = f"{each:>8.1f}{1e6 / each:>12,.0f}{each / first:>7.2f}"
            sys.stdout.write(f"{name:<9}{size:>10,}{hosts:>9,}{figures}   {told}\n")
            if f"[{PER_HOST - 1}]" not in told and f"#{PER_HOST - 1} " not in told:
                sys.stderr.write(f"{asked[0]} was decided by another rule\n")
                return 1
        verdict = "met" if each / first <= GOAL else "missed"
        ratio = f"{each / first:.2f}× the cost at {SIZES[0]} rules"
        sys.stdout.write(f"{name}: {ratio} (goal ≤ {GOAL}×): {verdict}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
