"""How long what is left will take the person, at the pace of what they answered so far. Knows no clock."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from statistics import median_low

from flows.conversation import Conversation

AWAY = timedelta(minutes=10)
"""Whoever gave no answer for so long did something else."""

FEWEST = 5
"""Answers from which on there is a pace to speak of."""


def left_at_this_pace(c: Conversation) -> timedelta | None:
    """None where it is not known, or where nothing is left.

    The median of the times between two answers, so that one long text more or less changes little; answers that came
    together have one moment, and count once. Those of the opening are quick, and tell nothing of the rest.
    """
    given = sorted(answer.given_at for name in c.counted if (answer := c.answer_to(name)))
    spent = [later - earlier for earlier, later in pairwise(given) if timedelta(0) < later - earlier < AWAY]
    left = c.total - c.done
    if len(spent) < FEWEST - 1 or left <= 0:
        return None
    return median_low(spent) * left
