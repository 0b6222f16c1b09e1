"""The texts of the pages and their translations: the template is up to date, every catalogue complete."""

from __future__ import annotations

from typing import get_args

import pytest

from flows.administration.invitations import State
from flows.administration.progress import Stage
from flows.administration.reminding import Why
from flows.administration.roles import Act
from flows.exporting.formats import Format
from flows.ports import Audience
from flows.questionnaire import QuestionType
from tests.flows.test_wording import checking
from tests.web.extracting import PAGES
from web import captions


@pytest.fixture(scope="module", autouse=True)
def _written_anew_if_asked(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("rewrite"):
        PAGES.rewrite()


def test_the_template_holds_every_text_of_the_pages_and_no_other() -> None:
    assert len(checking.ids(PAGES.extracted())) > 300
    assert checking.ids(PAGES.template()) == checking.ids(PAGES.extracted())


@pytest.mark.parametrize("language", PAGES.languages)
def test_a_catalogue_has_every_text_translated(language: str) -> None:
    assert checking.ids(PAGES.of(language)) == checking.ids(PAGES.extracted())
    assert checking.untranslated(PAGES.of(language)) == []


@pytest.mark.parametrize("language", PAGES.languages)
def test_a_translation_keeps_the_placeholders_and_elements_of_its_text_and_exclaims_nothing(language: str) -> None:
    assert checking.changed_marks(PAGES.of(language)) == []
    assert checking.exclaiming(PAGES.of(language)) == []


def test_everything_the_pages_tell_by_a_table_has_its_caption() -> None:
    assert set(captions.STAGES) == set(Stage)
    assert set(captions.STATES) == set(State)
    assert set(captions.ACTS) == set(Act) - {Act.LOOKED}
    assert set(captions.AUDIENCES) == set(Audience)
    assert set(captions.WHYS) == set(Why)
    assert set(captions.FORMATS) == set(Format)
    assert set(captions.KINDS) == set(get_args(QuestionType))
