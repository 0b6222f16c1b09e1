"""Files that are made when they are sent: each comes out as what it is, and none holds up what is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import structlog
from telegram import Bot

from bot import making
from bot.bookkeeping import Bookkeeping
from bot.delivering import Delivering
from bot.making import Makers, make
from bot.rendering import MakeFile, SendFile, SendPhoto, SendText
from flows.errors import StorageError
from flows.message import File, Made, Message, Span
from flows.ports import Storage
from simulator.people import Person
from simulator.values import Kind
from simulator.world import World
from tests.bot.conftest import StandingClock


def to_make(kind: str, name: str = "a.pdf", media_type: str = "application/pdf", language: str = "en") -> MakeFile:
    file = File(name=name, media_type=media_type, made=Made(kind=kind, of={"language": language}))
    assert file.made
    return MakeFile(file, file.made)


async def _bytes(of: Mapping[str, str]) -> bytes:
    return b"%PDF"


async def _bug(of: Mapping[str, str]) -> bytes:
    raise ZeroDivisionError


async def _database_away(of: Mapping[str, str]) -> bytes:
    raise StorageError from ConnectionRefusedError()


async def _unreadable_row(of: Mapping[str, str]) -> bytes:
    raise StorageError from ValueError()


MAKERS: Makers = {"bytes": _bytes, "bug": _bug, "unreadable": _unreadable_row, "away": _database_away}

NOT_MADE = (
    "a.pdf · This file could not be made. Everything that was answered is safe. Please ask for the file again later."
)


@pytest.mark.parametrize("ways", [{}, {"content": "{}", "made": Made(kind="bytes")}])
def test_a_file_has_its_content_or_the_way_it_is_made(ways: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="either its content or the way it is made"):
        File.model_validate({"name": "a", "media_type": "b", **ways})


async def test_a_file_is_made_by_the_maker_of_its_kind() -> None:
    assert await make(to_make("bytes"), MAKERS) == SendFile("a.pdf", b"%PDF")


async def test_a_picture_goes_out_as_a_photo_unless_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = to_make("bytes", "progress.png", "image/png")
    assert await make(picture, MAKERS) == SendPhoto("progress.png", b"%PDF")
    monkeypatch.setattr(making, "MAX_PHOTO", 3)
    assert await make(picture, MAKERS) == SendFile("progress.png", b"%PDF")


async def test_a_file_that_lies_somewhere_is_read_and_left(tmp_path: Path) -> None:
    path = tmp_path / "responses.zip"
    path.write_bytes(b"PK")

    async def there(of: Mapping[str, str]) -> Path:
        return path

    assert await make(to_make("zip"), {"zip": there}) == SendFile("a.pdf", b"PK")
    assert path.exists()


@pytest.mark.parametrize("kind", ["bug", "unreadable", "a kind of a later version"])
async def test_what_cannot_be_made_is_told_in_a_sentence(kind: str) -> None:
    with structlog.testing.capture_logs() as logs:
        assert await make(to_make(kind), MAKERS) == SendText(NOT_MADE)
    assert [line["event"] for line in logs] == ["file_not_made"]


async def test_it_is_told_in_the_persons_language() -> None:
    with structlog.testing.capture_logs():
        told = await make(to_make("bug", name="<a>.pdf", language="fr"), MAKERS)
    assert isinstance(told, SendText)
    assert told.html.startswith("&lt;a&gt;.pdf · Ce fichier")


@pytest.mark.parametrize("lying", [True, False])
async def test_what_is_larger_than_a_chat_takes_is_told(
    lying: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MAX_FILE", 3)
    path = tmp_path / "large"
    path.write_bytes(b"1234")

    async def large(of: Mapping[str, str]) -> bytes | Path:
        return path if lying else b"1234"

    told = await make(to_make("large"), {"large": large})
    assert isinstance(told, SendText)
    assert "larger than a chat takes (50 MB)" in told.html


class Post:
    """Puts messages with such files into the outbox and lets them go out."""

    def __init__(self, bot: Bot, storage: Storage, clock: StandingClock, makers: Makers) -> None:
        self._storage, self._clock = storage, clock
        self.delivering = Delivering(bot, Bookkeeping(storage, clock), makers=makers)

    async def put(self, chat: int, text: str, *files: File) -> None:
        async with self._storage.work() as work:
            respondent = await work.respondents.lock(chat, self._clock.now())
            message = Message(text=(Span(text=text),), files=files)
            await work.outbox.add(respondent, message, prompt=1, edits=None, now=self._clock.now())
            await work.commit()

    async def deliver(self, after: float = 0) -> None:
        self._clock.pass_by(after)
        await self.delivering.wake_due()
        await self.delivering.finish(5)


@pytest.fixture
def amina(world: World) -> Person:
    person = Person.joining(world, "Amina")
    person.say("/start")
    world.forget_updates()
    return person


async def test_a_file_and_a_photo_arrive_in_their_order(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock
) -> None:
    post = Post(bot, storage, clock, MAKERS)
    photo, paper = to_make("bytes", "p.png", "image/png").file, to_make("bytes").file
    await post.put(amina.account.id, "Here:", photo, paper)
    await post.deliver()

    sent = [message.attachment.kind for message in amina.chat if message.attachment]
    assert sent == [Kind.PHOTO, Kind.DOCUMENT]
    assert amina.file(amina.last).content == b"%PDF"


async def test_what_cannot_be_made_does_not_hold_up_what_follows(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock
) -> None:
    post = Post(bot, storage, clock, MAKERS)
    await post.put(amina.account.id, "Here:", to_make("bug").file, to_make("bytes").file)
    await post.put(amina.account.id, "Next")
    with structlog.testing.capture_logs():
        await post.deliver()

    assert [message.text for message in amina.chat[1:]] == ["Here:", NOT_MADE, "", "Next"]


async def test_a_file_whose_database_is_away_is_made_later_and_the_text_is_not_said_twice(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock
) -> None:
    makers = {**MAKERS, "bytes": _database_away}
    post = Post(bot, storage, clock, makers)
    await post.put(amina.account.id, "Here:", to_make("bytes").file)
    with structlog.testing.capture_logs() as logs:
        await post.deliver()
    assert "file_postponed" in [line["event"] for line in logs]
    assert [message.text for message in amina.chat[1:]] == ["Here:"]

    makers["bytes"] = _bytes
    await post.deliver(after=600)
    assert [message.text for message in amina.chat[1:]] == ["Here:", ""]
    assert amina.file(amina.last).content == b"%PDF"
