"""What every test may ask for."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The same examples at every run, so that a red test is red for everyone; HYPOTHESIS_PROFILE=deep looks further.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("deep", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the golden conversations anew")
