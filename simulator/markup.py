"""What a bot may write: texts in a parse mode, captions, inline keyboards. Raises what the server refuses."""

from __future__ import annotations

from typing import Any

from simulator.detection import with_found_entities
from simulator.entities import Entities, Entity, MarkedText, MarkupError, checked_link, parse_html, tidy, utf16_length
from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.splitting import MAX_TEXT
from simulator.values import Button, Keyboard

MAX_CAPTION = 1024
MAX_BUTTON_DATA = 64
# The server publishes no number; a hundred buttons go through, many more do not.
MAX_BUTTONS = 100


def read_text(parameters: Parameters) -> MarkedText:
    marked = _read_marked(parameters, "text", "entities")
    if not marked.text:
        raise bad_request("message text is empty")
    if utf16_length(marked.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return marked


def read_caption(parameters: Parameters) -> MarkedText:
    marked = _read_marked(parameters, "caption", "caption_entities")
    if utf16_length(marked.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return marked


def read_keyboard(parameters: Parameters) -> Keyboard:
    """The inline keyboard; other kinds of markup (reply keyboards, forced replies) are accepted and not shown."""
    markup = parameters.structure("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keyboard = tuple(tuple(map(_read_button, row)) for row in rows if row)
    if sum(map(len, keyboard)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def _read_marked(parameters: Parameters, name: str, entities_name: str) -> MarkedText:
    text = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if mode == "html":
        marked = _parse_html(text.replace("\r", ""))
    elif mode in ("", "none"):
        marked = MarkedText(text, _read_entities(parameters, entities_name))
    else:
        raise bad_request("unsupported parse_mode")
    return with_found_entities(tidy(marked))


def _parse_html(text: str) -> MarkedText:
    try:
        return parse_html(text)
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _read_entities(parameters: Parameters, name: str) -> Entities:
    given = parameters.structure(name, "can't parse entities JSON object")
    if given is None:
        return ()
    try:
        return tuple(Entity(e["type"], e["offset"], e["length"], e.get("url"), e.get("language")) for e in given)
    except (TypeError, KeyError):
        raise bad_request("can't parse MessageEntity") from None


def _read_button(button: Any) -> Button:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    caption, data, url = (button.get(name) or "" for name in ("text", "callback_data", "url"))
    if not caption:
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if url:
        return Button(caption, url=_button_link(url))
    if not data:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(data.encode()) > MAX_BUTTON_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(caption, data=data)


def _button_link(url: str) -> str:
    link = checked_link(url)
    if link is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return link
