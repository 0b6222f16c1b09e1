"""What the tests of the wording share: responses to speak about, and messages as they are seen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

from flows.answer import Answer, SkipReason
from flows.attachments import Attachment
from flows.campaign import Campaign
from flows.loading import load_questionnaire
from flows.message import Message
from flows.questionnaire import Questionnaire
from flows.reading import Link
from flows.response import Response
from flows.turns import (
    Reply,
    Turn,
)
from flows.waiting import ForAnswer, ForSubmission, Waiting
from flows.wording import render
from tests.flows.small import small

NOW = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)
MSQ = load_questionnaire("msq-2020")
LIBRARIES = load_questionnaire(Path(__file__).parent.parent / "questionnaires" / "all-types.yaml")

# Everything a code may name; each sentence takes what it needs.
PARAMS: dict[str, str | int] = {
    "written": "www.pakistan,gov.pk",
    "scheme": "ftp",
    "country": "PAK",
    "count": 312,
    "limit": 250,
    "excess": 62,
    "name": "plan.pdf",
    "kinds": "PDF, DOCX",
}


def attachment(question: str, name: str = "plan 2020.pdf") -> Attachment:
    return Attachment(
        id="3e9-b",
        question=question,
        name=name,
        media_type="application/pdf",
        size=1_234_567,
        sha256="0" * 64,
        chat=1001,
        message=11,
        added_at=NOW,
    )


def given(value: Any = None, **about: Any) -> Answer:
    return Answer(value=value, given_at=NOW, **about)


ANSWERS = {
    "country": given("PAK"),
    "date": given("2019-04-22"),
    "authorization": given(True, version="1"),
    "q1": given((), note="The E-Government Portal is being upgraded"),
    "q2a": given((Link(url="https://www.eoffice.gov.pk"),), note="An Intranet Portal and not available for public use"),
    "q3": given(
        (Link(url="https://www.moit.gov.pk", name="Ministry of IT"), Link(url="https://www.nitb.gov.pk", name="NITB"))
    ),
    "q4": given(False),
    "q6": given("Pakistan has prioritized the Sustainable Development Goals. " * 33),
    "q8": given(("implementation_plan", "sdgs")),
    "q9": given(()),
    "q13": given("No."),
    "q15": given(("ai", "other"), other="drones"),
    "q17": given(57, note="satisfactory rate (for Pakistan Citizen Portal)"),
    "q18": given(skipped=SkipReason.NOT_AVAILABLE),
}


def response_of(
    questionnaire: Questionnaire = MSQ,
    *,
    question: str | None = "q5a",
    waiting: Waiting | None = None,
    language: str = "en",
    **changes: Any,
) -> Response:
    asked = ForAnswer(question=question) if question else ForSubmission()
    fields: dict[str, Any] = {"answers": ANSWERS, "country": "PAK", "prompt": 7} | changes
    return Response(
        id="r1",
        questionnaire=questionnaire.name,
        version=questionnaire.version,
        language=language,
        started_at=NOW,
        waiting=waiting or asked,
        **fields,
    )


def message_of(
    *replies: Reply,
    of: Questionnaire = MSQ,
    response: Response | None = None,
    campaign: Campaign | None = None,
) -> Message:
    response = response or response_of(of)
    message = render(of, response, Turn(response, replies), NOW, campaign)
    assert message is not None
    return message


def seen(message: Message) -> str:
    """The message as conversation.md writes it: bold between asterisks, a line for each row of buttons."""
    text = "".join(f"*{span.text}*" if span.bold else span.text for span in message.text)
    rows = ("".join(f"[{button.caption}]" for button in row) for row in message.buttons)
    return "\n".join((text, *rows))


def assert_says(message: Message, expected: str) -> None:
    assert seen(message) == dedent(expected).strip("\n")


def captions_of(message: Message) -> list[str]:
    return [button.caption for row in message.buttons for button in row]


def small_response(**changes: Any) -> Response:
    return response_of(small(), **({"question": None, "answers": {}} | changes))


def libraries_response(**answers: Answer) -> Response:
    return response_of(LIBRARIES, question=None, answers=answers)
