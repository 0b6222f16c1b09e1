"""A chat as a golden conversation, in the form of tests/conversations/README.md. Writes only; knows no world.

`> ` marks what the person typed, `> [Caption]` a tap. Every other block is a message of the bot: text, file, buttons
(a row a line). A line `---` stands between messages of the bot that follow each other.
"""

from __future__ import annotations

from simulator.entities import Entity
from simulator.values import Chat, Entry, Event, File, Keyboard, Message

MAX_QUOTED = 40
TITLE = "A conversation saved from the simulator"


def write_transcript(chat: Chat, files: dict[str, File] | None = None, *, title: str = TITLE) -> str:
    """The chat in the order of events: a message that the bot changed in place appears again, as it then looked.

    `files` are the world's, for their names.
    """
    blocks, bot_spoke = [f"# {title}"], True
    texts: dict[int, str] = {}
    for entry in _worth_telling(chat.history):
        if entry.of_the_bot:
            blocks += ["---"] if bot_spoke and len(blocks) > 1 else []
            blocks.append(_bot_block(entry, files or {}))
        else:
            blocks += [] if bot_spoke else ["(nothing)"]
            blocks.append(_person_block(entry, texts))
        texts[entry.message.id] = entry.message.text
        bot_spoke = entry.of_the_bot
    blocks += [] if bot_spoke else ["(nothing)"]
    return "\n\n".join(blocks) + "\n"


def _worth_telling(history: list[Entry]) -> list[Entry]:
    """Without the changes that only take old buttons away: nobody reads anything new there."""
    told: list[Entry] = []
    texts: dict[int, str] = {}
    for entry in history:
        message = entry.message
        only_buttons_gone = texts.get(message.id) == message.text and not message.keyboard
        if not (entry.event is Event.BOT_CHANGED and only_buttons_gone):
            told.append(entry)
        texts[message.id] = message.text
    return told


def _person_block(entry: Entry, texts: dict[int, str]) -> str:
    """`texts` are the messages as they stood before, by number."""
    if entry.event is Event.TAPPED:
        return f"> [{entry.caption}]"
    message = entry.message
    if entry.event is Event.CORRECTED and message.attachment and message.text == texts[message.id]:
        return f"> (replaces the {message.attachment.kind})"
    first_sent = message.attachment if entry.event is Event.SAID else None
    sent = [f"(sends a {first_sent.kind})"] if first_sent else []
    said = (_about_earlier(entry, texts) + message.text).split("\n") if message.text else []
    return "\n".join(f"> {line}".rstrip() for line in [*sent, *said])


def _about_earlier(entry: Entry, texts: dict[int, str]) -> str:
    if entry.event is Event.CORRECTED:
        return f"(edits “{_beginning(texts[entry.message.id])}”) "
    replied_to = texts.get(entry.message.reply_to or 0)
    return f"(replies to “{_beginning(replied_to)}”) " if replied_to else ""


def _beginning(text: str) -> str:
    return " ".join(text.split())[:MAX_QUOTED].rstrip()


def _bot_block(entry: Entry, files: dict[str, File]) -> str:
    message = entry.message
    parts = [_with_bold(message), _file_line(message, files), _button_lines(message.keyboard)]
    in_place = "(in place)\n" if entry.event is Event.BOT_CHANGED else ""
    return in_place + "\n\n".join(part for part in parts if part)


def _with_bold(message: Message) -> str:
    """Bold as `**…**`; other formats are left out. Offsets count UTF-16 units, so the text is cut as UTF-16."""
    units = message.text.encode("utf-16-le")
    marks = [mark for entity in message.entities if entity.type == "bold" for mark in _ends(entity)]
    for unit in sorted(marks, reverse=True):
        units = units[: 2 * unit] + "**".encode("utf-16-le") + units[2 * unit :]
    return units.decode("utf-16-le")


def _ends(entity: Entity) -> tuple[int, int]:
    return entity.offset, entity.end


def _file_line(message: Message, files: dict[str, File]) -> str:
    if not message.attachment:
        return ""
    file = files.get(message.attachment.file_id or "")
    return f"(file: {file.name})" if file else f"({message.attachment.kind})"


def _button_lines(keyboard: Keyboard) -> str:
    return "\n".join(" ".join(f"[{button.caption}]" for button in row) for row in keyboard)
