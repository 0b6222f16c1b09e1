"""The flat table: which columns a questionnaire has, and what stands in them for which answer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.answer import Answer, SkipReason
from flows.exporting.codebook import HEADINGS, code_book
from flows.exporting.columns import STATUSES, Cell, columns_of, row_of
from flows.loading import load_questionnaire
from flows.response import Status
from tests.flows.test_exporting.material import ANSWERS, SMALL, document, given

COLUMNS = columns_of(SMALL)
LIBRARIES = load_questionnaire(Path(__file__).parent.parent / "questionnaires" / "all-types.yaml")


def cells(**changed: Answer | None) -> dict[str, Cell]:
    """Of Pakistan's response with some answers changed; None leaves the question open."""
    answers = {name: answer for name, answer in (ANSWERS | changed).items() if answer}
    row = row_of(COLUMNS, document(answers))
    return dict(zip((column.name for column in COLUMNS), row, strict=True))


def test_the_columns_stand_in_the_order_of_the_questionnaire() -> None:
    assert [column.name for column in COLUMNS] == [
        *("country_code", "country_name", "response_id", "response_status", "revision", "response_language"),
        *("started_at", "completed_at", "questionnaire_version"),
        *("country", "country__note", "country__status"),
        *("agree", "agree__version", "agree__note", "agree__status"),
        *("site", "site__names", "site__count", "site__note", "site__override", "site__status"),
        *("has", "has__note", "has__status"),
        *("officer_name", "officer_name__status"),
        *("officer_email", "officer_email__note", "officer_email__status"),
        *("tools__mail", "tools__chat", "tools__other", "tools__other_text", "tools__note", "tools__status"),
        *("size", "size__other_text", "size__note", "size__status"),
        *("why", "why__status"),
        *("rate", "rate__note", "rate__override", "rate__status"),
        *("day", "day__note", "day__status"),
    ]


def test_a_whole_response_is_one_row() -> None:
    noon = datetime(2019, 4, 22, 12, 0, tzinfo=UTC)
    assert cells() == {
        "response_id": "r1",
        "country_code": "PAK",
        "country_name": "Pakistan",
        "response_status": "completed",
        "revision": 1,
        "response_language": "en",
        "started_at": noon,
        "completed_at": noon,
        "questionnaire_version": "1",
        "country": "PAK",
        "country__note": None,
        "country__status": "answered",
        "agree": 1,
        "agree__version": "1",
        "agree__note": None,
        "agree__status": "answered",
        "site": "https://a.gov.pk https://b.gov.pk",
        "site__names": "Portal | ",
        "site__count": 2,
        "site__note": "both new",
        "site__override": None,
        "site__status": "answered",
        "has": 1,
        "has__note": None,
        "has__status": "answered",
        "officer_name": "Raza Ali Shah",
        "officer_name__status": "answered",
        "officer_email": None,
        "officer_email__note": None,
        "officer_email__status": "not-available",
        "tools__mail": 1,
        "tools__chat": 0,
        "tools__other": 1,
        "tools__other_text": "pigeons",
        "tools__note": "since 1951",
        "tools__status": "answered",
        "size": "large",
        "size__other_text": None,
        "size__note": None,
        "size__status": "answered",
        "why": "They are cheap.",
        "why__status": "answered",
        "rate": 57.5,
        "rate__note": "for the portal",
        "rate__override": None,
        "rate__status": "answered",
        "day": date(2019, 4, 22),
        "day__note": None,
        "day__status": "answered",
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, {"tools__mail": None, "tools__chat": None, "tools__other": None, "tools__status": "open"}),
        (given(()), {"tools__mail": 0, "tools__chat": 0, "tools__other": 0, "tools__status": "answered"}),
        (
            given(skipped=SkipReason.NO_SUCH_THING),
            {"tools__mail": None, "tools__other_text": None, "tools__status": "no-such-thing"},
        ),
    ],
)
def test_nothing_chosen_is_told_from_nothing_said(answer: Answer | None, expected: dict[str, Cell]) -> None:
    found = cells(tools=answer, why=None)
    assert {name: found[name] for name in expected} == expected


def test_a_remark_alone_is_an_answer_without_a_value() -> None:
    found = cells(site=given(note="being upgraded"), rate=given(note="not measured"), day=given(note="long ago"))

    assert [found[name] for name in ("site", "site__names", "site__count", "site__note", "site__status")] == [
        *(None, None, 0, "being upgraded", "answered")
    ]
    assert (found["rate"], found["rate__note"]) == (None, "not measured")
    assert (found["day"], found["day__note"]) == (None, "long ago")


def test_what_does_not_apply_says_so() -> None:
    found = cells(has=given(False), officer_name=None, officer_email=None)

    assert (found["has"], found["officer_name"], found["officer_name__status"]) == (0, None, "not-relevant")


def test_a_response_of_no_country_and_of_no_time_has_empty_cells() -> None:
    row = row_of(
        COLUMNS, document({}, country=None, status=Status.IN_PROGRESS, revision=0, completed_at=None, language=None)
    )
    assert row[:6] == [None, None, "r1", "in-progress", 0, None]
    assert row[7] is None


def test_a_document_of_an_earlier_version_lacks_what_came_later() -> None:
    whole = document()
    earlier = {**whole, "answers": {name: entry for name, entry in whole["answers"].items() if name != "rate"}}
    row = dict(zip((column.name for column in COLUMNS), row_of(COLUMNS, earlier), strict=True))

    assert (row["rate"], row["rate__status"], row["day"]) == (None, "open", date(2019, 4, 22))


class TestCodeBook:
    def rows(self) -> dict[str, dict[str, str]]:
        rows = (dict(zip(HEADINGS, row, strict=True)) for row in code_book(SMALL, COLUMNS))
        return {row["column"]: row for row in rows}

    def test_every_column_has_its_row(self) -> None:
        assert [*self.rows()] == [column.name for column in COLUMNS]
        assert all(row["holds"] and row["type"] for row in self.rows().values())

    def test_a_choice_is_told_with_the_question_it_is_of(self) -> None:
        assert self.rows()["tools__mail"] == {
            "column": "tools__mail",
            "section": "II. Two",
            "number": "3",
            "question": "Which tools are used?",
            "holds": "E-mail",
            "type": "0 or 1",
            "values": "0 = Not chosen\n1 = Chosen",
            "unit": "",
        }

    def test_codes_and_units_are_told(self) -> None:
        rows = self.rows()
        assert rows["size"]["values"] == "small = Small\nlarge = Large\nother = Other"
        assert rows["rate"]["unit"] == "per cent, 0 to 100"
        assert rows["why__status"]["values"].splitlines() == [f"{code} = {words}" for code, words in STATUSES.items()]
        assert rows["officer_name"]["question"] == "The officer Name:"

    def test_it_speaks_the_first_language_of_the_questionnaire_without_markup(self) -> None:
        rows = {row[0]: row for row in code_book(LIBRARIES, columns_of(LIBRARIES))}
        assert rows["portals"][3] == "Where are the public libraries on the web?"
        assert rows["owner"][6].startswith("state = The state\ncities = The cities")

    def test_all_of_it_is_in_that_language(self) -> None:
        french = LIBRARIES.model_copy(update={"languages": ("fr", "en")})
        rows = {row[0]: row for row in code_book(french, columns_of(french))}
        assert rows["online"][3:] == (
            "Les lecteurs peuvent-ils les utiliser en ligne ?",
            "La réponse",
            "0 ou 1",
            "0 = Non\n1 = Oui",
            "",
        )
        assert rows["owner"][6].endswith("\nother = Autre")
        assert rows["readers"][4:6] == ("La réponse", "nombre")
