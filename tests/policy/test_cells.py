from linktester.model.pack import Rule
from linktester.policy import load, mapping
from linktester.policy.cells import ERAS, cell_ids, cells
from linktester.policy.mapping import NO_ANSWER

RULES = tuple(load().rules.values())


def transcribing(cell: str) -> list[Rule]:
    return [rule for rule in RULES if cell in rule.cells]


def said(rule: Rule) -> str:
    """Return a rule's effect in the words of a cell, without its letter."""
    if rule.effect in NO_ANSWER:
        return rule.effect
    mapped = mapping()[rule.effect]
    modifiers = sorted([*mapped.modifiers, *(["partial"] if rule.partial else [])])
    return "+".join([mapped.outcome, *modifiers])


def agrees(rule: Rule, statement: str) -> bool:
    verdict, _, letters = statement.partition(" ")
    carried = letters == "="
    return said(rule) == verdict and (carried or (rule.confidence or "") in letters.split("/"))


def test_every_cell_has_its_id_in_every_era() -> None:
    assert len(cells()) == len({cell.rpartition("/")[0] for cell in cells()}) * len(ERAS)
    assert cell_ids() == set(cells())


def test_a_cell_is_transcribed_or_unknown() -> None:
    silent = [cell for cell, statements in cells().items() if statements and not transcribing(cell)]
    spoken = [cell for cell, statements in cells().items() if not statements and transcribing(cell)]
    assert silent == []
    assert spoken == []


def test_every_statement_of_a_cell_has_a_rule_that_makes_it() -> None:
    missing = [
        (cell, statement)
        for cell, statements in cells().items()
        for statement in statements
        if not any(agrees(rule, statement) for rule in transcribing(cell))
    ]
    assert missing == []


def test_no_rule_says_of_a_cell_what_it_does_not_say() -> None:
    astray = [
        (cell, rule.id)
        for rule in RULES
        for cell in rule.cells
        if not any(agrees(rule, statement) for statement in cells()[cell])
    ]
    assert astray == []


def test_a_carried_cell_repeats_the_era_before() -> None:
    for cell, statements in cells().items():
        row, _, era = cell.rpartition("/")
        for statement in statements:
            if statement.endswith(" ="):
                before = cells()[f"{row}/{ERAS[ERAS.index(era) - 1]}"]
                assert statement.partition(" ")[0] in {one.partition(" ")[0] for one in before}, cell
