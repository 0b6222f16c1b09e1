"""Whatever the engine says under random inputs, Telegram takes it: its limits, its buttons, its markup (hypothesis)."""

from __future__ import annotations

from hypothesis.stateful import invariant

from bot.rendering import MAX_UNITS, MakeFile, SendText, render
from simulator.entities import parse_html, utf16_length
from tests.flows.test_engine_stateful import ALL_TYPES, MSQ, Engine
from tests.fuzz.profiles import ENGINE

MAX_CALLBACK_DATA = 64


class Rendered(Engine):
    """Every message of the engine, in the parts in which it would be sent."""

    @invariant()
    def telegram_takes_the_newest_message(self) -> None:
        for part in render(self.shown[-1]):
            if isinstance(part, MakeFile):
                continue
            assert isinstance(part, SendText), "nothing else is sent at once"
            assert 0 < utf16_length(parse_html(part.html).text) <= MAX_UNITS
            rows = part.keyboard["inline_keyboard"] if part.keyboard else ()
            for button in (button for row in rows for button in row):
                assert 0 < len(button["callback_data"].encode()) <= MAX_CALLBACK_DATA


class RenderedAllTypes(Rendered):
    questionnaire = ALL_TYPES


class RenderedMsq(Rendered):
    questionnaire = MSQ


TestRenderedAllTypes = RenderedAllTypes.TestCase
TestRenderedMsq = RenderedMsq.TestCase
TestRenderedAllTypes.settings = TestRenderedMsq.settings = ENGINE
