"""Names of columns: as wanted, and as R, Stata and SPSS take them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.exporting.names import LONGEST, valid_names
from tests import strategies


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["q1", "q15__ai"], ["q1", "q15__ai"]),
        (["q1", "q1", "q1"], ["q1", "q1_2", "q1_3"]),
        (["q1_2", "q1", "q1"], ["q1_2", "q1", "q1_3"]),
        (["if", "using", "by", "next", "often"], ["if_answer", "using_answer", "by_answer", "next_answer", "often"]),
        (["a" * 40, "a" * 41], ["a" * 32, "a" * 30 + "_2"]),
    ],
)
def test_a_name_stays_as_far_as_it_can(wanted: list[str], names: list[str]) -> None:
    assert valid_names(wanted) == tuple(names)


@settings(max_examples=100)
@given(st.lists(strategies.names.map(lambda name: f"{name}__{name}") | st.sampled_from(["in", "q1", "q1_2"])))
def test_names_are_distinct_and_short_enough_for_every_program(wanted: list[str]) -> None:
    names = valid_names(wanted)

    assert len(set(names)) == len(wanted)
    assert all(re.fullmatch(rf"[a-z][a-z0-9_]{{0,{LONGEST - 1}}}", name) for name in names)
