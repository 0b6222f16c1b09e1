"""The values of the world as the Bot API's JSON objects (Message, User, CallbackQuery …). Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator.entities import Entity
from simulator.values import Account, Attachment, BotAccount, Chat, File, Keyboard, Kind, Message, Tap, Update

if TYPE_CHECKING:
    from simulator.world import World

Json = dict[str, Any]


def bot_object(bot: BotAccount) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}


def person_object(person: Account) -> Json:
    return _without_none(
        id=person.id,
        is_bot=False,
        first_name=person.name,
        username=person.username,
        language_code=person.language,
    )


def chat_object(world: World, chat: Chat) -> Json:
    if not chat.is_private:
        return {"id": chat.id, "type": "group", "title": chat.title or ""}
    person = world.state.people[chat.id]
    return _without_none(id=chat.id, type="private", first_name=person.name, username=person.username)


def message_object(world: World, message: Message, *, with_reply: bool = True) -> Json:
    chat = world.chat(message.chat_id)
    shown = "caption" if message.attachment else "text"
    answered = chat.messages.get(message.reply_to or 0) if with_reply else None
    return _without_none(
        message_id=message.id,
        date=message.date,
        edit_date=message.edited_at,
        chat=chat_object(world, chat),
        **{"from": _sender_object(world, message.sender_id)},
        reply_to_message=message_object(world, answered, with_reply=False) if answered else None,
        **{shown: message.text or None},
        **{f"{shown}_entities" if message.attachment else "entities": entity_objects(message.entities) or None},
        **_attachment_object(world, message.attachment),
        **message.fields,
        reply_markup=keyboard_object(message.keyboard) if message.keyboard else None,
    )


def callback_query_object(world: World, tap: Tap) -> Json:
    current = world.chat(tap.message.chat_id).messages.get(tap.message.id, tap.message)
    return {
        "id": tap.id,
        "from": person_object(world.state.people[tap.person_id]),
        "message": message_object(world, current),
        "chat_instance": str(tap.message.chat_id),
        "data": tap.button.data,
    }


def chat_member_object(world: World, chat: Chat, person: Account, before: str, after: str) -> Json:
    def member(status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": bot_object(world.bot), "status": status, **until}

    return {
        "chat": chat_object(world, chat),
        "from": person_object(person),
        "date": world.now,
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }


def update_object(update: Update) -> Json:
    return {"update_id": update.id, update.kind: update.payload}


def file_object(file: File) -> Json:
    return {**_file_ids(file), "file_path": file.path}


def entity_objects(entities: tuple[Entity, ...]) -> list[Json]:
    return [
        _without_none(type=e.type, offset=e.offset, length=e.length, url=e.url, language=e.language) for e in entities
    ]


def keyboard_object(keyboard: Keyboard) -> Json:
    rows = [
        [_without_none(text=button.caption, callback_data=button.data, url=button.url) for button in row]
        for row in keyboard
    ]
    return {"inline_keyboard": rows}


def _sender_object(world: World, sender_id: int) -> Json:
    if sender_id == world.bot.id:
        return bot_object(world.bot)
    return person_object(world.state.people[sender_id])


def _attachment_object(world: World, attachment: Attachment | None) -> Json:
    if attachment is None:
        return {}
    if attachment.file_id is None:
        return {attachment.kind: attachment.properties}
    file = world.state.files[attachment.file_id]
    return {attachment.kind: _FILE_OBJECTS[attachment.kind](file, attachment.properties)}


def _document(file: File, properties: Json) -> Json:
    return {**_file_ids(file), "file_name": file.name, "mime_type": file.mime_type, **properties}


def _photo(file: File, properties: Json) -> list[Json]:
    return [{**_file_ids(file), "width": 1280, "height": 960, **properties}]


def _sticker(file: File, properties: Json) -> Json:
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {**_file_ids(file), **shape, **properties}


def _voice(file: File, properties: Json) -> Json:
    return {**_file_ids(file), "mime_type": file.mime_type, "duration": 1, **properties}


_FILE_OBJECTS: dict[Kind, Callable[[File, Json], Json | list[Json]]] = {
    Kind.DOCUMENT: _document,
    Kind.PHOTO: _photo,
    Kind.STICKER: _sticker,
    Kind.VOICE: _voice,
}


def _file_ids(file: File) -> Json:
    return {"file_id": file.id, "file_unique_id": f"unique_{file.id}", "file_size": file.size}


def _without_none(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
