"""Lists as people paste them for the questions of a group: which part is for which question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.cards.lists import sort_list
from flows.cards.pieces import Pieces
from flows.loading import load_questionnaire
from flows.reading import Hyperlink, Typed

BODIES = load_questionnaire("msq-2020").group_of("q5a")
PORTALS = load_questionnaire("msq-2020").group_of("q2a")
assert BODIES is not None
assert PORTALS is not None


def sort(text: str) -> Pieces:
    assert BODIES is not None
    return sort_list(Typed(text), BODIES, BODIES.questions)


CASES: list[tuple[str, dict[str, str], list[str]]] = [
    # under the words of the question, in any order, case and punctuation
    (
        "Education: Ministry of Education, www.moent.gov.pk\nPLANNING AND DEVELOPMENT - www.pc.gov.pk",
        {"q5b": "Ministry of Education, www.moent.gov.pk", "q5a": "www.pc.gov.pk"},
        [],
    ),
    (
        "Planning & Development\nMinistry of Planning\n\nhttps://www.pc.gov.pk/\n\nHealth:\nMinistry: www.nhsrc.gov.pk",
        {"q5a": "Ministry of Planning\nhttps://www.pc.gov.pk/", "q5c": "Ministry: www.nhsrc.gov.pk"},
        [],
    ),
    (
        "• Energy: www.e.pk\n• Water: www.w.pk\n☐ Finance: www.f.pk",
        {"q5g": "www.e.pk\nwww.w.pk", "q5h": "www.f.pk"},
        [],
    ),
    ("Social Protection: www.sp.pk\nEmployment: www.em.pk", {"q5d": "www.sp.pk", "q5e": "www.em.pk"}, []),
    ("Eduction: www.e.pk\nEnviroment: www.env.pk", {"q5b": "www.e.pk", "q5f": "www.env.pk"}, []),
    # under the letter or the number
    (
        "a. www.a.pk\nb) www.b.pk\n(c) www.c.pk\n5d: www.d.pk\n5 e. www.e.pk\n5.f) www.f.pk\ng - www.g.pk",
        {f"q5{letter}": f"www.{letter}.pk" for letter in "abcdefg"},
        [],
    ),
    ("a. Planning and Development: www.a.pk", {"q5a": "www.a.pk"}, []),
    # a letter and words that say different things
    ("a. Education: www.a.pk\nb. www.b.pk", {"q5b": "www.b.pk"}, ["a. Education: www.a.pk"]),
    # numbered
    (
        "1. Planning: Ministry, www.pc.pk\n2. Education: www.e.pk\n3. Health - www.h.pk\n4) Social: www.s.pk",
        {"q5a": "Ministry, www.pc.pk", "q5b": "www.e.pk", "q5c": "www.h.pk", "q5d": "www.s.pk"},
        [],
    ),
    # more freely, where several lines do
    (
        "P&D: www.pc.pk\nEdu: www.e.pk\nHealth Care: www.h.pk\nTax: www.t.pk\nLabour: www.l.pk",
        {"q5a": "www.pc.pk", "q5b": "www.e.pk", "q5c": "www.h.pk", "q5h": "www.t.pk"},
        ["Labour: www.l.pk"],
    ),
    ("Ministry of Education: www.e.pk\nFinance Ministry www.f.pk", {"q5b": "www.e.pk", "q5h": "www.f.pk"}, []),
    ("Education www.e.pk\nHealth www.h.pk", {"q5b": "www.e.pk", "q5c": "www.h.pk"}, []),
    ("Education, MoE, www.e.pk\nHealth, www.h.pk", {"q5b": "MoE, www.e.pk", "q5c": "www.h.pk"}, []),
    ("Education -> www.e.pk\nHealth → www.h.pk", {"q5b": "www.e.pk", "q5c": "www.h.pk"}, []),
    ("4. Social Protection, www.s.pk\n6. Env: www.e.pk", {"q5d": "www.s.pk", "q5f": "www.e.pk"}, []),
    ("[Education] www.e.pk\n[Health] www.h.pk", {"q5b": "www.e.pk", "q5c": "www.h.pk"}, []),
    ("www.e.pk (Education)\nwww.h.pk - Health", {"q5b": "www.e.pk", "q5c": "www.h.pk"}, []),
    ("5a www.a.pk\n5(b) www.b.pk", {"q5a": "www.a.pk", "q5b": "www.b.pk"}, []),
    ("Education: www.e.pk; Health: www.h.pk", {"q5b": "www.e.pk", "q5c": "www.h.pk"}, []),
    (
        "Education\nMinistry of Education\nwww.e.pk\nHealth\nMinistry of Health\nwww.h.pk",
        {"q5b": "Ministry of Education\nwww.e.pk", "q5c": "Ministry of Health\nwww.h.pk"},
        [],
    ),
    ("Ministry of Education: www.e.pk", {}, ["Ministry of Education: www.e.pk"]),
    ("Education and Health www.e.pk\nThe rest: www.h.pk", {}, ["Education and Health www.e.pk", "The rest: www.h.pk"]),
    # what is no question of the group
    (
        "Education: www.e.pk\nCulture: Ministry of Culture\nwww.c.pk\nj. www.j.pk\nHealth: www.h.pk",
        {"q5b": "www.e.pk", "q5c": "www.h.pk"},
        ["Culture: Ministry of Culture", "www.c.pk", "j. www.j.pk"],
    ),
    ("These are they.\nHealth: www.h.pk\nTrade: www.t.pk", {"q5c": "www.h.pk", "q5i": "www.t.pk"}, ["These are they."]),
    # what is no list
    ("Ministry of Planning\nhttps://www.pc.gov.pk/", {}, ["Ministry of Planning", "https://www.pc.gov.pk/"]),
    ("Ministry of Planning: www.pc.gov.pk", {}, ["Ministry of Planning: www.pc.gov.pk"]),
    ("2019: www.pc.gov.pk", {}, ["2019: www.pc.gov.pk"]),
    ("and: www.pc.gov.pk", {}, ["and: www.pc.gov.pk"]),
    ("Health:", {}, []),
    ("a" * 70 + ": www.a.pk", {}, ["a" * 70 + ": www.a.pk"]),
    ("Health: www.h.pk\n" * 301, {}, []),
]


@pytest.mark.parametrize(("text", "found", "loose"), CASES)
def test_a_list_is_distributed(text: str, found: dict[str, str], loose: list[str]) -> None:
    pieces = sort(text)

    assert {name: pieces.text_for(name) for name in pieces.found} == found
    assert list(pieces.loose) == loose


def test_the_questions_of_another_group_are_known_by_their_own_words() -> None:
    assert PORTALS is not None
    pieces = sort_list(Typed("Open data: www.data.gov.pk\nProcurement: www.ppra.org.pk"), PORTALS, PORTALS.questions)

    assert pieces.found.keys() == {"q2c", "q2d"}


def test_a_line_for_each_question_may_be_in_their_order_where_the_first_is_asked() -> None:
    assert BODIES is not None
    lines = [f"www.{letter}.pk" for letter in "abcdefghi"]

    def found(lines: list[str], *, from_first: bool) -> dict[str, str]:
        pieces = sort_list(Typed("\n".join(lines)), BODIES, BODIES.questions, from_first=from_first)
        return {name: pieces.text_for(name) for name in pieces.found}

    assert found(lines, from_first=True) == {f"q5{letter}": f"www.{letter}.pk" for letter in "abcdefghi"}
    assert not found(lines, from_first=False)
    assert not found(lines[:8], from_first=True)
    assert not found([*lines[:8], "Ministry of Trade"], from_first=True)


def test_an_address_behind_words_stays_with_its_part() -> None:
    link = Hyperlink("Ministry of Health", "https://www.nhsrc.gov.pk")
    assert BODIES is not None

    pieces = sort_list(Typed("Health: Ministry of Health\nEducation: www.e.pk", (link,)), BODIES, BODIES.questions)

    assert pieces.found["q5c"] == (Typed("Ministry of Health", (link,)),)
    assert pieces.found["q5b"] == (Typed("www.e.pk"),)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Health", "a.", "5b)", "j.", ":", " - ", "www.h.pk", "\n", "Energy/Water", "x"])))
def test_nothing_is_invented_and_nothing_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    pieces = sort(text)
    kept = [*pieces.loose, *(line for name in pieces.found for line in pieces.text_for(name).splitlines())]

    assert all(line in text for line in kept)
    assert text.count("www.h.pk") == sum(line.count("www.h.pk") for line in kept)
