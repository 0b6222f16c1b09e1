"""Which questions are relevant after which answers, and which answers violate a constraint. By table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.answer import Answer, SkipReason
from flows.loading import load_questionnaire
from flows.reading import Accepted, Link, Value
from flows.relevance import constraint_violation, relevant_questions
from flows.violations import Code, Violation

NOW = datetime(2019, 4, 22, 12, tzinfo=UTC)
LIBRARIES = load_questionnaire(Path(__file__).parent / "questionnaires" / "all-types.yaml")
MSQ = load_questionnaire("msq-2020")

ALWAYS = "country consent portals online owner readers budget founded person_name person_email person_phone"
DEPENDENT = [question.name for question in LIBRARIES.questions if question.name not in ALWAYS.split()]
ADDRESS = (Link(url="https://library.example"),)


def answers(values: Mapping[str, Value | None]) -> dict[str, Answer]:
    return {name: Answer(value=value, given_at=NOW) for name, value in values.items()}


def relevant(values: Mapping[str, Value | None]) -> list[str]:
    return [question.name for question in relevant_questions(LIBRARIES, answers(values))]


@pytest.mark.parametrize(
    ("given", "dependent"),
    [
        # a group, by an answer before it
        ({}, ""),
        ({"online": False}, ""),
        ({"online": True}, "offered reach"),
        # a question of the group, by another of the group
        ({"online": True, "offered": ("catalogue",)}, "offered reach"),
        ({"online": True, "offered": ("catalogue", "lending")}, "offered formats reach"),
        ({"online": True, "offered": ("other",)}, "offered why_other reach"),
        ({"online": True, "offered": ("lending", "other"), "formats": ("epub",)}, "offered formats why_other reach"),
        ({"online": True, "offered": ("lending", "other"), "formats": ("pdf",)}, "offered formats reach"),
        # an answer that is not relevant any more reads as blank
        ({"online": True, "offered": ("other",), "formats": ("pdf",)}, "offered why_other reach"),
        ({"online": False, "offered": ("lending", "other")}, ""),
        # numbers, and one of two conditions
        ({"readers": 49.5}, ""),
        ({"readers": 50}, "remarks"),
        ({"online": False, "portals": ()}, ""),
        ({"online": False, "portals": ADDRESS}, "remarks"),
        ({"online": True, "portals": ADDRESS}, "offered reach"),
    ],
)
def test_what_is_relevant_follows_from_the_answers(given: dict[str, Value | None], dependent: str) -> None:
    names = relevant(given)
    assert [name for name in names if name in DEPENDENT] == dependent.split()
    assert [name for name in names if name in ALWAYS.split()] == ALWAYS.split()


def test_the_relevant_questions_stand_in_the_order_they_are_asked() -> None:
    names = relevant({"online": True, "offered": ("lending", "other"), "readers": 60})
    assert names == [question.name for question in LIBRARIES.questions]


def test_a_skipped_question_reads_as_blank() -> None:
    skipped = {"readers": Answer(skipped=SkipReason.NOT_AVAILABLE, given_at=NOW)}
    assert "remarks" not in [question.name for question in relevant_questions(LIBRARIES, skipped)]


@pytest.mark.parametrize(
    ("name", "value", "given", "violated"),
    [
        ("formats", ("epub", "pdf"), {"online": True, "offered": ("lending",)}, False),
        ("formats", ("epub", "pdf", "audio"), {"online": True, "offered": ("lending",)}, True),
        ("budget", 0.4, {}, False),
        ("budget", 10.5, {}, True),
        ("budget", 5, {"readers": 6}, False),
        ("budget", 5, {"readers": 4}, True),
        ("founded", "1604-01-01", {}, False),
        ("founded", "1404-01-01", {}, True),
        ("person_email", "ed@nitb.gov.pk", {}, False),
        ("person_email", "ed@example.com", {}, True),
        # no constraint
        ("readers", 100, {}, False),
        # blank
        ("budget", None, {"readers": 4}, False),
        ("formats", (), {"online": True, "offered": ("lending",)}, False),
        # not relevant
        ("formats", ("epub", "pdf", "audio"), {"online": False}, False),
    ],
)
def test_an_answer_that_breaks_its_constraint_is_a_violation(
    name: str, value: Value | None, given: dict[str, Value | None], violated: bool
) -> None:
    violation = constraint_violation(LIBRARIES, LIBRARIES.question(name), Accepted(value), answers(given))
    assert violation == (Violation(Code.CONSTRAINT) if violated else None)


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ({"q4": True}, ["q4_name", "q4_title", "q4_organization", "q4_email", "q4_phone"]),
        ({"q4": False}, []),
        ({"q8": ("sdgs",)}, ["q8_explanation"]),
        ({"q8": ()}, []),
        ({"q9": ("open_data",)}, ["q9_explanation"]),
        ({"q10": True}, ["q11"]),
        ({"q10": False}, []),
        ({"q12": True}, ["q13"]),
        ({"q15": ("other",)}, ["q15_explanation"]),
    ],
)
def test_the_member_states_questionnaire_opens_its_follow_ups(
    given: dict[str, Value | None], opened: list[str]
) -> None:
    before = {question.name for question in relevant_questions(MSQ, {})}
    after = [question.name for question in relevant_questions(MSQ, answers(given))]
    assert [name for name in after if name not in before] == opened
