from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from flows.answer import Answer, Source
from flows.errors import CountryTaken, StorageError
from flows.ports import Since, Storage
from flows.response import Response, Status
from storage import open_storage
from storage.tables import answer_history, answers, responses
from tests import strategies
from tests.storage.looking import Look, looking, until_one_waits_for_a_lock
from tests.storage.steps import NOW, QUESTIONNAIRE, answer, at, begin, load, meet, save


async def test_a_new_response_is_empty(storage: Storage) -> None:
    _, response = await begin(storage, chat=1)
    assert response == Response(
        id=response.id, questionnaire=QUESTIONNAIRE, version="1", started_at=NOW, changed_at=NOW
    )
    assert await load(storage, response.id) == response


@pytest.mark.parametrize("unknown", ["0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", "", "1", "QUESTION", "' OR 1=1"])
async def test_an_unknown_response_is_none(storage: Storage, unknown: str) -> None:
    assert await load(storage, unknown) is None
    async with storage.reading() as work:
        assert await work.responses.submission(unknown, 1) is None


# One database serves all examples: each has a questionnaire of its own, so none can take another's country.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=strategies.responses, second=strategies.responses)
async def test_any_response_is_loaded_as_it_was_saved(storage: Storage, first: Response, second: Response) -> None:
    respondent, started = await begin(storage, chat=1, questionnaire=uuid4().hex)
    before = started
    for response in (first, second):
        after = response.but(id=started.id, questionnaire=started.questionnaire)
        await save(storage, after, before, respondent)
        assert await load(storage, started.id) == after
        before = after


async def test_every_field_of_a_response_and_of_an_answer_has_its_column() -> None:
    assert set(responses.c.keys()) == Response.model_fields.keys() - {"answers"}
    assert set(answers.c.keys()) == Answer.model_fields.keys() | {"response_id", "question", "respondent_id"}


async def test_every_answer_given_changed_or_taken_back_enters_the_history(storage: Storage, look: Look) -> None:
    respondent, empty = await begin(storage, chat=1)
    given = await save(storage, empty.with_answer("q1", answer("a")).with_answer("q2", answer("b")), empty, respondent)
    colleague = await meet(storage, chat=2)
    changed = await save(storage, given.with_answer("q2", answer("c", 1)).but(last_seen_at=at(1)), given, colleague)
    await save(storage, changed.with_answer("q1", None).but(last_seen_at=at(2)), changed, respondent)

    history = answer_history.c
    rows = await look(select(history.question, history.answer, history.respondent_id, history.at).order_by(history.id))
    assert rows == [
        ("q1", answer("a"), respondent.id, at(0)),
        ("q2", answer("b"), respondent.id, at(0)),
        ("q2", answer("c", 1), colleague.id, at(1)),
        ("q1", None, respondent.id, at(2)),
    ]


async def test_the_question_a_message_once_answered_is_found_in_the_history(storage: Storage) -> None:
    def from_message(number: int) -> Answer:
        return answer("a").model_copy(update={"sources": (Source(chat=1, message=number, sent_at=NOW, text="a"),)})

    respondent, empty = await begin(storage, chat=1)
    given = await save(storage, empty.with_answer("q1", from_message(10)), empty, respondent)
    changed = await save(storage, given.with_answer("q1", from_message(12)), given, respondent)
    await save(storage, changed.with_answer("q1", None), changed, respondent)
    async with storage.reading() as work:
        asked = {
            (chat, number): await work.responses.question_once_answered_by(empty.id, chat, number)
            for chat, number in ((1, 10), (1, 12), (1, 11), (2, 10))
        }
    assert asked == {(1, 10): "q1", (1, 12): "q1", (1, 11): None, (2, 10): None}


async def test_an_answer_knows_who_gave_it_last(storage: Storage, look: Look) -> None:
    respondent, empty = await begin(storage, chat=1)
    colleague = await meet(storage, chat=2)
    given = await save(storage, empty.with_answer("q1", answer("a")).with_answer("q2", answer("b")), empty, respondent)
    await save(storage, given.with_answer("q2", answer("c")), given, colleague)
    rows = await look(select(answers.c.question, answers.c.respondent_id).order_by(answers.c.question))
    assert rows == [("q1", respondent.id), ("q2", colleague.id)]


async def test_saving_what_did_not_change_leaves_no_history(storage: Storage, look: Look) -> None:
    respondent, empty = await begin(storage, chat=1)
    given = await save(storage, empty.with_answer("q1", answer("a")), empty, respondent)
    await save(storage, given, given, respondent)
    await save(storage, given.but(prompt=9), given, respondent)
    assert len(await look(select(answer_history))) == 1


async def test_what_no_database_can_keep_of_a_text_is_replaced(storage: Storage) -> None:
    respondent, empty = await begin(storage, chat=1)
    typed = Answer(value="half \ud83d", note="nul\0", typed="both \0\udc00 and 👍", given_at=NOW)
    await save(storage, empty.with_answer("q1", typed), empty, respondent)
    loaded = await load(storage, empty.id)
    assert loaded is not None
    assert loaded.answers["q1"].value == "half �"
    assert loaded.answers["q1"].note == "nul�"
    assert loaded.answers["q1"].typed == "both �� and 👍"


async def test_a_time_without_zone_is_a_storage_error(storage: Storage) -> None:
    respondent, empty = await begin(storage, chat=1)
    with pytest.raises(StorageError):
        await save(storage, empty.but(last_seen_at=NOW.replace(tzinfo=None)), empty, respondent)


class TestCountry:
    async def test_one_country_has_one_live_response(self, storage: Storage) -> None:
        respondent, one = await begin(storage, chat=1)
        await save(storage, one.but(country="PAK"), one, respondent)
        respondent, other = await begin(storage, chat=2)
        taken = other.but(country="PAK", prompt=7).with_answer("country", answer("PAK"))
        with pytest.raises(CountryTaken) as refusal:
            await save(storage, taken, other, respondent)
        assert refusal.value.country == "PAK"
        assert await load(storage, other.id) == other

    async def test_another_questionnaire_may_have_the_same_country(self, storage: Storage) -> None:
        for chat, questionnaire in enumerate([QUESTIONNAIRE, "msq-2022"]):
            respondent, response = await begin(storage, chat, questionnaire)
            await save(storage, response.but(country="PAK"), response, respondent)

    async def test_a_stopped_response_leaves_its_country_free(self, storage: Storage) -> None:
        respondent, one = await begin(storage, chat=1)
        await save(storage, one.but(country="PAK", status=Status.STOPPED), one, respondent)
        respondent, other = await begin(storage, chat=2)
        live = await save(storage, other.but(country="PAK"), other, respondent)
        assert await load(storage, other.id) == live

    async def test_a_stopped_response_cannot_come_to_life_beside_another(self, storage: Storage) -> None:
        first, one = await begin(storage, chat=1)
        stopped = await save(storage, one.but(country="PAK", status=Status.STOPPED), one, first)
        second, other = await begin(storage, chat=2)
        await save(storage, other.but(country="PAK"), other, second)
        with pytest.raises(CountryTaken):
            await save(storage, stopped.but(status=Status.IN_PROGRESS), stopped, first)

    @pytest.mark.parametrize(("first_commits", "second_is_taken"), [(True, True), (False, False)])
    async def test_of_two_at_the_same_time_one_gets_it(
        self, postgresql_url: str, first_commits: bool, second_is_taken: bool
    ) -> None:
        async with (
            open_storage(postgresql_url) as storage,
            open_storage(postgresql_url) as second_storage,
            looking(postgresql_url) as look,
        ):
            first, one = await begin(storage, chat=1)
            second, other = await begin(storage, chat=2)
            async with storage.work() as work:
                await work.responses.save(one.but(country="PAK"), one, first)
                saving = asyncio.create_task(save(second_storage, other.but(country="PAK"), other, second))
                await until_one_waits_for_a_lock(look)
                if first_commits:
                    await work.commit()
            await asyncio.wait([saving])
            assert isinstance(saving.exception(), CountryTaken) is second_is_taken


class TestSubmissions:
    async def test_a_document_is_kept_under_its_revision(self, storage: Storage) -> None:
        _, response = await begin(storage, chat=1)
        documents = {
            revision: {"revision": revision, "answers": {"b": ["é", "\0"], "a": 1.0}, "z": None, "y": {}}
            for revision in (1, 2)
        }
        for revision, document in documents.items():
            async with storage.work() as work:
                submitted = response.but(revision=revision, completed_at=at(revision))
                await work.responses.keep_submission(submitted, document)
                await work.commit()
        async with storage.reading() as work:
            for revision, document in documents.items():
                kept = await work.responses.submission(response.id, revision)
                assert kept == document
                assert list(kept) == list(document)
            assert await work.responses.submission(response.id, 3) is None

    async def test_what_was_submitted_is_never_overwritten(self, storage: Storage) -> None:
        _, response = await begin(storage, chat=1)
        submitted = response.but(revision=1, completed_at=NOW)
        async with storage.work() as work:
            await work.responses.keep_submission(submitted, {"is": "kept"})
            await work.commit()
        async with storage.work() as work:
            with pytest.raises(StorageError):
                await work.responses.keep_submission(submitted, {"is": "other"})
        async with storage.reading() as work:
            assert await work.responses.submission(response.id, 1) == {"is": "kept"}


class TestAll:
    @pytest.fixture(autouse=True)
    def small_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("storage.responses.BATCH", 2)

    async def five(self, storage: Storage) -> list[Response]:
        """PAK in progress, KEN completed, PAK stopped, nobody's, FRA amended."""
        fields = [
            {"country": "PAK"},
            {"country": "KEN", "status": Status.COMPLETED},
            {"country": "PAK", "status": Status.STOPPED},
            {},
            {"country": "FRA", "status": Status.AMENDED},
        ]
        saved = []
        for chat, changes in enumerate(fields):
            respondent, response = await begin(storage, chat)
            after = response.but(**changes)
            for question in range(chat):
                after = after.with_answer(f"q{question}", answer(f"{chat}"))
            saved.append(await save(storage, after, response, respondent))
        await begin(storage, chat=99, questionnaire="another")
        return saved

    @pytest.mark.parametrize(
        ("statuses", "country", "expected"),
        [
            (None, None, [0, 1, 2, 3, 4]),
            ([Status.IN_PROGRESS], None, [0, 3]),
            ({Status.COMPLETED, Status.AMENDED}, None, [1, 4]),
            ((), None, []),
            (None, "PAK", [0, 2]),
            ([Status.STOPPED], "PAK", [2]),
            (None, "BRA", []),
        ],
    )
    async def test_all_are_read_oldest_first_and_as_far_as_asked_for(
        self, storage: Storage, statuses: list[Status] | None, country: str | None, expected: list[int]
    ) -> None:
        saved = await self.five(storage)
        async with storage.reading() as work:
            read = [r async for r in work.responses.all(QUESTIONNAIRE, statuses=statuses, country=country)]
            count = await work.responses.count(QUESTIONNAIRE, statuses=statuses, country=country)
        assert read == [saved[number] for number in expected]
        assert count == len(expected)

    @pytest.mark.parametrize(
        ("submitted", "since", "expected"),
        [
            (None, Since(), [0, 1, 2, 3, 4]),
            (True, Since(), [1, 4]),
            (False, Since(), [0, 2, 3]),
            (None, Since(started=at(1)), []),
            (None, Since(started=NOW), [0, 1, 2, 3, 4]),
            (None, Since(submitted=at(1)), [1, 4]),
            (None, Since(submitted=at(2)), [4]),
            # Of the one that a process of an earlier version began it is not known.
            (None, Since(changed=at(2)), [2, 3, 4]),
            (True, Since(changed=at(3)), [4]),
            (None, Since(changed=at(9)), [3]),
        ],
    )
    async def test_what_was_submitted_or_changed_since_a_moment_is_told(
        self, storage: Storage, submitted: bool | None, since: Since, expected: list[int]
    ) -> None:
        saved = []
        for number, before in enumerate(await self.five(storage)):
            revision = int(before.status in (Status.COMPLETED, Status.AMENDED))
            changed_at = None if number == 3 else at(number)
            after = before.but(revision=revision, completed_at=at(number) if revision else None, changed_at=changed_at)
            saved.append(await save(storage, after, before, await meet(storage, chat=number)))
        async with storage.reading() as work:
            read = [r async for r in work.responses.all(QUESTIONNAIRE, submitted=submitted, since=since)]
            count = await work.responses.count(QUESTIONNAIRE, submitted=submitted, since=since)
        assert read == [saved[number] for number in expected]
        assert count == len(expected)

    async def test_submissions_are_read_as_they_were_submitted_last(self, storage: Storage) -> None:
        saved = await self.five(storage)
        async with storage.work() as work:
            for number, revision in ((1, 1), (4, 1), (4, 2)):
                submitted = saved[number].but(revision=revision, completed_at=at(number))
                await work.responses.keep_submission(submitted, {"revision": revision, "nul": "\0"})
                await work.responses.save(submitted, saved[number], await work.respondents.lock(number, NOW))
            await work.commit()
        async with storage.reading() as work:
            found = [each async for each in work.responses.submissions(QUESTIONNAIRE)]
            amended = [each async for each in work.responses.submissions(QUESTIONNAIRE, statuses={Status.AMENDED})]
        assert found == [(saved[number].id, {"revision": number // 2 or 1, "nul": "\0"}) for number in (1, 4)]
        assert amended == found[1:]

    async def test_reading_all_sees_one_moment_however_long_it_takes(self, storage: Storage) -> None:
        saved = await self.five(storage)
        read = []
        async with storage.reading() as work:
            async for response in work.responses.all(QUESTIONNAIRE):
                read.append(response)
                await begin(storage, chat=100 + len(read))
        assert read == saved

    async def test_reading_may_stop_early(self, storage: Storage) -> None:
        saved = await self.five(storage)
        async with storage.reading() as work:
            async for response in work.responses.all(QUESTIONNAIRE):
                assert response == saved[0]
                break
            assert await work.responses.count(QUESTIONNAIRE) == 5
