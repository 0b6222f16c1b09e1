"""What the API's answers look like: pydantic models, so that the OpenAPI document is true by construction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from flows.administration.invitations import Invitation, Issued, State
from flows.administration.orders import DAYS, MOST_DAYS, Order
from flows.administration.progress import Share, Stage, Standing
from flows.administration.roles import Role
from flows.response import Response, Status

Country = Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["PAK"], description="ISO 3166 alpha-3.")]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class ResponseForm(_Form):
    """A response without its answers. `revision` counts submissions; `changed_at` is when an answer changed last."""

    id: str
    country: str | None
    status: Status
    revision: int
    language: str | None
    started_at: datetime
    completed_at: datetime | None
    changed_at: datetime | None

    @classmethod
    def of(cls, response: Response) -> Self:
        return cls(**{name: getattr(response, name) for name in cls.model_fields})


class ResponsePage(_Form):
    """`next` is what `after` is to be for the next page; null on the last."""

    responses: tuple[ResponseForm, ...]
    next: str | None


class ShareForm(_Form):
    """`done` of `total` relevant questions are answered or skipped with a reason."""

    done: int
    total: int

    @classmethod
    def of(cls, share: Share) -> Self:
        return cls(done=share.done, total=share.total)


class StandingForm(_Form):
    """Where a country stands. `section` is where its focal point is."""

    country: str | None
    stage: Stage
    whole: ShareForm
    sections: Mapping[str, ShareForm]
    section: str | None
    last_seen_at: datetime | None

    @classmethod
    def of(cls, standing: Standing) -> Self:
        return cls(
            country=standing.country,
            stage=standing.stage,
            whole=ShareForm.of(standing.whole),
            sections={name: ShareForm.of(share) for name, share in standing.sections.items()},
            section=standing.section,
            last_seen_at=standing.last_seen_at,
        )


class InvitationForm(_Form):
    """An invitation without its link."""

    id: str
    role: Role
    country: str | None
    language: str | None
    state: State
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    name: str | None
    address: str | None

    @classmethod
    def of(cls, invitation: Invitation, now: datetime) -> Self:
        fields = {name: getattr(invitation, name) for name in cls.model_fields if name != "state"}
        return cls(state=invitation.state(now), **fields)


class IssuedForm(InvitationForm):
    """A new invitation with its personal link, which cannot be shown again."""

    link: str

    @classmethod
    def issued(cls, issued: Issued, bot: str, now: datetime) -> Self:
        plain = InvitationForm.of(issued.invitation, now)
        return cls(**plain.model_dump(), link=issued.link(bot))


class OrderForm(BaseModel):
    """An invitation to be made, for a country's focal point."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: str = Field(max_length=100, examples=["PAK"], description="A code (PAK) or a name (Pakistan).")
    language: str | None = Field(None, max_length=20, description="What the bot speaks; otherwise the person chooses.")
    days: int = Field(DAYS, ge=1, le=MOST_DAYS, description="How many days the link may be used.")
    name: str | None = Field(None, max_length=200)
    address: str | None = Field(None, max_length=200)

    @property
    def order(self) -> Order:
        return Order(country=self.country, language=self.language, days=self.days, name=self.name, address=self.address)


class RenewalForm(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int = Field(DAYS, ge=1, le=MOST_DAYS)


Document = dict[str, Any]
