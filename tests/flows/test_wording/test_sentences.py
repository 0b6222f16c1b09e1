"""What is declined to the survey team: in English as a string, and in the language of whoever asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import Defect, InvitationError, PrefillError
from flows.sentences import N_, Sentence, counted
from flows.wording.catalogue import translator
from flows.wording.sentences import all_in_language, in_language
from tests.flows.test_wording.extracting import OF_SENTENCES, ROOT, said_elsewhere

NOBODY = Sentence(N_("Nobody has answered for {country} yet."), {"country": "DEU"})
MISSING = Sentence(N_("The country is missing."))
ON_LINE = Sentence(N_("{place}: {reason}"), {"place": Sentence(N_("line {line}"), {"line": 3}), "reason": MISSING})


def _rows(count: int) -> Sentence:
    one, many = (
        "{file} has {count} row; {limit} are taken at once.",
        "{file} has {count} rows; {limit} are taken at once.",
    )
    return counted(one, many, count, file="{a}.csv", limit=2000)


@pytest.mark.parametrize(
    ("sentence", "english", "french"),
    [
        (NOBODY, "Nobody has answered for DEU yet.", "Allemagne\u00a0: personne n’a encore répondu."),
        (ON_LINE, "line 3: The country is missing.", "ligne 3 – Le pays manque."),
        (
            _rows(1),
            "{a}.csv has 1 row; 2000 are taken at once.",
            "{a}.csv compte 1 ligne\u00a0; 2000 sont acceptées à la fois.",
        ),
        (
            _rows(12345),
            "{a}.csv has 12,345 rows; 2000 are taken at once.",
            "{a}.csv compte 12\u202f345 lignes\u00a0; 2000 sont acceptées à la fois.",
        ),
    ],
)
def test_a_sentence_is_english_as_a_string_and_said_in_every_language(
    sentence: Sentence, english: str, french: str
) -> None:
    assert str(sentence) == english
    assert in_language(sentence, translator("fr")) == french


def test_a_country_is_named_wherever_it_is_said() -> None:
    assert in_language(NOBODY, translator("en")) == "Nobody has answered for Germany yet."
    nowhere = Sentence(NOBODY.template, {"country": "01a210a4"})
    assert in_language(nowhere, translator("en")) == "Nobody has answered for 01a210a4 yet."


def test_an_error_says_its_sentences_one_a_line_and_first_what_is_wrong_in_a_list() -> None:
    error = InvitationError(N_("Nobody was invited: put this right and try again."), defects=(ON_LINE,))
    assert str(error) == "line 3: The country is missing.\nNobody was invited: put this right and try again."
    assert error.sentences[0] == ON_LINE
    assert all_in_language(error.sentences, translator("fr")).splitlines() == [
        "ligne 3 – Le pays manque.",
        "Personne n’a été invité\u00a0: veuillez corriger cela et recommencer.",
    ]


def test_the_defects_of_a_file_are_told_in_english_and_are_none_of_the_sentences() -> None:
    error = PrefillError(N_("Nothing was loaded."), (Defect("a.json", "it holds no JSON document."),))
    assert str(error) == "a.json: it holds no JSON document.\nNothing was loaded."
    assert [in_language(each, translator("fr")) for each in error.sentences] == ["Rien n’a été chargé."]


def test_every_text_that_is_marked_is_written_out() -> None:
    """What is put together, or comes from elsewhere, is not found by who looks for what is to be translated."""
    calls = [
        call for folder in ("flows", "bot", "web") for file in (ROOT / folder).rglob("*.py") for call in _marks(file)
    ]
    assert len(calls) > len(said_elsewhere()) > 50
    for file, call in calls:
        texts = call.args[: 2 if ast.unparse(call.func) == "counted" else 1]
        assert all(isinstance(text, ast.Constant) for text in texts), (file, ast.unparse(call))


def _marks(file: Path) -> Iterator[tuple[Path, ast.Call]]:
    nodes = [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    imports = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "flows.sentences")
    marking = {alias.name for each in imports for alias in each.names} & {*OF_SENTENCES}
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marking:
            yield file, node
