"""The settings of a bot, read once where the program starts: from the environment and from `.env`. Opens nothing.

Every setting is an environment variable `FOCALPOINT_…`; the README explains each, and a test holds it to that.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.errors import FocalpointError

PREFIX: Final = "FOCALPOINT_"


class SettingsError(FocalpointError):
    """A setting is wrong or missing; the sentence names its variable and says what would be right."""


class Access(StrEnum):
    OPEN = "open"
    INVITATION = "invitation"


class DataSettings(BaseSettings):
    """What every command needs that reads or changes answers."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    database_url: SecretStr = Field(
        SecretStr("sqlite:///focalpoint.sqlite"),
        description="Where the answers are kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
    )
    questionnaire: str = Field("msq-2020", description="A questionnaire shipped with Focalpoint, by name, or a file.")

    @field_validator("database_url")
    @classmethod
    def _is_of_a_known_kind(cls, url: SecretStr) -> SecretStr:
        kind, separator, name = url.get_secret_value().partition("://")
        if not separator or not name.strip("/") or kind not in _DATABASES:
            raise ValueError("must begin with sqlite:/// or postgresql:// and name a database")
        return url

    @property
    def database(self) -> str:
        """The address as it is, password included: for opening the database, never for showing."""
        return self.database_url.get_secret_value()


class Settings(DataSettings):
    """What a bot needs."""

    bot_token: SecretStr = Field(description="The bot's token, from @BotFather.")
    api_url: str = Field("https://api.telegram.org", description="The Bot API server: Telegram's, or any other.")
    access: Access = Field(Access.INVITATION, description="Who may answer: `invitation` or `open` (everyone).")
    administrators: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids of the survey team, separated by commas. They are always let in."
    )

    @field_validator("bot_token")
    @classmethod
    def _is_a_token(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{20,}", token.get_secret_value()):
            raise ValueError(
                "is not a bot token; @BotFather gives one that looks like 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
            )
        return token

    @field_validator("api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
            raise ValueError("must be an address that begins with http:// or https://")
        return url.rstrip("/")

    @field_validator("administrators", mode="before")
    @classmethod
    def _are_separated_by_commas(cls, ids: object) -> object:
        if not isinstance(ids, str):
            return ids
        numbers = [number for number in re.split(r"[\s,;]+", ids) if number]
        if not all(re.fullmatch("[0-9]+", number) for number in numbers):
            raise ValueError("must be Telegram ids (numbers) separated by commas; @userinfobot tells you yours")
        return frozenset(map(int, numbers))

    @model_validator(mode="after")
    def _somebody_is_let_in(self) -> Settings:
        if self.access is Access.INVITATION and not self.administrators:
            raise ValueError(
                f"{PREFIX}ACCESS is `invitation`, and nobody would be let in: name yourself in {PREFIX}ADMINISTRATORS, "
                f"or set {PREFIX}ACCESS=open to let everyone answer."
            )
        return self

    def admits(self, person: int) -> bool:
        """Whether that person is let in: under `invitation` the administrators alone, until there are invitations."""
        return self.access is Access.OPEN or person in self.administrators


_DATABASES = {"sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+asyncpg", "postgres"}

AnySettings = TypeVar("AnySettings", bound=DataSettings)


def read_settings(kind: type[AnySettings], **given: object) -> AnySettings:
    """The settings of the environment, or those given. Raises SettingsError with a sentence on the first wrong one."""
    try:
        return kind(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    wrong = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return wrong
    variable = f"{PREFIX}{first['loc'][0]}".upper()
    if first["type"] == "missing":
        description = Settings.model_fields[str(first["loc"][0])].description
        return f"{variable} is not set. {description}"
    return f"{variable} {_SAID_BY_PYDANTIC.get(first['type'], wrong)}."


_SAID_BY_PYDANTIC = {"enum": "must be `open` or `invitation`"}
