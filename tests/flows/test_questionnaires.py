"""The shipped questionnaires are without defects, and the one of the survey of 2020 has the official words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.loading import load_questionnaire, shipped_questionnaires
from flows.questionnaire import QUESTION_TYPES, Group, Question, Questionnaire

MSQ = load_questionnaire("msq-2020")
ALL_TYPES = load_questionnaire(Path(__file__).parent / "questionnaires" / "all-types.yaml")

# The questionnaire as it was sent out. The marks of the footnotes are left out: the footnotes are below.
OFFICIAL = """
Member States Questionnaire (MSQ) for the United Nations E-Government Survey 2020

The objective of this questionnaire is to gather information from the Member States in preparation of the United Nations E-Government Survey 2020. Please note that these responses do not directly affect the UN E-Government Development Index (EGDI), which is a composite index of Online Service Index (OSI), Telecommunications Infrastructure Index (TII) and Human Capital Index (HCI). UNDESA assesses national portals with the assistance of independent researchers to construct OSI, requests data from the International Telecommunications Union (ITU) and the United Nations Educational, Scientific and Cultural Organization (UNESCO) to construct TII and HCI respectively. For any questions about this questionnaire, please contact dpidg@un.org.

I/We hereby authorize UNDESA to publish my/our responses as deemed necessary.

I. Institutional Framework
1. What is the official **e-government portal** at the national level? If more than one, please list all.
2. Please also provide **URLs** for below **specific portals**, if exists:
a. E-services:
b. E-participation:
c. Open government data:
d. Public procurement:
e. Other major portals at the national level:
3. Please provide **name(s) and URL(s)** of the government agency/department/ministry at the national level in charge of e-government.
4. Does your country have a **Chief Information Officer (CIO)** to manage national cross-agency e-government programs/strategies?
Name:
Title:
Organization:
E-mail:
Phone:
5. Please provide **names and URLs** of the government agencies/ministries/departments at the national level in charge of the following:
a. Planning and Development
b. Education
c. Health
d. Social Protection and Welfare
e. Employment and Decent Work
f. Environment
g. Energy/Water
h. Finance/Taxation
i. Industry/Trade

II. Strategy and Implementation
6. Is there a **national development strategy** incorporating the Sustainable Development Goals (SDGs)? (Maximum 250 words)
7. Is there a **national e-government strategy/digital readiness strategy** or equivalent? (Maximum 250 words)
8. Please check whichever applies.
National e-government strategy or equivalent:
has an implementation plan.
is aligned with the national development strategy
is aligned with the Sustainable Development Goals (SDGs).
is aligned with sub-national/local digital development strategy.
has an emphasis on digital-first principle
has an emphasis on digital by default; digital by design; mobile-first principle
has an emphasis on once-only (data) principle
has an emphasis to 'leave no one offline' or to 'leave no one behind'; or other specific measures to ensure e-government is accessible by the most vulnerable groups
makes specific reference to e-participation, digital inclusion and/or engagement.
makes specific reference to the use of social media in the government.
makes specific reference to the use of new technologies such as artificial intelligence, blockchain, big data
(If any checked, please explain further. Maximum 250 words)

III. Legal Framework
9. Is there any legal framework on:
access to information such as Freedom of Information Act
personal data protection including digital security
open government data
digital identity
digital certification/signature
e-procurement
digitally publishing government expenditure
data interoperability
digital government as a right
(If any checked, please provide name of the legislation and links. Maximum 250 words)

IV. Usage of online services
10. Do you collect usage statistics of e-government services?
11. If yes, do you publish results online and share those with the public institutions concerned? (Max. 250 words)

V. User satisfaction
12. Do you measure satisfaction of citizens on e-government services?
13. If yes, do you publish results online and share those with the public institutions concerned? (Max. 250 words)

VI. Social Media
14. How does your government use social media at the national level to interact with and engage people in e-government activities? Please also explain if there were any guidelines for government officials on the use of social media. (Max. 250 words)

VII. New Technologies
15. Does your government have a **specific national strategy** on one or more of following new technologies?
Artificial Intelligence (AI)
Blockchain
Big data
Smart cities
Robotics
Internet of Things (IOT)
Quantum computing
Virtual reality
Augmented reality
Other:
(Please explain further including relevant links. Maximum 250 words)
16. Does your government have any government body at the national level working specifically related to the new technologies? (Please explain further including relevant links. Maximum 250 words)

VIII. Indicators
17. What is the percentage of the population satisfied with their last experience of online public services? (Max. 250 words)
18. What percentage of your GDP is allocated for ICT investment in the public sector? (Max. 250 words)
19. What is the proportion of persons employed in central government organizations routinely using ICTs? (Max. 250 words)
20. What is the proportion of persons employed in central government organizations routinely using the Internet? (Max. 250 words)
21. If any, what kind of indicators do you collect/use to track digital literacy at the national level? (Max. 250 words)

IX. International and Regional Cooperation
22. Is your government part of any sub-regional, regional or international cooperation on e-government? (Max. 250 words)
23. Is your government offering (or planning to offer) support to other countries in the area of e-government? (Max. 250 words)
24. Are there any ongoing public-private partnerships and Multistakeholder partnerships, focusing on e-government? (Max. 250 words)

X. Contact and Additional Information
Name:
Title:
Email:
Organization:
1. Please select whichever applies:
A group of government agencies responded to the questionnaire collectively.
I am authorized and fully knowledgeable to respond to this questionnaire.
I did not have the full information to respond to this questionnaire
I mostly provided my own opinion/assessment rather than official information.
Other: (Max. 250 words)
2. How did you hear about this questionnaire?
Directly from UN DESA
From the Mission of my country to the United Nations
United Nations E-Government Survey website
LinkedIn
Facebook
Other: (Max. 250 words)

Thank you for taking the time to fill out the Member States Questionnaire (MSQ) 2020.
We appreciate your participation.
"""  # noqa: E501 - one paragraph of the questionnaire a line

FOOTNOTES = [
    # the question, and the footnote's words, in the order of their numbers
    (
        "authorization",
        "This questionnaire is conducted by the Division of Public Institutions and Digital Government (DPIDG) of the "
        "UNDESA.",
    ),
    (
        "q1",
        "**E-government or digital government** will be used interchangeably in this survey and is defined as "
        "delivering services online and engaging people by using Information and Communication Technologies (ICTs)",
    ),
    (
        "q4",
        "CIO or a similar senior official with a leadership role, sometimes referred as Chief Technology Officer (CTO) "
        "or Chief Digital Officer (CDO)",
    ),
    ("q8", "Poor, immigrants, older persons, persons with disabilities, women, youth, indigenous people"),
    ("q8", "Also referring to emerging technologies"),
    ("q9", "Related to SDG Indicator 16.6.1"),
    ("q16", "This can be an agency, cabinet, commission, committee, initiative etc."),
    (
        "q17",
        "Related to SDG Indicator 16.6.2 Proportion of population satisfied with their last experience of public "
        "services. See for all indicators: "
        "https://unstats.un.org/sdgs/indicators/Global%20Indicator%20Framework%20after%20refinement_Eng.pdf",
    ),
    (
        "q22",
        "WSIS Action Line C.11 - International and regional cooperation - "
        "https://publicadministration.un.org/ws10/WSIS-Action-Lines-and-Facilitators",
    ),
]

# Frozen: answers are kept under these names.
NAMES = """
country date authorization
q1 q2a q2b q2c q2d q2e q3 q4 q4_name q4_title q4_organization q4_email q4_phone
q5a q5b q5c q5d q5e q5f q5g q5h q5i
q6 q7 q8 q8_explanation q9 q9_explanation q10 q11 q12 q13 q14 q15 q15_explanation q16
q17 q18 q19 q20 q21 q22 q23 q24
contact_name contact_title contact_email contact_organization x1 x2
"""
CHOICES = {
    "q8": "implementation_plan development_strategy sdgs local_strategy digital_first digital_by_default once_only "
    "no_one_behind e_participation social_media new_technologies",
    "q9": "information_access data_protection open_data digital_identity digital_signature e_procurement expenditure "
    "interoperability digital_right",
    "q15": "ai blockchain big_data smart_cities robotics iot quantum_computing virtual_reality augmented_reality",
    "x1": "agencies authorized partly_informed own_opinion",
    "x2": "undesa mission website linkedin facebook",
}
WITH_OTHER = ("q15", "x1", "x2")
TYPES = {
    "links": "q1 q2a q2b q2c q2d q2e q3 q5a q5b q5c q5d q5e q5f q5g q5h q5i",
    "yes_no": "q4 q10 q12",
    "percent": "q17 q18 q19 q20",
    "select_multiple": "q8 q9 q15 x1 x2",
    "email": "q4_email contact_email",
    "phone": "q4_phone",
    "country": "country",
    "date": "date",
    "acknowledge": "authorization",
}
LIMITED = "q6 q7 q8_explanation q9_explanation q11 q13 q14 q15_explanation q16 q17 q18 q19 q20 q21 q22 q23 q24 x1 x2"

OWN_WORDS = ("opening", "country", "date", "officer", "contact_person")
"""What the form has no words for, or only a box."""


def written_out(questionnaire: Questionnaire) -> Iterator[str]:
    """The questionnaire as it would stand on paper, in its order."""
    yield questionnaire.title["en"]
    assert questionnaire.introduction and questionnaire.thanks  # noqa: PT018 - both are optional, and here
    yield questionnaire.introduction["en"]
    for section in questionnaire.all_sections:
        yield "" if section.name in OWN_WORDS else section.label["en"]
        for item in section.items:
            yield from item_written_out(questionnaire, item)
    yield questionnaire.thanks["en"]


def item_written_out(questionnaire: Questionnaire, item: Question | Group, lead: str = "") -> Iterator[str]:
    if item.name in OWN_WORDS:
        lead_in = ""
    else:
        number = f"{item.number.removeprefix(lead)}. " if item.number else ""
        lead_in = number + item.label["en"]
    yield lead_in
    if isinstance(item, Group):
        for question in item.questions:
            yield from item_written_out(questionnaire, question, item.number or "")
        return
    yield from (choice.label["en"] for choice in questionnaire.choices_of(item))
    hint = item.hint["en"] if item.hint else ""
    yield "Other:" if item.other and not hint.startswith("Other:") else ""
    yield hint


def words(text: str) -> list[str]:
    """Word by word; the brackets around some follow-ups do not count."""
    return text.replace("(", "").replace(")", "").split()


def names(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("name", shipped_questionnaires())
def test_a_shipped_questionnaire_has_no_defects_and_the_name_of_its_file(name: str) -> None:
    assert load_questionnaire(name).name == name


def test_the_questionnaire_has_the_official_words_all_of_them_and_no_others() -> None:
    assert words("\n".join(written_out(MSQ))) == words(OFFICIAL)


def test_the_limits_are_printed_as_in_the_source() -> None:
    printed = re.findall(r"\(Max[^)]*\)", "\n".join(written_out(MSQ)))
    assert printed == re.findall(r"\(Max[^)]*\)", OFFICIAL)


def test_the_nine_footnotes_are_definitions_attached_to_their_questions() -> None:
    attached = [
        (question.name, MSQ.definition(name).text["en"]) for question in MSQ.questions for name in question.definitions
    ]
    assert attached == FOOTNOTES
    assert len(MSQ.definitions) == 9


def test_the_names_of_questions_are_frozen() -> None:
    assert tuple(question.name for question in MSQ.questions) == tuple(NAMES.split())


def test_the_names_of_choices_are_frozen() -> None:
    offered = {
        question.name: " ".join(choice.name for choice in MSQ.choices_of(question))
        for question in MSQ.questions
        if question.choices
    }
    assert offered == CHOICES
    assert tuple(question.name for question in MSQ.questions if question.other) == WITH_OTHER


def test_the_questionnaire_has_as_many_of_everything_as_the_source() -> None:
    counts = {name: len(MSQ.choices_of(MSQ.question(name))) + MSQ.question(name).other for name in CHOICES}
    assert counts == {"q8": 11, "q9": 9, "q15": 10, "x1": 5, "x2": 6}
    assert len(MSQ.sections) == 10
    assert sum(len(section.questions) for section in MSQ.sections) == 50


def test_every_question_has_its_type() -> None:
    for kind in QUESTION_TYPES:
        of_kind = {question.name for question in MSQ.questions if question.type == kind}
        assert of_kind == names(TYPES[kind]) if kind in TYPES else kind in ("text", "select_one")


def test_the_limit_of_250_words_is_where_the_source_has_it() -> None:
    limits = {question.name: question.max_words for question in MSQ.questions if question.max_words}
    assert limits == dict.fromkeys(LIMITED.split(), 250)


def test_only_the_country_and_the_authorization_are_required() -> None:
    assert [question.name for question in MSQ.questions if question.required] == ["country", "authorization"]


def test_small_shares_are_usual_only_of_the_gdp() -> None:
    assert [question.name for question in MSQ.questions if question.small_shares] == ["q18"]


def test_the_small_questionnaire_of_the_tests_has_everything_a_questionnaire_can_have() -> None:
    questions = ALL_TYPES.questions
    assert {question.type for question in questions} == set(QUESTION_TYPES)
    assert ALL_TYPES.languages == ("en", "fr")
    for kind in ("select_one", "select_multiple"):
        assert {question.other for question in questions if question.type == kind} == {True, False}
    for property_name in Question.model_fields:
        assert any(getattr(question, property_name) for question in questions), property_name
