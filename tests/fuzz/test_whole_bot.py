"""The whole bot, from Telegram's update to the database and back, under random people (hypothesis, stateful).

Whatever they do: no error is logged, the state stays valid, exactly what the chat says was kept is in the database,
every message is answered, and the next honest answer works.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from flows.administration.announcing import Draft, announce, queue_announcements
from flows.administration.campaign import set_campaign
from flows.administration.enquiring import answer_enquiry, enquiries
from flows.administration.prefilling import Earlier, prefill
from flows.administration.reminding import remind, remind_due
from flows.administration.returning import reopen
from flows.administration.roles import Admission, operator
from flows.campaign import Campaign
from flows.conversation import Conversation
from flows.document import build_document
from flows.errors import FollowUpError, PrefillError
from flows.loading import load_questionnaire
from flows.overriding import addresses_of
from flows.questionnaire import Question
from flows.reaching import tell_unreachable
from flows.response import Response
from flows.turns import Action
from flows.waiting import AboutQuestion, ForAnswer, ForBegin, ForLanguage
from flows.wording.showing import answer_lines
from flows.wording.speaker import Speaker
from simulator.people import Person
from simulator.values import Entry
from tests.fuzz.acts import ACTS
from tests.fuzz.honest import asks_about_ticks, document_of_then
from tests.fuzz.profiles import WHOLE_BOT
from tests.fuzz.words import commands, invented_data, sound_words, words
from tests.house import house_of

ALL_TYPES = load_questionnaire(Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml")

HONEST_ANSWER = {
    "acknowledge": "I agree",
    "links": "www.nlp.gov.pk",
    "yes_no": "yes",
    "select_one": "1",
    "select_multiple": "1",
    "percent": "5 %",
    "text": "It is so.",
    "date": "22 April 2018",
    "email": "ed@nitb.gov.pk",
    "phone": "+92-51-9215347",
}
COUNTRIES = ("Pakistan", "Kenya")
TEAM = operator("amina")

_CONFIRMED = re.compile(r"^✓ (?P<reference>.+?)(?: changed| modifié[^·]*)? · (?P<rest>.*)$", re.MULTILINE)
_NO_QUESTIONS = {"Language", "Langue", *(s for each in ALL_TYPES.all_sections for s in each.label.values())}
"""What a tick stands before as well: the language that was set, and in the hub the sections that are done."""

NothingToSend = ValueError
"""What the simulator's app raises for a text of which it leaves nothing."""

places = st.integers(0, 10_000)
"""Which of several, however many there are."""


class WholeBot(RuleBasedStateMachine):
    """Two people, one bot. After each thing somebody does, everything is worked off and everything is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.house = self._run(self._stack.enter_async_context(house_of(ALL_TYPES)))
        self.people = [Person.joining(self.house.world, name) for name in ("Amina", "Omar")]
        for person in self.people:
            person.say("/start")
        self._settle()

    def teardown(self) -> None:
        self._run(self._stack.aclose())
        self._loop.close()

    # What people do

    @rule(place=places, text=words)
    def say(self, place: int, text: str) -> None:
        self._says(self._person(place), text)

    @rule(place=places, text=commands)
    def command(self, place: int, text: str) -> None:
        self._says(self._person(place), text)

    @rule(place=places, which=places, new=st.booleans())
    def tap(self, place: int, which: int, new: bool) -> None:
        """A button of the newest message that has some, or any older one."""
        person = self._person(place)
        with_buttons = [message for message in person.chat if message.keyboard]
        if not self._is_here(person) or not with_buttons:
            return
        message = with_buttons[-1] if new else with_buttons[which % len(with_buttons)]
        person.tap(message.captions[which % len(message.captions)], on=message)
        self._settle()

    @rule(place=places, data=invented_data)
    def tap_invented(self, place: int, data: str) -> None:
        person = self._person(place)
        if self._is_here(person):
            person.tap_data(data)
            self._settle()

    @rule(place=places, name=st.sampled_from(sorted(ACTS)))
    def send_thing(self, place: int, name: str) -> None:
        person = self._person(place)
        if self._is_here(person):
            ACTS[name](person)
            self._settle()

    @rule(place=places, texts=st.lists(words, min_size=2, max_size=3))
    def say_in_a_burst(self, place: int, texts: list[str]) -> None:
        """One message after the other, before the bot has answered the first."""
        person = self._person(place)
        if not self._is_here(person):
            return
        for text in texts:
            with suppress(NothingToSend):
                person.say(text)
        self._settle()

    @rule(place=places, texts=st.lists(words, min_size=2, max_size=3))
    def say_in_one_second(self, place: int, texts: list[str]) -> None:
        """The bot answers in between, but nobody has read that."""
        person = self._person(place)
        if not self._is_here(person):
            return
        for text in texts:
            with suppress(NothingToSend):
                person.say(text, sent_at=self.house.clock.seconds())
            self._run(self.house.settle())
        self._settle()

    @rule(place=places, text=words, seconds=st.integers(0, 600))
    def say_something_that_arrives_late(self, place: int, text: str, seconds: int) -> None:
        person = self._person(place)
        if self._is_here(person):
            with suppress(NothingToSend):
                person.say(text, sent_at=self.house.clock.seconds() - seconds)
            self._settle()

    @rule(place=places, which=places, name=st.sampled_from(["other.pdf", "other.txt", "x.exe"]))
    def put_another_file_in_its_place(self, place: int, which: int, name: str) -> None:
        person = self._person(place)
        own = [message for message in person.chat if message.sender_id == person.account.id]
        with_file = [message for message in own if message.attachment and message.attachment.file_id]
        if self._is_here(person) and with_file:
            person.put_in_place(with_file[which % len(with_file)], name, b"%PDF-1.7 another")
            self._settle()

    @rule(place=places, which=places)
    def remove_a_file(self, place: int, which: int) -> None:
        person = self._person(place)
        removals = [
            (message, button)
            for message in person.chat
            for row in message.keyboard
            for button in row
            if (button.data or "").startswith(f"{Action.DETACH}:")
        ]
        if self._is_here(person) and removals:
            message, button = removals[which % len(removals)]
            person.tap(button.caption, on=message)
            self._settle()

    @rule(place=st.integers(0, 3), year=st.sampled_from([2016, 2018]))
    def the_team_loads_an_earlier_edition(self, place: int, year: int) -> None:
        before = self._responses()
        self._run(self._the_team_loads(place, year))
        self._settle()
        assert self._answers(self._responses()) == self._answers(before)

    @rule(place=places, text=sound_words)
    def the_team_acts(self, place: int, text: str) -> None:
        """What was submitted comes back with a remark, and what was asked is answered."""
        self._run(self._the_team_acts(place, text))
        self._settle()

    @rule()
    def the_team_says_something(self) -> None:
        before = self._responses()
        self._run(self._the_team_says_something())
        self._settle()
        assert self._answers(self._responses()) == self._answers(before)

    @rule(place=places, which=places, text=words)
    def the_survey_closes_and_opens_again(self, place: int, which: int, text: str) -> None:
        """What was given stays as it is, whatever is tried meanwhile."""
        self._run(self._the_survey_ends_in(timedelta(hours=1)))
        self.house.clock.pass_by(2 * 60 * 60)
        before = self._responses()
        self.say(place, text)
        self.edit(place, which, text)
        self.tap(place, which, new=True)
        assert self._answers(self._responses()) == self._answers(before)
        self._run(self._the_survey_ends_in(None))
        self.house.clock.pass_by(60)

    @rule(place=places, which=places, text=words)
    def edit(self, place: int, which: int, text: str) -> None:
        person = self._person(place)
        own = [message for message in person.chat if message.sender_id == person.account.id and message.text]
        if self._is_here(person):
            person.edit(own[which % len(own)], text)
            self._settle()

    @rule(place=places, which=places, text=words)
    def reply(self, place: int, which: int, text: str) -> None:
        person = self._person(place)
        if self._is_here(person):
            with suppress(NothingToSend):
                person.reply_to(person.chat[which % len(person.chat)], text)
            self._settle()

    @rule(place=places, which=places)
    def an_address_is_not_reached(self, place: int, which: int) -> None:
        """The answer stays as it is; what is said to the notice is said by the other rules."""
        person = self._person(place)
        response = self._response_of(person)
        answered = [name for name in response.answers if addresses_of(response, name)]
        if not self._is_here(person) or not answered:
            return
        name = answered[which % len(answered)]
        house, urls = self.house, addresses_of(response, name)
        self._run(tell_unreachable(house.storage, ALL_TYPES, house.clock, person.account.id, name, urls))
        self._settle()
        assert self._response_of(person).answers == response.answers

    @rule(place=places)
    def block_or_unblock(self, place: int) -> None:
        person = self._person(place)
        if self._is_here(person):
            person.block()
        else:
            person.unblock()
        self._settle()

    @rule()
    def restart(self) -> None:
        self._run(self.house.start())

    @rule(which=places)
    def redeliver(self, which: int) -> None:
        """It changes nothing, and nothing is said."""
        before, heard = self._responses(), self._heard()
        self.house.world.state.updates.append(self.house.done[which % len(self.house.done)])
        self._settle()
        assert (self._responses(), self._heard()) == (before, heard)

    @rule(place=places)
    def answer_honestly(self, place: int) -> None:
        """Whatever happened before, the open question can be answered."""
        person = self._person(place)
        if not self._is_here(person):
            person.unblock()
            self._settle()
        response = self._response_of(person)
        if isinstance(response.waiting, ForLanguage | ForBegin):
            self._begins(person)
            return
        if isinstance(response.waiting, AboutQuestion) and not isinstance(response.waiting, ForAnswer):
            self._says(person, "/cancel")
            response = self._response_of(person)
        if isinstance(response.waiting, ForAnswer):
            self._answers_honestly(person, ALL_TYPES.question(response.waiting.question))

    # What holds at any time

    @invariant()
    def no_error_is_logged(self) -> None:
        assert self.house.failures == []

    @invariant()
    def each_state_is_valid(self) -> None:
        for response in self._responses():
            build_document(ALL_TYPES, response)
            if isinstance(response.waiting, AboutQuestion):
                relevant = Conversation(ALL_TYPES, response, self.house.clock.now()).relevant_names
                assert response.waiting.question in relevant

    @invariant()
    def the_chat_says_what_is_kept(self) -> None:
        for person in filter(self._is_here, self.people):
            response = self._response_of(person)
            names = _names(response)
            said = {names[reference]: rest for reference, rest in self._confirmations(person)}
            assert said.keys() == response.answers.keys()
            for name, rest in said.items():
                assert rest.endswith(tuple(_first_lines(response, name))), (name, rest)

    # Inside

    async def _the_team_acts(self, place: int, text: str) -> None:
        storage, clock = self.house.storage, self.house.clock
        question = ALL_TYPES.questions[place % len(ALL_TYPES.questions)]
        for country in ("PAK", "KEN"):
            with suppress(FollowUpError):
                await reopen(storage, ALL_TYPES, clock, TEAM, country, {question.name: text}, text)
        for enquiry in await enquiries(storage, ALL_TYPES, TEAM, unanswered=True):
            with suppress(FollowUpError):
                await answer_enquiry(storage, ALL_TYPES, clock, TEAM, enquiry.id, text)

    async def _the_team_loads(self, place: int, year: int) -> None:
        earlier = Earlier("the file", document_of_then(ALL_TYPES, place))
        with suppress(PrefillError):
            await prefill(self.house.storage, ALL_TYPES, self.house.clock, TEAM, [earlier], year=year)

    async def _the_team_says_something(self) -> None:
        storage, clock = self.house.storage, self.house.clock
        await remind(storage, ALL_TYPES, clock, TEAM)
        await announce(storage, ALL_TYPES, clock, TEAM, Draft("The office is closed on Friday.", at_once=True))
        await remind_due(storage, ALL_TYPES, clock, Admission())
        await queue_announcements(storage, ALL_TYPES, clock, limit=10)

    async def _the_survey_ends_in(self, time: timedelta | None) -> None:
        clock = self.house.clock
        campaign = Campaign() if time is None else Campaign(clock.now() + time, closes=True)
        await set_campaign(self.house.storage, ALL_TYPES, clock, TEAM, campaign)

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run(coroutine)

    def _settle(self) -> None:
        self._run(self.house.settle())
        self.house.clock.pass_by(60)

    def _person(self, place: int) -> Person:
        return self.people[place % len(self.people)]

    def _is_here(self, person: Person) -> bool:
        return not self.house.world.chat(person.account.id).blocked

    def _says(self, person: Person, text: str) -> None:
        if not self._is_here(person):
            return
        before = person.last.id
        try:
            person.say(text)
        except NothingToSend:
            return
        self._settle()
        assert person.last.id > before, f"{text!r} was not answered"

    def _begins(self, person: Person) -> None:
        for text in ("English", "/start"):
            person.say(text)
            self._settle()
        if isinstance(self._response_of(person).waiting, ForBegin):
            person.tap("Begin" if "Begin" in person.last.captions else "Commencer", on=person.last)
            self._settle()
        assert not isinstance(self._response_of(person).waiting, ForLanguage | ForBegin)

    def _answers_honestly(self, person: Person, question: Question) -> None:
        answer = HONEST_ANSWER.get(question.type) or COUNTRIES[self.people.index(person)]
        self._says(person, answer)
        if asks_about_ticks(self._response_of(person)):
            _, words_alone, *_ = (button for row in person.last.keyboard for button in row)
            person.tap(words_alone.caption, on=person.last)
            self._settle()
        response = self._response_of(person)
        # Constraints and the other's country may stand against it; then the question is open still.
        if not question.constraint and question.type != "country":
            assert response.answers[question.name].typed == answer
        else:
            assert isinstance(response.waiting, AboutQuestion) or question.name in response.answers

    def _responses(self) -> list[Response]:
        async def load() -> list[Response]:
            async with self.house.storage.reading() as work:
                return [response async for response in work.responses.all(ALL_TYPES.name)]

        loaded: list[Response] = self._run(load())
        return loaded

    def _response_of(self, person: Person) -> Response:
        async def load() -> Response:
            async with self.house.storage.work() as work:
                respondent = await work.respondents.lock(person.account.id, self.house.clock.now())
                response: Response | None = await work.responses.get(respondent.response_id or "")
                assert response
                return response

        loaded: Response = self._run(load())
        return loaded

    def _heard(self) -> list[Entry]:
        chats = (self.house.world.chat(person.account.id) for person in self.people)
        return [entry for chat in chats for entry in chat.history if entry.of_the_bot]

    def _answers(self, responses: list[Response]) -> dict[str, Any]:
        return {response.id: response.answers for response in responses}

    def _confirmations(self, person: Person) -> Iterator[tuple[str, str]]:
        for entry in self.house.world.chat(person.account.id).history:
            if entry.of_the_bot:
                found = _CONFIRMED.finditer(entry.message.text)
                yield from (
                    (each["reference"], each["rest"]) for each in found if each["reference"] not in _NO_QUESTIONS
                )


def _speakers(response: Response) -> Iterator[Speaker]:
    for language in ALL_TYPES.languages:
        spoken = response.but(language=language)
        yield Speaker(Conversation(ALL_TYPES, spoken, response.started_at))


def _names(response: Response) -> dict[str, str]:
    """The questions by how they are spoken of."""
    return {speaker.reference(q.name): q.name for speaker in _speakers(response) for q in ALL_TYPES.questions}


def _first_lines(response: Response, name: str) -> Iterator[str]:
    for speaker in _speakers(response):
        yield answer_lines(speaker, ALL_TYPES.question(name), response.answers[name])[0]


TestWholeBot = WholeBot.TestCase
TestWholeBot.settings = WHOLE_BOT
