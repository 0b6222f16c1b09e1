"""The Bot API methods over a world, with the server's rules and error texts. Knows no HTTP and does not wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator.api_objects import bot_object, chat_object, file_object, message_object
from simulator.entities import utf16_length
from simulator.errors import NOT_MODIFIED, QUERY_TOO_OLD, bad_request, blocked
from simulator.markup import read_caption, read_keyboard, read_text
from simulator.parameters import Parameters
from simulator.values import Attachment, CallbackAnswer, Chat, Command, CommandList, Kind, Message
from simulator.world import World

MAX_CALLBACK_ANSWER = 200
MAX_DOWNLOAD = 20 * 1024 * 1024
DELETABLE_FOR = 48 * 60 * 60
MAX_COMMANDS = 100

Method = Callable[[World, Parameters], Any]


# Messages


def send_message(world: World, given: Parameters) -> Any:
    marked, keyboard = read_text(given), read_keyboard(given)
    chat = _open_chat(world, given)
    draft = _draft(chat, given, text=marked.text, entities=marked.entities, keyboard=keyboard)
    return message_object(world, world.bot_sends(chat.id, draft))


def send_document(world: World, given: Parameters) -> Any:
    return _send_file(world, given, Kind.DOCUMENT)


def send_photo(world: World, given: Parameters) -> Any:
    return _send_file(world, given, Kind.PHOTO)


def edit_message_text(world: World, given: Parameters) -> Any:
    marked, keyboard = read_text(given), read_keyboard(given)
    message = _own_message(world, given)
    if message.attachment:
        raise bad_request("there is no text in the message to edit")
    # An edit that names no keyboard takes the old one away.
    return _change(world, message, replace(message, text=marked.text, entities=marked.entities, keyboard=keyboard))


def edit_message_caption(world: World, given: Parameters) -> Any:
    marked, keyboard = read_caption(given), read_keyboard(given)
    message = _own_message(world, given)
    if not message.attachment:
        raise bad_request("there is no caption in the message to edit")
    return _change(world, message, replace(message, text=marked.text, entities=marked.entities, keyboard=keyboard))


def edit_message_reply_markup(world: World, given: Parameters) -> Any:
    keyboard = read_keyboard(given)
    message = _own_message(world, given)
    return _change(world, message, replace(message, keyboard=keyboard))


def delete_message(world: World, given: Parameters) -> bool:
    message = _find_message(world, given, "message to delete not found")
    if world.now - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)
    return True


def answer_callback_query(world: World, given: Parameters) -> bool:
    text = given.text("text")
    if utf16_length(text) > MAX_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(text, given.flag("show_alert"), given.text("url") or None)
    if not world.answer(given.text("callback_query_id"), answer):
        raise bad_request(QUERY_TOO_OLD)
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    chat = _open_chat(world, given)
    if not given.text("action"):
        raise bad_request("wrong parameter action in request")
    world.shows_typing(chat.id)
    return True


# Files and chats


def get_file(world: World, given: Parameters) -> Any:
    file = world.state.files.get(given.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file_object(file)


def get_chat(world: World, given: Parameters) -> Any:
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **chat_object(world, _find_chat(world, given)),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


# The bot itself


def get_me(world: World, given: Parameters) -> Any:
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return bot_object(world.bot) | abilities


def set_my_commands(world: World, given: Parameters) -> bool:
    commands = given.structure("commands", "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.set_commands(_commands_slot(world, given, tuple(map(_read_command, commands))))
    return True


def delete_my_commands(world: World, given: Parameters) -> bool:
    world.set_commands(_commands_slot(world, given, ()))
    return True


def get_my_commands(world: World, given: Parameters) -> Any:
    asked = _commands_slot(world, given, ())
    known = (slot for slot in world.state.commands if replace(slot, commands=()) == asked)
    return [vars(command) for slot in known for command in slot.commands]


def _described(name: str, limit: int) -> tuple[Method, Method]:
    """Setter and getter of a text of the bot's profile, one per language."""

    def set_text(world: World, given: Parameters) -> bool:
        if utf16_length(given.text(name)) > limit:
            raise bad_request(f"{name.replace('_', ' ')} is too long")
        world.state.descriptions[f"{name}:{given.text('language_code')}"] = given.text(name)
        return True

    def get_text(world: World, given: Parameters) -> Any:
        return {name: world.state.descriptions.get(f"{name}:{given.text('language_code')}", "")}

    return set_text, get_text


def set_chat_menu_button(world: World, given: Parameters) -> bool:
    button = given.structure("menu_button", "can't parse menu button JSON object")
    world.state.menu_buttons[given.integer("chat_id")] = button or {"type": "default"}
    return True


def get_chat_menu_button(world: World, given: Parameters) -> Any:
    return world.state.menu_buttons.get(given.integer("chat_id"), {"type": "commands"})


_set_description, _get_description = _described("description", 512)
_set_short_description, _get_short_description = _described("short_description", 120)
_set_name, _get_name = _described("name", 64)

# The server does not look at the case of a method's name.
METHODS: dict[str, Method] = {
    name.lower(): method
    for name, method in {
        "getMe": get_me,
        "sendMessage": send_message,
        "sendDocument": send_document,
        "sendPhoto": send_photo,
        "editMessageText": edit_message_text,
        "editMessageCaption": edit_message_caption,
        "editMessageReplyMarkup": edit_message_reply_markup,
        "deleteMessage": delete_message,
        "answerCallbackQuery": answer_callback_query,
        "sendChatAction": send_chat_action,
        "getFile": get_file,
        "getChat": get_chat,
        "setMyCommands": set_my_commands,
        "deleteMyCommands": delete_my_commands,
        "getMyCommands": get_my_commands,
        "setMyDescription": _set_description,
        "getMyDescription": _get_description,
        "setMyShortDescription": _set_short_description,
        "getMyShortDescription": _get_short_description,
        "setMyName": _set_name,
        "getMyName": _get_name,
        "setChatMenuButton": set_chat_menu_button,
        "getChatMenuButton": get_chat_menu_button,
    }.items()
}


# What several methods need


def _find_chat(world: World, given: Parameters) -> Chat:
    if not given.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.state.chats.get(given.integer("chat_id"))
    # A bot cannot write first: for it, a person who never wrote to it does not exist.
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    return chat


def _open_chat(world: World, given: Parameters) -> Chat:
    chat = _find_chat(world, given)
    if chat.blocked:
        raise blocked()
    return chat


def _find_message(world: World, given: Parameters, refusal: str) -> Message:
    message = _open_chat(world, given).messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request(refusal)
    return message


def _own_message(world: World, given: Parameters) -> Message:
    message = _find_message(world, given, "message to edit not found")
    if message.sender_id != world.bot.id:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, old: Message, new: Message) -> Any:
    if new == old:
        raise bad_request(NOT_MODIFIED)
    text_changed = (new.text, new.entities) != (old.text, old.entities)
    return message_object(world, world.bot_changes(new, text_changed=text_changed))


def _draft(chat: Chat, given: Parameters, **fields: Any) -> Message:
    reply = given.structure("reply_parameters", "can't parse reply parameters JSON object") or {}
    reply_to = reply.get("message_id") or given.integer("reply_to_message_id") or None
    if reply_to is not None and reply_to not in chat.messages:
        if not (reply.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply")):
            raise bad_request("message to be replied not found")
        reply_to = None
    return Message(id=0, chat_id=chat.id, sender_id=0, date=0, reply_to=reply_to, **fields)


def _send_file(world: World, given: Parameters, kind: Kind) -> Any:
    marked, keyboard = read_caption(given), read_keyboard(given)
    chat = _open_chat(world, given)
    file_id = _file_to_send(world, given, kind)
    draft = _draft(
        chat,
        given,
        text=marked.text,
        entities=marked.entities,
        keyboard=keyboard,
        attachment=Attachment(kind, file_id),
    )
    return message_object(world, world.bot_sends(chat.id, draft))


def _file_to_send(world: World, given: Parameters, kind: Kind) -> str:
    upload = given.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return world.keep_file(upload.name, upload.mime_type, upload.content).id
    if not given.text(kind):
        raise bad_request(f"there is no {kind} in the request")
    if given.text(kind) not in world.state.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return given.text(kind)


def _commands_slot(world: World, given: Parameters, commands: tuple[Command, ...]) -> CommandList:
    scope = given.structure("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat_id = int(scope["chat_id"]) if scope.get("chat_id") else None
    if chat_id is not None and chat_id not in world.state.chats:
        raise bad_request("chat not found")
    return CommandList(scope["type"], chat_id, given.text("language_code"), commands)


_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})
_COMMAND_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def _read_command(given: Any) -> Command:
    if not isinstance(given, dict) or not {"command", "description"} <= given.keys():
        raise bad_request("can't parse BotCommand: Can't find field \"command\"")
    command = str(given["command"]).removeprefix("/")
    if not 1 <= len(command) <= 32 or not _COMMAND_LETTERS.issuperset(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(given["description"])) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(command, str(given["description"]))
