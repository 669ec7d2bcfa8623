import pytest

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import form, read, standards, write


@pytest.mark.parametrize("standard", sorted(standards()))
def test_every_standard_has_a_form_whose_examples_make_a_valid_code(standard):
    fields = form(StandardId(standard))
    assert len({field.name for field in fields}) == len(fields)
    for field in fields:
        assert field.title["en"]
        assert field.title["zh_CN"]
    assert any(_is_made(StandardId(standard), values) for values in _fillings(fields))


def _fillings(fields):
    """What is required, then that with one more: some standards ask for one of several fields."""
    examples = {field.name: field.example or field.default for field in fields}
    required = {field.name: examples[field.name] for field in fields if field.required}
    yield required
    for field in fields:
        yield {**required, field.name: examples[field.name]}


def _is_made(standard, values):
    try:
        payload = write(standard, values)
    except InputErrors:
        return False
    assert read(payload, standard=standard).valid
    return True


@pytest.mark.parametrize("standard", sorted(standards()))
def test_a_field_nobody_asked_for_and_an_empty_form_are_mistakes_with_places(standard):
    with pytest.raises(InputErrors) as caught:
        write(StandardId(standard), {"no-such-field": "1"})
    assert [problem.place.path for problem in caught.value.problems] == ["no-such-field"]
    required = {field.name for field in form(StandardId(standard)) if field.required and not field.default}
    if required:
        with pytest.raises(InputErrors) as caught:
            write(StandardId(standard), {})
        assert required <= {problem.place.path for problem in caught.value.problems}
