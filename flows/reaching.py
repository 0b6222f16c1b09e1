"""Use case: somebody is told that an address of theirs could not be reached. A courtesy: the answer stays as it is.

Who tries to reach it, and how, is known elsewhere. See docs/decisions/016-orientation.md.
"""

from __future__ import annotations

from flows.again import again_if_overtaken
from flows.overriding import addresses_of
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from flows.turns import Turn, Unreachable
from flows.wording import render


@again_if_overtaken
async def tell_unreachable(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, chat: int, question: str, urls: tuple[str, ...]
) -> bool:
    """False where there is nothing to tell any more: the answer has changed, or the person is gone."""
    async with storage.reading() as work:
        found = await work.respondents.find(chat)
    if found is None or not found.reachable:
        return False
    now = clock.now()
    async with storage.work() as work:
        person = await work.respondents.get(found.id)
        response = await work.responses.get(person.response_id) if person and person.response_id else None
        if person is None or response is None:
            return False
        standing = tuple(url for url in urls if url in addresses_of(response, question))
        message = render(questionnaire, response, Turn(response, (Unreachable(question, standing),)), now)
        if not standing or message is None:
            return False
        await work.outbox.add(person, message, prompt=response.prompt, edits=None, now=now)
        await work.commit()
    return True
