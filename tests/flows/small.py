"""A questionnaire small enough to hold in one's head, for the tests of the engine."""

from __future__ import annotations

from typing import Any

from flows.questionnaire import Questionnaire


def _question(name: str, kind: str, label: str, **properties: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "label": {"en": label}, **properties}


SMALL: dict[str, Any] = {
    "name": "small",
    "version": "1",
    "title": {"en": "A small questionnaire"},
    "languages": ["en"],
    "introduction": {"en": "A few questions."},
    "thanks": {"en": "Thank you."},
    "minutes": 5,
    "choice_lists": {
        "tools": [{"name": "mail", "label": {"en": "E-mail"}}, {"name": "chat", "label": {"en": "Chat"}}],
        "size": [{"name": "small", "label": {"en": "Small"}}, {"name": "large", "label": {"en": "Large"}}],
    },
    "definitions": [{"name": "portal", "label": {"en": "What is a portal?"}, "text": {"en": "A page."}}],
    "opening": {
        "name": "opening",
        "label": {"en": "Before the questions"},
        "questions": [
            _question("country", "country", "Country", required=True),
            _question("agree", "acknowledge", "I agree that the answers are published.", required=True),
        ],
    },
    "sections": [
        {
            "name": "one",
            "label": {"en": "I. One"},
            "questions": [
                _question("site", "links", "What is the address of the portal?", number="1", definitions=["portal"]),
                _question("has", "yes_no", "Is there an officer in charge?", number="2"),
                {
                    "name": "officer",
                    "type": "group",
                    "label": {"en": "The officer"},
                    "relevant": "${has} = 'yes'",
                    "questions": [
                        _question("officer_name", "text", "Name:"),
                        _question("officer_email", "email", "E-mail:"),
                    ],
                },
            ],
        },
        {
            "name": "two",
            "label": {"en": "II. Two"},
            "questions": [
                _question("tools", "select_multiple", "Which tools are used?", number="3", choices="tools", other=True),
                _question(
                    "size", "select_one", "How large is the team?", number="4", choices="size", other=True, max_words=5
                ),
                _question(
                    "why", "text", "Why these tools?", number="5", max_words=5, relevant="count-selected(${tools}) > 0"
                ),
                _question(
                    "rate",
                    "percent",
                    "Which share of the services is online?",
                    number="6",
                    constraint=". < 90",
                    max_words=5,
                ),
                _question("day", "date", "Since which day?", number="7"),
            ],
        },
    ],
}


def small(**changes: Any) -> Questionnaire:
    return Questionnaire.model_validate(SMALL | changes)
