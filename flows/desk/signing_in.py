"""At the desk: a link to the survey team's pages, for the administrator's own browser."""

from __future__ import annotations

from flows.administration.signing_in import create_link
from flows.desk.replies import NoPages, SignInLink
from flows.desk.visit import Outcome, Visit, says


async def give_link(visit: Visit) -> Outcome:
    address = visit.around.pages()
    if address is None:
        return says(NoPages())
    token = await create_link(visit.storage, visit, visit.actor, visit.person.chat)
    return says(SignInLink(f"{address}/{token}"))
