"""How deep the fuzzing goes: some seconds in `make test`, a quarter of an hour with HYPOTHESIS_PROFILE=deep."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

# To shrink what was found takes many times as long as finding it, so that is left to the deep profile.
_PHASES = tuple(Phase) if DEEP else (Phase.explicit, Phase.reuse, Phase.generate)
_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

WHOLE_BOT = settings(
    max_examples=200 if DEEP else 12,
    stateful_step_count=100 if DEEP else 40,
    deadline=None,
    phases=_PHASES,
    suppress_health_check=_CHECKS,
)

ENGINE = settings(
    max_examples=600 if DEEP else 25,
    stateful_step_count=120 if DEEP else 60,
    deadline=None,
    phases=_PHASES,
    suppress_health_check=_CHECKS,
)

WALKS = settings(max_examples=300 if DEEP else 20, deadline=None, suppress_health_check=_CHECKS)
