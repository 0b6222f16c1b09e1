"""`focalpoint demo --campaign`: the same seed tells the same stories, and what it makes is what real people leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from bot.command_line import app
from bot.demonstrations.campaign import keep_campaign
from bot.demonstrations.countries import MEMBERS, MOST, countries
from bot.demonstrations.invented_answers import MARK, invent
from bot.demonstrations.stories import Ending, Story, stories
from flows.administration.progress import Stage, progress
from flows.administration.roles import operator
from flows.answers import read
from flows.answers.country import ALPHA_2
from flows.document import build_document
from flows.engine import take_turn
from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from flows.reading import Accepted, Circumstances, Typed
from flows.relevance import relevant_questions
from flows.response import Response
from flows.turns import Prompt, Started, Summary
from flows.waiting import AboutQuestion
from storage import open_storage
from storage.migrating import migrate

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
ALL_TYPES = Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml"


@pytest.fixture(scope="module")
def msq() -> Questionnaire:
    return load_questionnaire("msq-2020")


@pytest.fixture(scope="module")
def told(msq: Questionnaire) -> tuple[Story, ...]:
    return tuple(stories(msq, 60, seed=1, now=NOW))


def _last_states(told: tuple[Story, ...]) -> Iterator[tuple[Story, Response]]:
    return ((story, story.states[-1]) for story in told if story.states)


def test_all_members_of_the_united_nations_take_part_and_beyond_them_nobody_real() -> None:
    assert len(set(MEMBERS)) == 193
    assert set(MEMBERS) <= set(ALPHA_2)
    assert countries(193) == MEMBERS
    assert len(set(countries(MOST))) == MOST
    assert not set(countries(MOST)[193:]) & set(ALPHA_2)


def test_the_same_seed_tells_the_same_stories_and_another_one_others(msq: Questionnaire) -> None:
    assert list(stories(msq, 15, seed=1, now=NOW)) == list(stories(msq, 15, seed=1, now=NOW))
    assert list(stories(msq, 15, seed=1, now=NOW)) != list(stories(msq, 15, seed=2, now=NOW))


def test_every_ending_is_told_where_there_are_enough_countries(msq: Questionnaire) -> None:
    told = stories(msq, 193, seed=7, now=NOW)

    assert {story.ending for story in told} == set(Ending)


def test_a_single_country_has_a_story(msq: Questionnaire) -> None:
    assert [story.country for story in stories(msq, 1, seed=3, now=NOW)] == ["AFG"]


def test_nothing_happens_in_the_future_or_before_the_link_was_opened(told: tuple[Story, ...]) -> None:
    for story in told:
        moments = [answer.given_at for state in story.states for answer in state.answers.values()]
        moments += [state.completed_at for state in story.states if state.completed_at]
        assert all(story.opened_at <= moment <= NOW for moment in moments)
        assert NOW - timedelta(days=61) <= story.invited_at <= story.opened_at <= NOW


def test_all_that_is_written_is_marked(told: tuple[Story, ...]) -> None:
    words = [
        text
        for _, state in _last_states(told)
        for answer in state.answers.values()
        for text in (answer.value, answer.note, answer.other)
        if isinstance(text, str) and " " in text
    ]

    assert len(words) > 100
    assert [text for text in words if not text.startswith(MARK)] == []


def test_only_relevant_questions_are_answered(msq: Questionnaire, told: tuple[Story, ...]) -> None:
    for _, state in _last_states(told):
        assert state.answers.keys() <= {question.name for question in relevant_questions(msq, state.answers)}


def test_the_bot_goes_on_where_the_story_stopped(msq: Questionnaire, told: tuple[Story, ...]) -> None:
    for story, state in _last_states(told):
        turn = take_turn(msq, state, Started(), NOW)
        if isinstance(state.waiting, AboutQuestion):
            assert any(isinstance(reply, Prompt) and reply.question == state.position for reply in turn.replies)
        if story.ending in (Ending.READY, Ending.REOPENED, Ending.RETURNED):
            (summary,) = (reply for reply in turn.replies if isinstance(reply, Summary))
            assert not summary.missing


@pytest.mark.parametrize("name", ["msq-2020", str(ALL_TYPES)])
def test_answers_are_such_as_the_bot_takes_whatever_the_questionnaire(name: str) -> None:
    questionnaire = load_questionnaire(name)
    for story, state in _last_states(tuple(stories(questionnaire, 40, seed=5, now=NOW))):
        build_document(questionnaire, state.but(id="any"))
        for question in questionnaire.questions:
            answer = state.answers.get(question.name)
            if answer and answer.typed:
                circumstances = Circumstances(NOW.date(), "en", story.country, questionnaire.choices_of(question))
                reading = read(Typed(answer.typed), question, circumstances)
                assert isinstance(reading, Accepted) or answer.note, (question.name, answer.typed, reading)


def test_a_question_to_which_nothing_fits_stays_open() -> None:
    share = {"name": "share", "type": "percent", "label": {"en": "Share"}, "required": True, "constraint": ". > 100"}
    questionnaire = Questionnaire.model_validate(
        {
            "name": "impossible",
            "version": "1",
            "title": {"en": "Impossible"},
            "languages": ["en"],
            "sections": [{"name": "only", "label": {"en": "Only"}, "questions": [share]}],
        }
    )

    assert invent(Random(1), questionnaire, "share", "PAK", {}, NOW) is None


class _Standing:
    def now(self) -> datetime:
        return NOW


async def test_what_is_kept_is_what_the_team_sees(msq: Questionnaire, told: tuple[Story, ...], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.sqlite'}"
    await migrate(url)
    shown: list[int] = []
    async with open_storage(url) as storage:
        await keep_campaign(storage, msq, told, NOW, shown.append)
        standings = await progress(storage, msq, _Standing(), operator("amina"))
        async with storage.reading() as work:
            log = [record async for record in work.audit.all()]

    assert shown == [60]
    stages = {standing.country: standing.stage for standing in standings}
    assert stages == {story.country: _STAGES[story.ending] for story in told if story.ending in _STAGES}
    assert [record.at for record in log] == sorted(record.at for record in log)


_STAGES = {
    Ending.EXPIRED: Stage.EXPIRED,
    Ending.INVITED: Stage.INVITED,
    Ending.COMPLETED: Stage.COMPLETED,
    Ending.AMENDED: Stage.AMENDED,
} | dict.fromkeys(
    (Ending.OPENED, Ending.BEGUN, Ending.HALF, Ending.NEARLY, Ending.READY, Ending.REOPENED, Ending.RETURNED),
    Stage.IN_PROGRESS,
)


def test_the_command_says_how_to_look_at_it_and_replaces_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["demo", "--campaign", "--countries", "12", "--folder", "trial"]
    first, again = CliRunner().invoke(app, command), CliRunner().invoke(app, command)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "A made-up campaign of 12 countries lies in trial/campaign.sqlite." in again.output
    assert "export FOCALPOINT_DATABASE_URL=sqlite:///trial/campaign.sqlite" in again.output
    monkeypatch.setenv("FOCALPOINT_DATABASE_URL", "sqlite:///trial/campaign.sqlite")
    assert "AFG" in CliRunner().invoke(app, ["progress"]).output
