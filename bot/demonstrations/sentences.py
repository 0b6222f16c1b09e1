"""Sentences that say nothing about any country: what made-up answers are made of."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = (
    "The ministry in charge publishes its figures every quarter.",
    "A working group of seven agencies meets twice a year.",
    "The strategy was adopted by the cabinet and runs for five years.",
    "Regional offices report by a common form.",
    "The portal offers forty services, half of them from beginning to end.",
    "Citizens are asked for their opinion after each service.",
    "A first evaluation is planned for next spring.",
    "Training is offered to civil servants in all districts.",
    "The law on electronic signatures applies to all public bodies.",
    "Funds come from the national budget and from two partners.",
    "People without a connection are served at community centres.",
    "The results are shared with the institutions concerned, and with the public in part.",
    "An open licence applies to all data sets of the portal.",
    "The statistics office counts visits, completed forms and abandoned forms.",
    "Two pilot projects ended last year and are now open to everyone.",
    "There is no separate body; the task belongs to the ministry's digital unit.",
)
