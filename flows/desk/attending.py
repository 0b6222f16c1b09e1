"""The desk's one door: an administrator's input, and what comes of it, in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flows.administration.following import Following
from flows.administration.roles import Admission, Role, administrator
from flows.desk.meaning import BESIDE, Heard, act_of, meant_for_desk, passed_on, team_command
from flows.desk.replies import Declined, DroppedHalfway, Welcomed
from flows.desk.states import Acted, ForList
from flows.desk.taps import read
from flows.desk.visit import Looked, Outcome, Surroundings, Visit, says
from flows.errors import DeclinedError
from flows.message import Message
from flows.ports import Clock, Delivery, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.turns import CommandedUnknown, Input, Tapped
from flows.wording.desk import render


@dataclass(frozen=True, slots=True)
class Attended:
    """`delivery` is the message that may go out at once, if this is known; `told` are others who are told something.
    `greeted`: the administrator is told what can be done here."""

    delivery: Delivery | None
    told: tuple[int, ...] = ()
    greeted: bool = False


class Desk:
    """One questionnaire's team. `name` gives the bot's user name, `pages` the address of the web application, if there
    is one."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        storage: Storage,
        clock: Clock,
        admission: Admission,
        name: Callable[[], str],
        pages: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._around = Surroundings(questionnaire, storage, Following(questionnaire, storage, clock), name, pages)
        self._admission = admission

    @property
    def following(self) -> Following:
        """What is remembered of the campaign, for whoever else looks at it in this process."""
        return self._around.following

    async def look_ahead(self, chat: int, given: Input) -> Looked:
        """Before the turn of an administrator who may want to know: where everybody stands, looked up while nobody
        waits for it. None for everybody else."""
        command = team_command(given.text) if isinstance(given, CommandedUnknown) else None
        if command is None and not (isinstance(given, Tapped) and read(given.tap)):
            return None
        async with self._around.storage.reading() as work:
            person = await work.respondents.find(chat)
        if self._admission.role_of(chat, person.role if person else None) is not Role.ADMINISTRATOR:
            return None
        return await self.following.all(administrator(chat))

    def serves(self, person: Respondent) -> bool:
        return self._admission.role_of(person.chat, person.role) is Role.ADMINISTRATOR

    def awaits_list(self, person: Respondent) -> bool:
        return self.serves(person) and isinstance(person.desk, ForList)

    async def attend(
        self,
        work: Work,
        person: Respondent,
        heard: Heard,
        now: datetime,
        *,
        entered: bool,
        declined: DeclinedError | None,
    ) -> Attended | Input:
        """What was done, kept and said; or what is for the questionnaire. Raises DeclinedError where something
        cannot be done as it was asked: what was done by then is to be given up with the transaction, and this is to be
        tried once more, in another one, with the error as `declined`."""
        state = None if isinstance(person.desk, Acted) else person.desk
        actor = administrator(person.chat)
        visit = Visit(self._around, work, actor, person, heard.message, now, heard.language, state, heard.looked)
        if isinstance(person.desk, Acted) and person.desk == act_of(heard):
            return Attended(None)
        if declined is not None:
            return await self._keep(visit, heard, says(Declined(declined.sentences), state=visit.state))
        outcome = says(Welcomed(entered=True)) if entered else await meant_for_desk(visit, heard)
        if outcome is not None:
            return await self._keep(visit, heard, outcome)
        if visit.state is not None and not isinstance(heard.input, BESIDE):
            await self._keep(visit, heard, says(DroppedHalfway(visit.state, asked=False)))
        return passed_on(heard.input)

    async def _keep(self, visit: Visit, heard: Heard, outcome: Outcome) -> Attended:
        # What was declined, or was an old button, may be tried again.
        state = outcome.state or (act_of(heard) if outcome.in_place else None)
        if state != visit.person.desk:
            await visit.work.respondents.keep_desk(visit.person, state)
        edits = heard.message if outcome.in_place and isinstance(heard.input, Tapped) else None
        message = self._message(visit, outcome)
        delivery = await visit.work.outbox.add(visit.person, message, prompt=0, edits=edits, now=visit.at)
        greeted = any(isinstance(reply, Welcomed) for reply in outcome.replies)
        return Attended(delivery, outcome.told, greeted)

    def _message(self, visit: Visit, outcome: Outcome) -> Message:
        message = render(self._around.questionnaire, outcome.replies, visit.language, visit.at)
        return message.model_copy(update={"in_place": outcome.in_place})
