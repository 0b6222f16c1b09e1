import pytest

# Its comparisons are explained like those of a test.
pytest.register_assert_rewrite("tests.flows.test_wording.saying")
