"""What a process of another version wrote: rows as an earlier one left them, and fields that only a later one knows."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from bot.rendering import SendFile, SendText, render
from flows.answer import Answer, Override, OverrideReason, Source, Warned
from flows.message import Button, File, Message, Span
from flows.ports import Storage
from flows.reading import Accepted
from flows.turns import Action, Tap
from flows.violations import Code, Violation
from flows.waiting import (
    ForAnswer,
    ForBegin,
    ForConfirmation,
    ForLanguage,
    ForOther,
    ForReason,
    ForSubmission,
    Nothing,
    Waiting,
)
from storage import columns
from storage.migrating import in_transaction
from storage.tables import answer_history
from storage.tables.responding import CARRIED
from tests.storage.steps import NOW, begin, first_of, load, put, save

MESSAGE = (
    '{"text":[{"text":"Thanks. ","bold":false},{"text":"2.1","bold":true}],'
    '"buttons":[[{"caption":"Skip","tap":{"action":"s","question":"q1","choice":"","prompt":4}}]],'
    '"files":[{"name":"r.json","media_type":"application/json","content":"{\\"a\\":1}"}],'
    '"question":"q1","about":"q0","in_place":true}'
)
SOURCES = (
    '[{"chat":1,"message":5,"sent_at":"2019-04-22T14:05:00Z","text":"forty","hyperlinks":[],"cut":false,'
    '"for_other":false}]'
)
ESTIMATE = Override(warned=Warned.PERCENT_UNUSUAL, reason=OverrideReason.ESTIMATE)
FORTY = (Source(chat=1, message=5, sent_at=NOW, text="forty"),)

WAITING: dict[str, Waiting] = {
    '{"kind":"language"}': ForLanguage(),
    '{"kind":"begin"}': ForBegin(),
    '{"kind":"answer","question":"q1","returning":true,"refusals":2,"refused":"a lot","sources":%s}': ForAnswer(
        question="q1", returning=True, refusals=2, refused="a lot", sources=FORTY
    ),
    '{"kind":"other","question":"q2","returning":false,"chosen":["a","b"]}': ForOther(question="q2", chosen=("a", "b")),
    '{"kind":"reason","question":"q1","returning":false}': ForReason(question="q1"),
    '{"kind":"submission"}': ForSubmission(),
    '{"kind":"nothing"}': Nothing(),
    '{"kind":"confirmation","question":"q1","returning":false,"typed":"forty","sources":%s,'
    '"doubt":{"code":"country_unsure","params":{}},"readings":[{"value":40,"note":null,"other":null}]}': (
        ForConfirmation(
            question="q1",
            typed="forty",
            sources=FORTY,
            doubt=Violation(Code.COUNTRY_UNSURE),
            readings=(Accepted(40),),
        )
    ),
}


async def write(url: str, table: str, column: str, value: str) -> None:
    statement = text(f"UPDATE {table} SET {column} = :value").bindparams(value=value)
    assert await in_transaction(url, lambda connection: connection.execute(statement).rowcount) == 1


async def read(url: str, table: str, column: str) -> str:
    return str(await in_transaction(url, lambda connection: connection.scalar(text(f"SELECT {column} FROM {table}"))))


async def test_a_message_an_earlier_version_left_in_the_outbox_goes_out(storage: Storage, url: str) -> None:
    respondent, _ = await begin(storage, chat=1)
    await put(storage, respondent, "…")
    await write(url, "outbox", "message", MESSAGE)

    left = (await first_of(storage, chat=1)).message
    assert left == Message(
        text=(Span("Thanks. "), Span("2.1", bold=True)),
        buttons=((Button("Skip", Tap(action=Action.SKIP, question="q1", prompt=4)),),),
        files=(File(name="r.json", media_type="application/json", content='{"a":1}'),),
        question="q1",
        about="q0",
        in_place=True,
    )
    said, file = render(left)
    assert isinstance(said, SendText)
    assert said.html == "Thanks. <b>2.1</b>"
    assert file == SendFile("r.json", b'{"a":1}')


@pytest.mark.parametrize(("kept", "waiting"), WAITING.items(), ids=lambda value: getattr(value, "kind", ""))
async def test_what_an_earlier_version_waited_for_is_waited_for(
    storage: Storage, url: str, kept: str, waiting: Waiting
) -> None:
    _, response = await begin(storage, chat=1)
    await write(url, "responses", "waiting", kept.replace("%s", SOURCES))
    found = await load(storage, response.id)
    assert found
    assert found.waiting == waiting


async def test_answers_an_earlier_version_kept_are_those_of_this_one(storage: Storage, url: str) -> None:
    respondent, response = await begin(storage, chat=1)
    given = Answer(value=40, typed="forty", sources=FORTY, given_at=NOW)
    await save(storage, response.with_answer("q1", given), response, respondent)
    await write(url, "answers", "sources", SOURCES)
    found = await load(storage, response.id)
    assert found
    assert found.answers == {"q1": given}


async def test_an_earlier_version_which_refuses_what_it_does_not_know_reads_what_this_one_writes(
    storage: Storage, url: str
) -> None:
    """Unless something is said with it that could not be said before."""
    respondent, response = await begin(storage, chat=1)
    given = Answer(value=40, typed="forty", sources=FORTY, given_at=NOW)
    after = response.with_answer("q1", given).but(waiting=ForReason(question="q2"))
    await save(storage, after, response, respondent)
    assert await read(url, "answers", "sources") == SOURCES
    assert await read(url, "responses", "waiting") == '{"kind":"reason","question":"q2","returning":false}'
    history = await read(url, "answer_history", "answer")
    assert not [new for new in ("confirmed", "override") if new in history]


async def test_what_is_new_in_this_version_is_written_where_it_says_something(storage: Storage, url: str) -> None:
    respondent, response = await begin(storage, chat=1)
    sources = (Source(chat=1, message=5, sent_at=NOW, text="40, 50", piece=""),)
    given = Answer(value=40, typed="40, 50", sources=sources, confirmed=True, override=ESTIMATE, given_at=NOW)
    after = response.with_answer("q1", given).but(waiting=ForReason(question="q2", rest=True))
    await save(storage, after, response, respondent)
    assert await load(storage, response.id) == after
    kept = answer_history.c.answer.type
    assert isinstance(kept, columns.Json)
    assert kept.process_result_value(await read(url, "answer_history", "answer"), None) == given  # type: ignore[arg-type]


async def test_fields_of_a_later_version_are_passed_over(storage: Storage, url: str) -> None:
    respondent, response = await begin(storage, chat=1)
    given = Answer(value=40, typed="forty", sources=FORTY, given_at=NOW)
    await save(storage, response.with_answer("q1", given), response, respondent)
    await put(storage, respondent, "Hello")
    await write(url, "answers", "sources", SOURCES.replace("{", '{"later":1,'))
    await write(url, "responses", "waiting", '{"kind":"begin","later":{"a":[1]}}')
    await write(url, "outbox", "message", MESSAGE.replace('{"text"', '{"later":1,"text"'))

    found = await load(storage, response.id)
    assert found
    assert (found.answers, found.waiting) == ({"q1": given}, ForBegin())
    assert (await first_of(storage, chat=1)).message.question == "q1"


def test_of_long_values_that_are_read_again_and_again_few_are_kept() -> None:
    """An earlier edition's answers take half a megabyte a country, and are others with each that is cleared."""
    offered = {
        f"q{number}": {"answer": {"value": "word " * 20, "given_at": NOW.isoformat()}, "year": 2020}
        for number in range(30)
    }
    long, short = json.dumps(offered), json.dumps({"q1": offered["q1"]})
    column = columns.RepeatedJson(CARRIED)
    columns._read.cache_clear()
    columns._read_long.cache_clear()
    for value in (long, short, long, short):
        assert column.process_result_value(value, None)  # type: ignore[arg-type]
    for cache in (columns._read, columns._read_long):
        assert (cache.cache_info().hits, cache.cache_info().misses) == (1, 1)
    assert (columns._read_long.cache_info().maxsize or 0) * len(long) < 5_000_000
