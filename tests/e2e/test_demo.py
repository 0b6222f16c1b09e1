"""The demonstration: every answer of the recorded response is in the document, as the design's types say."""

from __future__ import annotations

from pathlib import Path

from jsonschema import Draft202012Validator

from bot.demo import Event, demonstrate, read_demonstration
from flows.document import document_schema
from flows.loading import load_questionnaire


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

    replies = [event.reply.text for event in shown if event.reply]
    assert any("can be opened only inside one network" in reply for reply in replies), "a refused address"
    assert any("is more than 100 %" in reply for reply in replies), "a refused percentage"
    assert any("Shall I keep it as a remark" in reply for reply in replies), "a confirmed reading"
    assert any(event.step.restart for event in shown), "an interruption"
    assert any(reply.startswith("Welcome back. You stopped at 9") for reply in replies), "the resume"
