"""Campaigns, and who takes part in them. Knows no rule of when somebody is written to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, exists, select

from flows.administration.roles import Role
from flows.campaign import Campaign
from flows.ports import Participant
from flows.response import Status
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import answers, campaigns, respondents, responses


def _put(insert: Any) -> Executable:
    put = insert(campaigns)
    changes = {name: put.excluded[name] for name in ("campaign", "changed_at")}
    return put.on_conflict_do_update(index_elements=["questionnaire"], set_=changes)  # type: ignore[no-any-return]


_PUT = Ready.built(_put)
_GET = select(campaigns.c.campaign).where(campaigns.c.questionnaire == bindparam("which"))
_PARTICIPANTS = (
    select(
        respondents.c.id.label("respondent_id"),
        respondents.c.chat,
        respondents.c.role,
        respondents.c.response_id,
        responses.c.country,
        responses.c.status,
        respondents.c.reachable,
        responses.c.reminders,
        exists()
        .where(answers.c.response_id == responses.c.id, answers.c.question.not_in(bindparam("opening", expanding=True)))
        .label("begun"),
    )
    .join(responses, responses.c.id == respondents.c.response_id)
    .where(responses.c.questionnaire == bindparam("which"), responses.c.status != Status.STOPPED)
    .order_by(responses.c.country, respondents.c.id)
)


class Campaigns:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, questionnaire: str) -> Campaign | None:
        campaign: Campaign | None = await self._statements.value(_GET, {"which": questionnaire})
        return campaign

    async def put(self, questionnaire: str, campaign: Campaign, now: datetime) -> None:
        row = {"questionnaire": questionnaire, "campaign": campaign, "changed_at": now}
        await self._statements.run(_PUT, row)

    async def participants(self, questionnaire: str, opening: Collection[str] = ()) -> tuple[Participant, ...]:
        rows = await self._statements.rows(_PARTICIPANTS, {"which": questionnaire, "opening": [*opening]})
        return tuple(
            Participant(**dict(row._mapping) | {"role": row.role and Role(row.role), "status": Status(row.status)})
            for row in rows
        )
