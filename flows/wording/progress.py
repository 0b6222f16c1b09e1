"""How far the respondent is: how much is done, how long the rest takes, a section that ends. Knows no prompt."""

from __future__ import annotations

from datetime import timedelta

from flows.pace import left_at_this_pace
from flows.turns import SectionEnded
from flows.wording.buttons import Part
from flows.wording.rich import Text, plain
from flows.wording.speaker import Speaker

_MINUTE = timedelta(minutes=1)
_EXACT_BELOW = 10
_STEP = 5


def done(speaker: Speaker, answered: int, total: int) -> Text:
    return speaker.say_count("{count} of {total} is done.", "{count} of {total} are done.", answered, total=total)


def at_your_pace(speaker: Speaker) -> Text:
    """For who is in the middle: how long the rest takes. Nothing where that is not known, or nothing is left to do."""
    left = left_at_this_pace(speaker.conversation)
    if left is None or speaker.conversation.response.is_submitted or speaker.conversation.is_closed:
        return ()
    return speaker.say("About {duration} more at your pace.", duration=speaker.translator.duration(_rounded(left)))


def section_ended(speaker: Speaker, reply: SectionEnded) -> Part:
    counts = (
        speaker.say_count("{count} answered", "{count} answered", reply.answered),
        speaker.say_count("{count} skipped", "{count} skipped", reply.skipped),
        speaker.say_count("{count} left open", "{count} left open", reply.open),
    )
    told = (reply.answered, reply.skipped, reply.open)
    counted = speaker.translator.list_of([plain(words) for words, count in zip(counts, told, strict=True) if count])
    section = speaker.plain_of(speaker.section(reply.section).label)
    if reply.open:
        return Part(speaker.say("{section}: {counts}.", section=section, counts=counted))
    return Part(speaker.say("{section} is done: {counts}.", section=section, counts=counted))


def _rounded(left: timedelta) -> int:
    """Minutes: no finer than such an estimate is."""
    minutes = max(1, -(-left // _MINUTE))
    return minutes if minutes < _EXACT_BELOW else _STEP * round(minutes / _STEP)
