"""How the bot introduces itself: the command menu, the descriptions, and the longer menu of the survey team."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import structlog
from telegram import Bot, BotCommandScopeChat
from telegram.error import BadRequest, TelegramError

from bot.logs import described
from flows.errors import StorageError
from flows.ports import Storage
from flows.wording.catalogue import languages as spoken_languages
from flows.wording.commands import Outside, commands_of, menu, outside, team_menu

log = structlog.get_logger()


async def introduce(bot: Bot, storage: Storage, languages: Sequence[str], administrators: Collection[int]) -> None:
    """The menu and the descriptions: in the first language for everyone, in the others for who reads them. Then the
    menus of `administrators` (chats) and of those whom an invitation made one."""
    codes = [None, *(language.partition("-")[0] for language in languages[1:])]
    try:
        for language, code in zip(languages, codes, strict=True):
            await bot.set_my_commands(menu(language, commands_of(languages)), language_code=code)
            await bot.set_my_description(outside(Outside.ABOUT, language), language_code=code)
            await bot.set_my_short_description(outside(Outside.ABOUT_SHORT, language), language_code=code)
        for chat in await _team(storage, administrators):
            await introduce_to_team(bot, chat)
    except (TelegramError, StorageError) as error:
        log.warning("introduction_failed", error=described(error))


async def introduce_to_team(bot: Bot, chat: int) -> None:
    """The team's commands in the menu of an administrator's chat: in English, in the other languages the bot speaks for
    an app that speaks them."""
    try:
        for language in spoken_languages():
            code = None if language == "en" else language.partition("_")[0]
            await bot.set_my_commands(team_menu(language), scope=BotCommandScopeChat(chat), language_code=code)
    except BadRequest as error:  # who was never there: the menu comes when they write
        log.info("team_menu_not_set", error=described(error))


async def _team(storage: Storage, administrators: Collection[int]) -> tuple[int, ...]:
    async with storage.reading() as work:
        return tuple(person.chat for person in await work.respondents.administrators(administrators))
