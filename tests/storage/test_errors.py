from __future__ import annotations

import asyncio
import inspect
import sqlite3
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from flows import ports
from flows.administration.enquiries import Enquiry
from flows.administration.invitations import Invitation
from flows.administration.roles import Act, Role
from flows.administration.sessions import Administrator, Session
from flows.administration.tokens import Scope, Token
from flows.campaign import Campaign
from flows.errors import StorageError
from flows.ports import (
    Among,
    Announcement,
    Audience,
    Delivery,
    Event,
    Kind,
    Notice,
    Occasion,
    Remark,
    Respondent,
    Storage,
    Work,
)
from flows.response import Response, Status
from storage import engines, open_storage
from storage.keys import new_key
from tests.postgresql import administer
from tests.storage.steps import NOW, answer, begin, letter, meet, message

RESPONDENT = Respondent(id=new_key(), chat=1)
RESPONSE = Response(id=new_key(), questionnaire="msq-2020", version="1", started_at=NOW, completed_at=NOW)
INVITATION = Invitation("msq-2020", Role.FOCAL_POINT, "PAK", "en", created_at=NOW, expires_at=NOW)
SESSION = Session(Administrator("amina", 1), began_at=NOW, seen_at=NOW, expires_at=NOW)
TOKEN = Token("nightly pull", (Scope.RESPONSES,), "amina", created_at=NOW, expires_at=NOW)
NOTICE = Notice("https://example.org", Event.COMPLETED, RESPONSE.id, 1, added_at=NOW, due_at=NOW, id=new_key())
REMARK = Remark(RESPONSE.id, 1, "q1", "Is this the portal?", "amina", NOW)
ENQUIRY = Enquiry("msq-2020", "PAK", RESPONSE.id, RESPONDENT.id, "q1", "", "What is meant?", NOW)
AMONG = Among("msq-2020", frozenset(), invited_only=False, limit=1)
OCCASION = Occasion(RESPONDENT.id, 1, Kind.SILENCE, NOW)
ANNOUNCEMENT = Announcement("msq-2020", Audience.ALL, "Hello", "amina", NOW)
DELIVERY = Delivery(id=new_key(), chat=1, message=message("Hello"), prompt=1)


async def _read_all(work: Work) -> None:
    async for _ in work.responses.all("msq-2020"):
        pass


async def _read_some(work: Work) -> None:
    async for _ in work.views.some([RESPONSE.id]):
        pass


async def _read_mentions(work: Work) -> None:
    async for _ in work.views.mentions("msq-2020", {Status.COMPLETED}, bool):
        pass


async def _read_excerpts(work: Work) -> None:
    async for _ in work.views.excerpts("msq-2020", {"q1"}, {Status.COMPLETED}):
        pass


async def _read_submissions(work: Work) -> None:
    async for _ in work.responses.submissions("msq-2020"):
        pass


async def _read_audit(work: Work) -> None:
    async for _ in work.audit.all():
        pass


CALLS: dict[str, Callable[[Work], Awaitable[object]]] = {
    "Updates.mark_done": lambda work: work.updates.mark_done(1, NOW),
    "Updates.forget": lambda work: work.updates.forget(NOW, 10),
    "Updates.probe": lambda work: work.updates.probe(NOW),
    "DeadLetters.add": lambda work: work.dead_letters.add(letter(1)),
    "DeadLetters.holds": lambda work: work.dead_letters.holds(1),
    "DeadLetters.all": lambda work: work.dead_letters.all(),
    "DeadLetters.count": lambda work: work.dead_letters.count(),
    "DeadLetters.ask_for_replay": lambda work: work.dead_letters.ask_for_replay(None, NOW),
    "DeadLetters.asked_for": lambda work: work.dead_letters.asked_for(),
    "DeadLetters.replayed": lambda work: work.dead_letters.replayed(1, NOW),
    "Leases.hold": lambda work: work.leases.hold(1, NOW),
    "Leases.release": lambda work: work.leases.release((1,)),
    "Leases.keep": lambda work: work.leases.keep((1,), NOW),
    "Leases.end_all": lambda work: work.leases.end_all(),
    "Leases.end_impossible": lambda work: work.leases.end_impossible(NOW),
    "Respondents.lock": lambda work: work.respondents.lock(1, NOW),
    "Respondents.mark_unreachable": lambda work: work.respondents.mark_unreachable(1, NOW),
    "Respondents.mark_reachable": lambda work: work.respondents.mark_reachable(1, NOW),
    "Respondents.get": lambda work: work.respondents.get(RESPONDENT.id),
    "Respondents.find": lambda work: work.respondents.find(1),
    "Respondents.working_on": lambda work: work.respondents.working_on(RESPONSE.id),
    "Respondents.administrators": lambda work: work.respondents.administrators((1,)),
    "Respondents.keep_desk": lambda work: work.respondents.keep_desk(RESPONDENT, None),
    "Respondents.assign": lambda work: work.respondents.assign(RESPONDENT, Role.FOCAL_POINT, None),
    "Invitations.add": lambda work: work.invitations.add(INVITATION, "hash"),
    "Invitations.use": lambda work: work.invitations.use("hash", "msq-2020", RESPONDENT, NOW),
    "Invitations.get": lambda work: work.invitations.get(new_key()),
    "Invitations.all": lambda work: work.invitations.all("msq-2020"),
    "Invitations.hold": lambda work: work.invitations.hold("msq-2020", "PAK"),
    "Invitations.revoke": lambda work: work.invitations.revoke(new_key(), NOW),
    "Views.stamps": lambda work: work.views.stamps("msq-2020", {Status.COMPLETED}),
    "Views.some": _read_some,
    "Views.excerpts": _read_excerpts,
    "Views.mentions": _read_mentions,
    "SignIns.add_link": lambda work: work.sign_ins.add_link(SESSION.administrator, "hash", NOW, NOW),
    "SignIns.use_link": lambda work: work.sign_ins.use_link("hash", NOW),
    "SignIns.begin": lambda work: work.sign_ins.begin(SESSION, "hash"),
    "SignIns.find": lambda work: work.sign_ins.find("hash"),
    "SignIns.seen": lambda work: work.sign_ins.seen(new_key(), NOW),
    "SignIns.of": lambda work: work.sign_ins.of(SESSION.administrator),
    "SignIns.end": lambda work: work.sign_ins.end(new_key(), NOW),
    "SignIns.forget": lambda work: work.sign_ins.forget(NOW),
    "Tokens.add": lambda work: work.tokens.add(TOKEN, "hash"),
    "Tokens.of": lambda work: work.tokens.of("hash"),
    "Tokens.all": lambda work: work.tokens.all(),
    "Tokens.used": lambda work: work.tokens.used(new_key(), NOW),
    "Tokens.revoke": lambda work: work.tokens.revoke(new_key(), NOW),
    "Notices.add": lambda work: work.notices.add(NOTICE),
    "Notices.due": lambda work: work.notices.due(NOW),
    "Notices.claim": lambda work: work.notices.claim(NOTICE, NOW),
    "Notices.delivered": lambda work: work.notices.delivered(NOTICE, NOW),
    "Notices.failed": lambda work: work.notices.failed(NOTICE, "answered 500", NOW),
    "Notices.give_up": lambda work: work.notices.give_up(NOTICE, "answered 500", NOW),
    "Notices.undelivered": lambda work: work.notices.undelivered(),
    "Notices.try_again": lambda work: work.notices.try_again(None, NOW),
    "Remarks.add": lambda work: work.remarks.add(REMARK),
    "Remarks.of": lambda work: work.remarks.of(RESPONSE.id),
    "Campaigns.get": lambda work: work.campaigns.get("msq-2020"),
    "Campaigns.put": lambda work: work.campaigns.put("msq-2020", Campaign(), NOW),
    "Campaigns.participants": lambda work: work.campaigns.participants("msq-2020"),
    "Reminders.near_deadline": lambda work: work.reminders.near_deadline(AMONG, NOW, NOW),
    "Reminders.silent": lambda work: work.reminders.silent(AMONG, NOW),
    "Reminders.asked_for": lambda work: work.reminders.asked_for(AMONG, NOW),
    "Reminders.plan": lambda work: work.reminders.plan(RESPONDENT.id, NOW),
    "Reminders.claim": lambda work: work.reminders.claim(OCCASION, NOW),
    "Reminders.last_sent": lambda work: work.reminders.last_sent("msq-2020"),
    "Announcements.add": lambda work: work.announcements.add(ANNOUNCEMENT, ()),
    "Announcements.get": lambda work: work.announcements.get(new_key()),
    "Announcements.all": lambda work: work.announcements.all("msq-2020"),
    "Announcements.waiting": lambda work: work.announcements.waiting("msq-2020", quiet=(), limit=1),
    "Announcements.claim": lambda work: work.announcements.claim(new_key(), RESPONDENT.id),
    "Announcements.watch": lambda work: work.announcements.watch(new_key(), None, None),
    "Announcements.watched": lambda work: work.announcements.watched("msq-2020"),
    "Announcements.outcomes": lambda work: work.announcements.outcomes(new_key()),
    "Enquiries.add": lambda work: work.enquiries.add(ENQUIRY),
    "Enquiries.get": lambda work: work.enquiries.get(new_key()),
    "Enquiries.all": lambda work: work.enquiries.all("msq-2020", unanswered=True),
    "Enquiries.answer": lambda work: work.enquiries.answer(new_key(), "Yes.", "amina", NOW),
    "Audit.add": lambda work: work.audit.add(NOW, "amina", Act.INVITED),
    "Audit.all": _read_audit,
    "Responses.start": lambda work: work.responses.start(RESPONDENT, "msq-2020", "1", NOW),
    "Responses.get": lambda work: work.responses.get(RESPONSE.id),
    "Responses.save": lambda work: work.responses.save(RESPONSE.with_answer("q1", answer("a")), RESPONSE, RESPONDENT),
    "Responses.history": lambda work: work.responses.history(RESPONSE.id, "q1"),
    "Responses.revisions": lambda work: work.responses.revisions(RESPONSE.id),
    "Responses.question_once_answered_by": lambda work: work.responses.question_once_answered_by(RESPONSE.id, 1, 7),
    "Responses.keep_submission": lambda work: work.responses.keep_submission(RESPONSE, {}),
    "Responses.submission": lambda work: work.responses.submission(RESPONSE.id, 1),
    "Responses.all": _read_all,
    "Responses.submissions": _read_submissions,
    "Responses.page": lambda work: work.responses.page("msq-2020", limit=10),
    "Responses.count": lambda work: work.responses.count("msq-2020"),
    "Prompts.seen": lambda work: work.prompts.seen(1, 7, NOW),
    "Prompts.question_of": lambda work: work.prompts.question_of(1, 7),
    "Outbox.add": lambda work: work.outbox.add(RESPONDENT, message("Hello"), prompt=1, edits=None, now=NOW),
    "Outbox.next_of": lambda work: work.outbox.next_of(1, NOW),
    "Outbox.due_chats": lambda work: work.outbox.due_chats(NOW),
    "Outbox.next_due_at": lambda work: work.outbox.next_due_at(),
    "Outbox.part_sent": lambda work: work.outbox.part_sent(DELIVERY, 1, NOW),
    "Outbox.delivered": lambda work: work.outbox.delivered(DELIVERY, NOW),
    "Outbox.bring_forward": lambda work: work.outbox.bring_forward(NOW),
    "Outbox.postpone": lambda work: work.outbox.postpone(DELIVERY, NOW),
    "Outbox.given_up": lambda work: work.outbox.given_up(),
    "Outbox.give_up": lambda work: work.outbox.give_up(DELIVERY, "refused", NOW),
    "Outbox.depth": lambda work: work.outbox.depth(),
    "Outbox.waiting_since": lambda work: work.outbox.waiting_since(),
}


def test_every_method_of_the_ports_is_called_here() -> None:
    repositories = (
        ports.Updates,
        ports.Respondents,
        ports.Responses,
        ports.Outbox,
        ports.Prompts,
        ports.DeadLetters,
        ports.Leases,
        ports.Invitations,
        ports.Audit,
        ports.Remarks,
        ports.Enquiries,
        ports.Tokens,
        ports.Notices,
        ports.SignIns,
        ports.Views,
        ports.Campaigns,
        ports.Reminders,
        ports.Announcements,
    )
    methods = {
        f"{port.__name__}.{name}"
        for port in repositories
        for name, _ in inspect.getmembers(port, inspect.isfunction)
        if not name.startswith("_")
    }
    assert methods == CALLS.keys()


@pytest.fixture(params=["new_sqlite_url", "postgresql_server"])
def tableless_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.mark.parametrize("call", CALLS)
async def test_a_failing_database_is_a_storage_error_with_its_cause(tableless_url: str, call: str) -> None:
    async with open_storage(tableless_url) as storage, storage.work() as work:
        with pytest.raises(StorageError) as failure:
            await CALLS[call](work)
    assert isinstance(failure.value.__cause__, SQLAlchemyError | sqlite3.Error)


async def test_the_error_does_not_tell_what_was_answered(tableless_url: str) -> None:
    async with open_storage(tableless_url) as storage, storage.work() as work:
        with pytest.raises(StorageError) as failure:
            await work.outbox.add(RESPONDENT, message("a secret"), prompt=1, edits=None, now=NOW)
    assert "a secret" not in f"{failure.value} {failure.value.__cause__}"
    assert "\n" not in str(failure.value)


async def test_a_reading_transaction_cannot_write(storage: Storage) -> None:
    async with storage.reading() as work:
        with pytest.raises(StorageError):
            await work.updates.mark_done(1, NOW)


async def test_a_server_that_cannot_be_reached_is_a_storage_error() -> None:
    async with open_storage("postgresql://localhost:1/focalpoint") as storage:
        with pytest.raises(StorageError):
            await meet(storage, chat=1)


async def test_a_database_that_is_not_there_is_a_storage_error(postgresql_server: str) -> None:
    async with open_storage(postgresql_server.replace("/postgres?", "/nowhere?")) as storage:
        with pytest.raises(StorageError, match="nowhere"):
            await meet(storage, chat=1)


async def test_a_sqlite_file_that_stays_locked_is_a_storage_error(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines._PRAGMAS, "busy_timeout", "0")
    async with open_storage(sqlite_url) as storage:
        await meet(storage, chat=1)
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            await meet(storage, chat=1)
        other.close()
        await meet(storage, chat=1)


CUT_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"


async def test_a_connection_cut_in_the_middle_of_a_turn_costs_that_turn_only(
    postgresql_url: str, postgresql_server: str
) -> None:
    cut = CUT_ALL.format(make_url(postgresql_url).database)
    async with open_storage(postgresql_url) as storage:
        _, response = await begin(storage, chat=1)
        async with storage.work() as work:
            await work.respondents.lock(1, NOW)
            await administer(postgresql_server, cut)
            with pytest.raises(StorageError):
                await work.commit()
        assert (await meet(storage, chat=1)).response_id == response.id


async def test_connections_cut_while_nobody_used_them_cost_nothing(postgresql_url: str, postgresql_server: str) -> None:
    opened = engines.create_engines(postgresql_url)
    assert isinstance(opened.writing, AsyncEngine)
    async with opened.writing.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    await administer(postgresql_server, CUT_ALL.format(make_url(postgresql_url).database))
    async with asyncio.timeout(10):
        while not driver.is_closed():  # noqa: ASYNC110
            await asyncio.sleep(0)  # the driver tells nobody when it hears of it
    async with opened.writing.connect() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await opened.dispose()
