"""The tree of exceptions: complete, drawn, and telling."""

from __future__ import annotations

import inspect

import pytest

from flows import errors

EXCEPTIONS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", EXCEPTIONS)
def test_every_exception_is_of_the_one_tree_and_drawn_in_it(kind: type[Exception]) -> None:
    assert issubclass(kind, errors.FocalpointError)
    assert kind.__name__ in str(errors.__doc__)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            errors.QuestionnaireError((errors.Defect("q1 line 3", "No."), errors.Defect("q2", "Nor this."))),
            "q1 line 3: No.\nq2: Nor this.",
        ),
        (errors.ExpressionError("It ends too early"), "It ends too early"),
        (errors.ExpressionError("No such word", 7), "No such word (at character 7)"),
        (errors.CountryTaken("PAK"), "Another live response is of PAK already."),
        (errors.CountryTaken(), "Another live response is of that country already."),
        (
            errors.DocumentError("msq-2020", (("answers", "q17", "value"), ("response",))),
            "A document of msq-2020 does not keep to its form at answers.q17.value, response.",
        ),
        (errors.StorageError(), "The database failed."),
    ],
)
def test_an_exception_says_what_happened(error: errors.FocalpointError, sentence: str) -> None:
    assert str(error) == sentence
