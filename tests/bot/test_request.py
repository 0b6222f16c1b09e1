"""The HTTP client against the simulator: what Telegram's trouble, the network's and our own limits become."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot import request as module
from bot.request import AiohttpRequest
from simulator.faults import Faults, When
from simulator.people import Person
from simulator.serving import serving
from simulator.world import TOKEN, World


@dataclass
class Line:
    address: str
    person: Person
    faults: Faults
    bot: Bot

    @property
    def chat(self) -> int:
        return self.person.account.id


@pytest_asyncio.fixture
async def line() -> AsyncIterator[Line]:
    world, faults = World(), Faults()
    async with serving(world, faults=faults) as address:
        person = Person.joining(world)
        person.say("/start")
        bot = _bot(address, AiohttpRequest())
        async with bot:
            yield Line(address, person, faults, bot)


def _bot(address: str, request: AiohttpRequest, token: str = TOKEN) -> Bot:
    return Bot(token, f"{address}/bot", f"{address}/file/bot", request=request, get_updates_request=AiohttpRequest(1))


async def test_a_message_arrives_with_its_words_as_they_are(line: Line) -> None:
    words = "Größe & 57 % = “ok”?\n+1 \N{PILE OF POO} \U0001f1f5\U0001f1f0 ٥٧"
    await line.bot.send_message(line.chat, words)
    assert (await line.person.next_message()).text == words


async def test_a_file_arrives_with_its_name_and_content(line: Line) -> None:
    content = bytes(range(256)) * 100
    await line.bot.send_document(line.chat, InputFile(content, filename="mön-2020.json"), caption="Yours")
    message = await line.person.next_message()
    received = line.person.file(message)
    assert (received.name, received.content, message.text) == ("mön-2020.json", content, "Yours")


async def test_a_file_comes_back(line: Line) -> None:
    sent = await line.bot.send_document(line.chat, InputFile(b"{}", filename="a.json"))
    assert sent.document is not None
    file = await line.bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"{}"


async def test_one_connection_serves_one_call_after_the_other(line: Line) -> None:
    request = AiohttpRequest(1)
    async with _bot(line.address, request) as bot:
        for number in range(5):
            await bot.send_message(line.chat, str(number))
        assert request._session is not None
        connector = request._session.connector
        assert connector is not None
        assert sum(map(len, connector._conns.values())) == 1


async def test_the_words_of_telegram_come_with_the_error(line: Line) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await line.bot.send_message(1, "Hello")
    line.person.block()
    with pytest.raises(Forbidden, match="blocked"):
        await line.bot.send_message(line.chat, "Hello")


async def test_too_many_requests_tell_how_long_to_wait(line: Line) -> None:
    line.faults.flood("sendMessage", retry_after=7)
    with pytest.raises(RetryAfter) as refused:
        await line.bot.send_message(line.chat, "Hello")
    assert refused.value._retry_after.total_seconds() == 7


async def test_a_wrong_token_is_no_network_error(line: Line) -> None:
    bot = _bot(line.address, AiohttpRequest(), "4242:somebody-elses-secret-token")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_trouble_of_the_server_is_a_network_error_and_passes(line: Line, status: int) -> None:
    line.faults.fail("sendMessage", status=status)
    with pytest.raises(NetworkError):
        await line.bot.send_message(line.chat, "Hello")
    await line.bot.send_message(line.chat, "Hello again")


@pytest.mark.parametrize("when", When)
async def test_a_connection_that_ends_is_a_network_error_and_passes(line: Line, when: When) -> None:
    line.faults.drop("sendMessage", when=when)
    with pytest.raises(NetworkError):
        await line.bot.send_message(line.chat, "Hello")
    await line.bot.send_message(line.chat, "Hello again")


async def test_no_answer_in_time_is_a_timeout(line: Line) -> None:
    line.faults.delay("sendMessage", seconds=30)
    with pytest.raises(TimedOut):
        await line.bot.send_message(line.chat, "Hello", read_timeout=0.05)


async def test_no_free_connection_in_time_is_a_timeout(line: Line) -> None:
    async with _bot(line.address, AiohttpRequest(1, connect_timeout=0.05, pool_timeout=0.05)) as bot:
        line.faults.delay("sendMessage", seconds=30)
        waiting = asyncio.create_task(bot.send_message(line.chat, "Hello"))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut):
            await bot.send_message(line.chat, "Hello again")
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_nobody_there_is_a_network_error_without_the_token() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as failure:
            await request.post(f"http://127.0.0.1:1/bot{TOKEN}/getMe")
    assert TOKEN not in str(failure.value)


async def test_it_can_be_shut_down_twice_and_used_again(line: Line) -> None:
    request = AiohttpRequest()
    await request.shutdown()
    for _ in range(2):
        await request.initialize()
        assert (await request.do_request(f"{line.address}/bot{TOKEN}/getMe", "POST"))[0] == 200
        await request.shutdown()
    with pytest.raises(RuntimeError):
        await request.do_request(f"{line.address}/bot{TOKEN}/getMe", "POST")


async def test_the_proxy_of_the_environment_is_used_but_not_for_what_it_excepts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    module._way_to.cache_clear()
    try:
        assert module._way_to("https://api.telegram.org/bot")[1] == "http://proxy.example:3128"
        assert module._way_to("https://127.0.0.1/bot")[1] is None
    finally:
        module._way_to.cache_clear()
