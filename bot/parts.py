"""What a running bot consists of, and what each part is given. Wires: nothing here is started, and nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application

from bot.access import admission
from bot.bookkeeping import Bookkeeping
from bot.campaigning import Campaigning
from bot.checking import Check
from bot.delivering import Delivering
from bot.fetching import Fetching
from bot.flood import Flood
from bot.handling import Handling
from bot.intake import Intake
from bot.makers import makers
from bot.metrics import Metrics
from bot.notifying import Notifying
from bot.pace import SendingPace
from bot.patience import Patience
from bot.processor import ChatOrder, process
from bot.reaching import Reaching
from bot.receiving import Receiving
from bot.request import AiohttpRequest
from bot.settings import Settings
from bot.team_makers import team_makers
from bot.tidying import Tidying
from bot.upkeep import Upkeep
from bot.webhook import Webhook
from flows.desk.attending import Desk
from flows.interview import Interview
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from storage.files import Files
from web.terms import SIGN_IN

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True)
class Parts:
    """Each part is made when it is first asked for, with the parts it needs, and stays the same."""

    settings: Settings
    questionnaire: Questionnaire
    storage: Storage
    files: Files
    clock: Clock
    patience: Patience

    @cached_property
    def application(self) -> AnyApplication:
        return build_application(self.settings)

    @property
    def bot(self) -> Bot:
        bot: Bot = self.application.bot
        return bot

    def name(self) -> str:
        """The bot's, without "@". Raises RuntimeError before Telegram was reached."""
        return self.bot.username

    def address_of_pages(self) -> str | None:
        """Where the survey team's links to their pages lead."""
        origin = self.settings.web_origin
        return f"{origin}{SIGN_IN}" if origin else None

    @cached_property
    def metrics(self) -> Metrics:
        return Metrics()

    # What is sent

    @cached_property
    def pace(self) -> SendingPace:
        return SendingPace(self.settings.most_sent_a_second)

    @cached_property
    def tidying(self) -> Tidying:
        return Tidying(self.bot, self.pace)

    @cached_property
    def books(self) -> Bookkeeping:
        return Bookkeeping(self.storage, self.clock, telegram=self.patience)

    @cached_property
    def delivering(self) -> Delivering:
        own = makers(self.storage, self.questionnaire)
        team = team_makers(self.storage, self.questionnaire, self.clock, self.desk.following)
        return Delivering(
            self.bot,
            self.books,
            makers={**own, **team},
            pace=self.pace,
            metrics=self.metrics,
            tidying=self.tidying,
        )

    # What is received

    @cached_property
    def desk(self) -> Desk:
        return Desk(
            self.questionnaire, self.storage, self.clock, admission(self.settings), self.name, self.address_of_pages
        )

    @cached_property
    def interview(self) -> Interview:
        told = self.settings.notify_urls
        return Interview(self.questionnaire, self.storage, self.clock, admission(self.settings), told, self.desk)

    @cached_property
    def fetching(self) -> Fetching:
        check = Check(self.settings.check_files) if self.settings.check_files else None
        return Fetching(self.files, self.interview, check, patience=self.patience)

    @cached_property
    def reaching(self) -> Reaching | None:
        if not self.settings.reach_addresses:
            return None
        return Reaching(self.storage, self.questionnaire, self.clock, self.delivering.wake)

    @cached_property
    def handling(self) -> Handling:
        return Handling(
            self.bot,
            self.interview,
            self.storage,
            self.delivering,
            self.clock,
            flood=Flood(self.settings.flood_limit),
            fetching=self.fetching,
            reaching=self.reaching,
            metrics=self.metrics,
        )

    @cached_property
    def receiver(self) -> Receiving | Webhook:
        take = Intake(self.bot, self.work_off, self.handling.set_aside_unread).take
        url, secret = self.settings.webhook_url, self.settings.webhook_secret
        if url is None or secret is None:
            return Receiving(self.bot, take, patience=self.patience)
        return Webhook(self.bot, take, url, secret)

    async def work_off(self, update: Update) -> None:
        """Returns when the update's effect is committed, or the update set aside."""
        with self.metrics.receipt(update.update_id):
            await process(self.application, update)

    # What goes on beside the conversation

    @cached_property
    def upkeep(self) -> Upkeep:
        return Upkeep(self.bot, self.storage, self.clock, self.work_off)

    @cached_property
    def campaigning(self) -> Campaigning:
        wake = self.delivering.wake
        return Campaigning(self.storage, self.questionnaire, self.clock, admission(self.settings), wake)

    @cached_property
    def notifying(self) -> Notifying | None:
        secret = self.settings.notify_secret
        if secret is None:
            return None
        private = self.settings.notify_private
        return Notifying(self.storage, self.clock, secret.get_secret_value(), private=private)


def build_application(settings: Settings) -> AnyApplication:
    """python-telegram-bot's Application without its updater and job queue, whose work `receiving` and the outbox do."""
    return (
        Application.builder()
        .token(settings.bot_token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(AiohttpRequest())
        .updater(None)
        .job_queue(None)
        .concurrent_updates(ChatOrder())
        .build()
    )
