from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, MenuButtonDefault
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from simulator.faults import Faults, When
from simulator.people import Person
from simulator.world import World
from tests.simulator.conftest import Call, Clock

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"

# Ids of the world in which these calls are made: the chat of Amina is 1001, her message is 1, the bot's is 2.
REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("sendMessage", {"chat_id": 1001}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": 1001, "text": " \n "}, 400, "Bad Request: message text is empty"),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "<b> </b>", "parse_mode": "HTML"},
        400,
        "Bad Request: message text is empty",
    ),
    ("sendMessage", {"chat_id": 1001, "text": "a" * 4097}, 400, "Bad Request: message is too long"),
    ("sendMessage", {"chat_id": 1001, "text": "😀" * 2049}, 400, "Bad Request: message is too long"),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "<b>a", "parse_mode": "HTML"},
        400,
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendMessage", {"chat_id": 1001, "text": "a", "parse_mode": "Smoke"}, 400, "Bad Request: unsupported parse_mode"),
    ("sendMessage", {"text": "a"}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 9, "text": "a"}, 400, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": 1002, "text": "a"}, 400, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": 1003, "text": "a"}, 403, "Forbidden: bot was blocked by the user"),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_parameters": {"message_id": 99}},
        400,
        "Bad Request: message to be replied not found",
    ),
    (
        "sendMessage",
        {
            "chat_id": 1001,
            "text": "a",
            "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "x" * 65}]]},
        },
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {
            "chat_id": 1001,
            "text": "a",
            "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "é" * 33}]]},
        },
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b"}]]}},
        400,
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", "url": "nothing"}]]}},
        400,
        "Bad Request: inline keyboard button URL 'nothing' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_markup": "{"},
        400,
        "Bad Request: can't parse reply keyboard markup JSON object",
    ),
    ("editMessageText", {"chat_id": 1001, "message_id": 2, "text": "Hello"}, 400, NOT_MODIFIED),
    ("editMessageReplyMarkup", {"chat_id": 1001, "message_id": 2}, 400, NOT_MODIFIED),
    (
        "editMessageText",
        {"chat_id": 1001, "message_id": 99, "text": "a"},
        400,
        "Bad Request: message to edit not found",
    ),
    ("editMessageText", {"chat_id": 1001, "message_id": 1, "text": "a"}, 400, "Bad Request: message can't be edited"),
    (
        "editMessageCaption",
        {"chat_id": 1001, "message_id": 2},
        400,
        "Bad Request: there is no caption in the message to edit",
    ),
    ("deleteMessage", {"chat_id": 1001, "message_id": 99}, 400, "Bad Request: message to delete not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, 400, TOO_OLD),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, 400, "Bad Request: MESSAGE_TOO_LONG"),
    ("sendDocument", {"chat_id": 1001}, 400, "Bad Request: there is no document in the request"),
    ("sendDocument", {"chat_id": 1001, "caption": "a" * 1025}, 400, "Bad Request: message caption is too long"),
    (
        "sendDocument",
        {"chat_id": 1001, "document": "file_99"},
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    ),
    ("getFile", {"file_id": "file_99"}, 400, "Bad Request: invalid file_id"),
    (
        "setMyCommands",
        {"commands": [{"command": "Start", "description": "a"}]},
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "start", "description": ""}]},
        400,
        "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    ("setWebhook", {"url": "nothing"}, 400, "Bad Request: invalid webhook URL specified"),
    (
        "setWebhook",
        {"url": "https://a.b", "secret_token": "ü"},
        400,
        "Bad Request: secret token contains unallowed characters",
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_markup": []},
        400,
        "Bad Request: object expected as reply markup",
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_markup": {"inline_keyboard": [{}]}},
        400,
        'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        "sendMessage",
        {"chat_id": 1001, "text": "a", "reply_markup": {"inline_keyboard": [[{"callback_data": "b"}]]}},
        400,
        "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        "sendMessage",
        {
            "chat_id": 1001,
            "text": "a",
            "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "c"}]] * 101},
        },
        400,
        "Bad Request: reply markup is too long",
    ),
    ("sendMessage", {"chat_id": 1001, "text": "a", "entities": [{}]}, 400, "Bad Request: can't parse MessageEntity"),
    ("sendChatAction", {"chat_id": 1001}, 400, "Bad Request: wrong parameter action in request"),
    ("setMyCommands", {"commands": {}}, 400, "Bad Request: expected an Array of BotCommand"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "moon"}},
        400,
        "Bad Request: can't parse BotCommandScope: Unsupported type specified",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 9}}, 400, "Bad Request: chat not found"),
    ("setMyDescription", {"description": "a" * 513}, 400, "Bad Request: description is too long"),
    ("setWebhook", {"url": "https://a.b", "secret_token": "a" * 257}, 400, "Bad Request: secret token is too long"),
    ("flyToTheMoon", {}, 404, "Not Found: method not found"),
]


@pytest.mark.parametrize(("method", "given", "code", "description"), REFUSED)
async def test_what_the_server_refuses_and_how(
    world: World, amina: Person, call: Call, method: str, given: dict[str, Any], code: int, description: str
) -> None:
    Person.joining(world, "never wrote")
    blocker = Person.joining(world, "blocked the bot")
    await call("sendMessage", chat_id=1001, text="Hello")
    blocker.say("/start")
    blocker.block()
    answer = await call(method, **given)
    assert answer == {"ok": False, "error_code": code, "description": description}


@pytest.mark.parametrize(
    ("token", "description"),
    [
        ("4242:wrong", "Unauthorized"),
        ("nonsense", "Unauthorized: invalid token specified"),
    ],
)
async def test_a_bad_token_is_unauthorized(browser: httpx.AsyncClient, token: str, description: str) -> None:
    answer = (await browser.get(f"/bot{token}/getMe")).json()
    assert answer == {"ok": False, "error_code": 401, "description": description}


async def test_a_body_that_is_no_json_is_refused(browser: httpx.AsyncClient, world: World) -> None:
    headers = {"Content-Type": "application/json"}
    answer = (await browser.post(f"/bot{world.token}/getMe", content=b"{", headers=headers)).json()
    assert answer["description"] == "Bad Request: can't parse JSON object"


async def test_a_body_over_50_megabytes_is_too_large(browser: httpx.AsyncClient, world: World) -> None:
    answer = (await browser.post(f"/bot{world.token}/sendDocument", content=bytes(50 * 1024 * 1024 + 1))).json()
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_methods_are_found_whatever_their_case_and_by_get(browser: httpx.AsyncClient, world: World) -> None:
    answer = (await browser.get(f"/bot{world.token}/GETME")).json()
    assert answer["result"]["username"] == "simulated_bot"


async def test_html_arrives_as_text_with_entities(bot: Bot, amina: Person) -> None:
    sent = await bot.send_message(
        1001, "<b>1.</b> Visit un.org & co <i>😀</i>".replace("&", "&amp;"), parse_mode="HTML"
    )
    assert sent.text == "1. Visit un.org & co 😀"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 2), ("url", 9, 6), ("italic", 21, 2)]
    assert amina.last.text == "1. Visit un.org & co 😀"


async def test_exactly_4096_units_after_parsing_are_sent(bot: Bot, amina: Person) -> None:
    sent = await bot.send_message(1001, f"<b>{'a' * 4095}</b>&lt;", parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096


async def test_an_edit_without_a_keyboard_takes_the_old_one_away(bot: Bot, amina: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(1001, "Sure?", reply_markup=keyboard)
    assert amina.last.captions == ["Yes"]
    await bot.edit_message_text("Sure!", 1001, sent.message_id)
    assert (amina.last.text, amina.last.captions) == ("Sure!", [])


async def test_new_buttons_alone_do_not_mark_a_message_as_edited(bot: Bot, amina: Person) -> None:
    sent = await bot.send_message(1001, "Choose")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("☑ a", callback_data="a")]])
    await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup=keyboard)
    assert (amina.last.captions, amina.last.edited_at) == (["☑ a"], None)


async def test_a_tap_is_answered_once_and_for_a_minute(bot: Bot, amina: Person, world: World, clock: Clock) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    await bot.send_message(1001, "Sure?", reply_markup=keyboard)
    tap, late = amina.tap("Yes"), amina.tap("Yes")
    await bot.answer_callback_query(tap.id, "Saved", show_alert=True)
    answer = await amina.answer_to(tap)
    assert (answer.text, answer.alert) == ("Saved", True)
    clock.now += 61
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late.id)


async def test_a_document_arrives_with_its_name_and_bytes(bot: Bot, amina: Person) -> None:
    content = b'{"a": 1}\r\n--boundary\r\n\x00\xff'
    sent = await bot.send_document(1001, content, filename="antwort é.json", caption="<b>Copy</b>", parse_mode="HTML")
    file = amina.file(amina.last)
    assert (file.name, file.content, amina.last.text) == ("antwort é.json", content, "Copy")
    assert sent.document is not None
    assert await (await bot.get_file(sent.document.file_id)).download_as_bytearray() == content
    again = await bot.send_document(1001, sent.document.file_id)
    assert again.document == sent.document


async def test_a_photos_caption_can_be_changed_and_its_text_not(bot: Bot, amina: Person) -> None:
    sent = await bot.send_photo(1001, b"\x89PNG", caption="before")
    await bot.edit_message_caption(1001, sent.message_id, caption="after")
    assert (amina.last.text, amina.file(amina.last).content) == ("after", b"\x89PNG")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("text", 1001, sent.message_id)


async def test_an_answer_to_a_lost_message_goes_out_where_that_is_allowed(bot: Bot, amina: Person) -> None:
    sent = await bot.send_message(1001, "a", reply_to_message_id=99, allow_sending_without_reply=True)
    assert sent.reply_to_message is None
    answer = await bot.send_message(1001, "b", reply_to_message_id=sent.message_id)
    assert answer.reply_to_message
    assert answer.reply_to_message.text == "a"


async def test_the_menu_button_is_kept_per_chat(bot: Bot, amina: Person) -> None:
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.set_chat_menu_button(1001, MenuButtonDefault())
    assert (await bot.get_chat_menu_button(1001)).type == "default"


async def test_a_deleted_message_is_gone_and_an_old_one_stays(bot: Bot, amina: Person, clock: Clock) -> None:
    first = await bot.send_message(1001, "one")
    assert await bot.delete_message(1001, first.message_id)
    assert [message.text for message in amina.chat] == ["/start"]
    old = await bot.send_message(1001, "two")
    clock.now += 48 * 3600 + 1
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(1001, old.message_id)


async def test_commands_are_kept_per_scope_and_language(bot: Bot, amina: Person) -> None:
    await bot.set_my_commands([BotCommand("start", "begin")])
    await bot.set_my_commands([BotCommand("start", "commencer")], language_code="fr")
    await bot.set_my_commands([BotCommand("export", "for you")], scope=BotCommandScopeChat(1001))
    assert await bot.get_my_commands() == (BotCommand("start", "begin"),)
    assert await bot.get_my_commands(language_code="fr") == (BotCommand("start", "commencer"),)
    assert await bot.get_my_commands(scope=BotCommandScopeChat(1001)) == (BotCommand("export", "for you"),)
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_the_bots_profile_is_kept_per_language(bot: Bot) -> None:
    await bot.set_my_description("asks questions")
    await bot.set_my_short_description("pose des questions", language_code="fr")
    assert (await bot.get_my_description()).description == "asks questions"
    assert (await bot.get_my_short_description("fr")).short_description == "pose des questions"
    assert (await bot.get_my_short_description()).short_description == ""


async def test_a_chat_can_be_looked_up(bot: Bot, amina: Person) -> None:
    chat = await bot.get_chat(1001)
    assert (chat.type, chat.first_name) == ("private", "Amina")


async def test_a_blocked_bot_may_not_write_until_it_is_unblocked(bot: Bot, amina: Person) -> None:
    amina.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_chat_action(1001, "typing")
    amina.unblock()
    assert await bot.send_chat_action(1001, "typing")


async def test_a_flood_names_the_seconds_to_wait(
    bot: Bot, amina: Person, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    faults.flood("sendMessage", retry_after=7)
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(1001, "a")
    await bot.send_message(1001, "a")


@pytest.mark.parametrize("status", [500, 502])
async def test_the_servers_own_trouble_is_a_network_error(bot: Bot, amina: Person, faults: Faults, status: int) -> None:
    faults.fail("sendMessage", status=status)
    with pytest.raises(NetworkError):
        await bot.send_message(1001, "a")


@pytest.mark.parametrize(("when", "texts"), [(When.BEFORE, ["/start"]), (When.AFTER, ["/start", "a"])])
async def test_a_dropped_connection_may_hide_that_the_call_took_effect(
    bot: Bot, amina: Person, faults: Faults, when: When, texts: list[str]
) -> None:
    faults.drop("sendMessage", when=when)
    with pytest.raises(NetworkError):
        await bot.send_message(1001, "a")
    assert [message.text for message in amina.chat] == texts


async def test_a_slow_method_holds_nobody_else_up(amina: Person, call: Call, faults: Faults) -> None:
    faults.delay("sendMessage", seconds=0.1)
    answered: list[str] = []

    async def ask(method: str, **given: Any) -> None:
        await call(method, **given)
        answered.append(method)

    await asyncio.gather(ask("sendMessage", chat_id=1001, text="slow"), ask("getMe"))
    assert answered == ["getMe", "sendMessage"]
