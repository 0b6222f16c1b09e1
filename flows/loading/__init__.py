"""A questionnaire file -> a checked Questionnaire, or every defect of the file in one report. The only reader of files.

`source.py` reads YAML, `shape.py` names what does not fit the model, `draft.py` looks past it so that the checks of
`checks.py`, `texts.py` and `conditions.py` still see the rest.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from itertools import chain
from pathlib import Path

from flows.errors import Defect, QuestionnaireError
from flows.loading.checks import CHECKS
from flows.loading.conditions import check_conditions
from flows.loading.draft import Draft
from flows.loading.shape import shaped
from flows.loading.source import Fault, Source, read_source
from flows.loading.texts import check_texts
from flows.questionnaire import Questionnaire

_SHIPPED = files("flows") / "questionnaires"


def shipped_questionnaires() -> tuple[str, ...]:
    """The names of the questionnaires that come with the project."""
    return tuple(sorted(file.name.removesuffix(".yaml") for file in _SHIPPED.iterdir() if file.name.endswith(".yaml")))


def load_questionnaire(source: str | Path) -> Questionnaire:
    """The shipped questionnaire of that name, or the one in the file at that path. Raises QuestionnaireError."""
    return parse_questionnaire(_read(source))


def parse_questionnaire(text: str) -> Questionnaire:
    """The questionnaire written in that YAML. Raises QuestionnaireError with all defects, in the order of the text."""
    source = read_source(text)
    questionnaire, misfits = shaped(source.data) if source.data is not None else (None, ())
    draft = Draft.of(source.data)
    checks = (*CHECKS, check_texts, check_conditions)
    faults = (*source.faults, *misfits, *chain.from_iterable(check(draft) for check in checks))
    if faults or questionnaire is None:
        raise QuestionnaireError(_defects(source, faults))
    return questionnaire


def _defects(source: Source, faults: tuple[Fault, ...]) -> tuple[Defect, ...]:
    in_order = sorted(faults, key=source.line_of)
    return tuple(Defect(source.place_of(fault), fault.sentence) for fault in in_order)


def _read(source: str | Path) -> str:
    shipped = shipped_questionnaires()
    file = _SHIPPED / f"{source}.yaml" if source in shipped else Path(source)
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise _unreadable(source, _unknown(str(source), shipped)) from error
    except OSError as error:
        raise _unreadable(source, f"The file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _unreadable(source, f"The file is not text in UTF-8: byte {error.start + 1} is none of it.") from error


def _unknown(source: str, shipped: tuple[str, ...]) -> str:
    near = get_close_matches(source, shipped, n=1)
    meant = f" Did you mean {near[0]}?" if near else f" These come with the project: {', '.join(shipped)}."
    return f"There is no such file, and no questionnaire of that name.{meant}"


def _unreadable(source: str | Path, sentence: str) -> QuestionnaireError:
    return QuestionnaireError((Defect(str(source), sentence),))
