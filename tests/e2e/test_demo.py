"""The demonstration: every answer of the recorded response is in the document, as the design's types say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from bot.demo import Event, demonstrate, read_demonstration
from flows.document import document_schema
from flows.exporting.describing import describe
from flows.exporting.forms import docx_form
from flows.loading import load_questionnaire
from tests.e2e.tables import the_tables_hold_what_was_recorded
from tests.flows.test_exporting.papers import asked_in, stands_in, text_of, words_of_docx, words_of_pdf


async def test_the_recorded_response_goes_through_the_real_bot_and_comes_out_as_its_document(tmp_path: Path) -> None:
    shown: list[Event] = []
    path, document = await demonstrate(read_demonstration(), tmp_path, shown.append)

    Draft202012Validator(document_schema(load_questionnaire("msq-2020"))).validate(document)
    assert path.exists()
    answers = document["answers"]
    assert document["response"]["country"] == {"code": "PAK", "name": "Pakistan"}
    assert answers["q1"] == {"status": "answered", "value": [], "note": "The E-Government Portal is being upgraded"}
    assert answers["q3"]["value"] == [
        {"url": "https://www.moit.gov.pk", "name": "Ministry of IT & Telecom (MoITT)"},
        {"url": "https://www.nitb.gov.pk", "name": "National Information Technology Board (NITB)"},
    ]
    assert answers["q4_phone"]["value"] == "+92519215347"
    assert answers["q17"] == {
        "status": "answered",
        "value": 57,
        "note": "satisfactory rate (for Pakistan Citizen Portal)",
    }
    assert answers["q18"] == {"status": "skipped", "reason": "not-available"}
    assert all(answer["status"] in ("answered", "skipped") for answer in answers.values())
    _every_answer_stands_in_the_forms((tmp_path / "msq-2020-PAK.pdf").read_bytes(), document)
    await the_tables_hold_what_was_recorded(tmp_path / "focalpoint.sqlite")

    sent = [event.step for event in shown if not event.step.restart]
    assert len(sent) < 60, "what a person must send and tap; it was 68 before cards and lists"
    replies = [event.reply.text for event in shown if event.reply]
    assert any("can be opened only inside one network" in reply for reply in replies), "a refused address"
    assert any("is more than 100 %" in reply for reply in replies), "a refused percentage"
    assert any("Shall I keep it as a remark" in reply for reply in replies), "a confirmed reading"
    assert any(event.step.restart for event in shown), "an interruption"
    assert any(reply.startswith("Welcome back. You stopped at 9") for reply in replies), "the resume"


def _every_answer_stands_in_the_forms(received: bytes, document: Mapping[str, Any]) -> None:
    """In the PDF that came with the receipt, and in the Word document of the same response."""
    questionnaire = load_questionnaire("msq-2020")
    form = describe(questionnaire, document)
    for words in (words_of_pdf(received), words_of_docx(docx_form(questionnaire, document))):
        for asked in asked_in(form):
            for paragraph in (*asked.words, *asked.given.words, *asked.given.remark):
                assert stands_in(paragraph.text, words)
            for tick in asked.given.ticks:
                assert stands_in(f"{'☒' if tick.ticked else '☐'}{text_of(tick.words)}", words)
