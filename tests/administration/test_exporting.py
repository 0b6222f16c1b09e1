"""Which responses leave, as what, and since when: on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from flows.administration.exporting import Selection, Which, count_responses, export_document, export_documents
from flows.document import document_schema
from flows.turns import Action, Command, Commanded, Started
from tests.administration.office import Office

PAK, PER, KEN, FRA = 1001, 1002, 1003, 1004
"""Submitted; submitted and being corrected; begun; amended."""

ALL = ["PAK", "PER", "KEN", "FRA"]


@pytest.fixture
async def survey(office: Office) -> Office:
    """Each began a day after the one before it."""
    for chat, country in zip((PAK, PER, KEN, FRA), ALL, strict=True):
        await office.admit(chat, country)
        await office.tap(chat, Action.BEGIN)
        await office.say(chat, "I agree", "www.gov.pk", "no")
        if country != "KEN":
            await submit(office, chat)
        office.clock.pass_by(days=1)
    await correct(office, PER)
    await correct(office, FRA)
    await submit(office, FRA)
    return office


async def submit(office: Office, chat: int) -> None:
    await office.tap(chat, Action.SUMMARY)
    await office.tap(chat, Action.SUBMIT)


async def correct(office: Office, chat: int) -> None:
    await office.tap(chat, Action.EDIT, question="site")
    await office.say(chat, "www.gov.pe")


async def exported(survey: Office, selection: Selection) -> list[Any]:
    found = [each async for each in export_documents(survey.storage, survey.questionnaire, selection)]
    assert await count_responses(survey.storage, survey.questionnaire, selection) == len(found)
    for document in found:
        Draft202012Validator(document_schema(survey.questionnaire)).validate(document)
    return found


def countries(documents: list[Any]) -> list[str]:
    return [document["response"]["country"]["code"] for document in documents]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["PAK", "PER", "FRA"]),
        (Selection(Which.IN_PROGRESS), ["PER", "KEN"]),
        (Selection(Which.ALL), ALL),
        (Selection(Which.ALL, country="KEN"), ["KEN"]),
        (Selection(country="KEN"), []),
        (Selection(started_since=datetime(2019, 4, 23, tzinfo=UTC)), ["PER", "FRA"]),
        (Selection(Which.ALL, started_since=datetime(2019, 4, 24, tzinfo=UTC)), ["KEN", "FRA"]),
        (Selection(Which.ALL, submitted_since=datetime(2019, 4, 23, tzinfo=UTC)), ["PER", "FRA"]),
        (Selection(Which.ALL, changed_since=datetime(2019, 4, 24, tzinfo=UTC)), ["PER", "KEN", "FRA"]),
        (Selection(changed_since=datetime(2019, 4, 26, tzinfo=UTC)), ["PER", "FRA"]),
        (Selection(Which.ALL, changed_since=datetime(2019, 4, 27, tzinfo=UTC)), []),
    ],
    ids=lambda value: str(value) if isinstance(value, Selection) else "",
)
async def test_responses_are_selected(survey: Office, selection: Selection, expected: list[str]) -> None:
    assert countries(await exported(survey, selection)) == expected


async def test_what_was_submitted_stands_until_it_is_submitted_again(survey: Office) -> None:
    (submitted,) = await exported(survey, Selection(country="PER"))
    (standing,) = await exported(survey, Selection(Which.IN_PROGRESS, country="PER"))
    (either,) = await exported(survey, Selection(Which.ALL, country="PER"))
    (again,) = await exported(survey, Selection(country="FRA"))

    assert submitted["answers"]["site"]["value"] == [{"url": "https://www.gov.pk"}]
    assert standing["answers"]["site"]["value"] == [{"url": "https://www.gov.pe"}]
    assert either == submitted
    assert (again["response"]["status"], again["response"]["revision"]) == ("amended", 2)
    assert again["answers"]["site"]["value"] == [{"url": "https://www.gov.pe"}]


async def test_looking_changes_nothing_and_answering_does(survey: Office) -> None:
    survey.clock.pass_by(days=10)
    now = survey.clock.now()
    await survey.hear(KEN, Started())
    for command in (Command.REVIEW, Command.SECTIONS, Command.WHERE):
        await survey.hear(KEN, Commanded(command))
    assert await exported(survey, Selection(Which.ALL, changed_since=now)) == []
    await survey.say(KEN, "mail")
    assert countries(await exported(survey, Selection(Which.ALL, changed_since=now))) == ["KEN"]


async def test_one_response_is_exported_by_its_id(survey: Office) -> None:
    ids = {country: (await survey.response(chat)).id for chat, country in zip((PAK, PER, KEN), ALL, strict=False)}

    async def one(response_id: str, which: Which = Which.COMPLETED) -> Any:
        return await export_document(survey.storage, survey.questionnaire, response_id, which)

    assert (await one(ids["PAK"]))["response"]["country"]["code"] == "PAK"
    assert (await one(ids["PER"]))["response"]["status"] == "completed"
    assert (await one(ids["PER"], Which.IN_PROGRESS))["response"]["status"] == "in-progress"
    assert await one(ids["PAK"], Which.IN_PROGRESS) is None
    assert await one(ids["KEN"]) is None
    assert (await one(ids["KEN"], Which.ALL))["response"]["status"] == "in-progress"
    assert await one("unknown", Which.ALL) is None
    other = survey.questionnaire.model_copy(update={"name": "another"})
    assert await export_document(survey.storage, other, ids["PAK"]) is None


async def test_however_many_there_are_they_come_in_the_order_in_which_they_were_begun(
    survey: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (1, 2, 3):
        monkeypatch.setattr("storage.responses.BATCH", size)
        assert countries(await exported(survey, Selection(Which.ALL))) == ALL


def test_a_selection_says_what_it_is() -> None:
    since = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)
    assert str(Selection()) == "completed"
    assert str(Selection(Which.ALL, changed_since=since, started_since=since)) == (
        "all, begun since 2019-04-22T14:05:00+00:00, changed since 2019-04-22T14:05:00+00:00"
    )
