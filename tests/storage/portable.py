"""What PostgreSQL says and the databases that speak like it do not all understand. Knows no table.

Sources: CockroachDB v24, "PostgreSQL Compatibility"; YugabyteDB 2024.2, "PostgreSQL compatibility".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

NOT_SHARED: Final[Mapping[str, str]] = {
    "advisory locks": r"\bpg_(try_)?advisory_",
    "LISTEN and NOTIFY": r"^\s*(UN)?LISTEN\b|^\s*NOTIFY\b|\bpg_notify\b",
    "counters in one place": r"\b(SMALL|BIG)?SERIAL\b|\bnextval\b|\bGENERATED\b.*\bAS IDENTITY\b|\bCREATE SEQUENCE\b",
    "locks on whole tables": r"^\s*LOCK\b",
    "deferred constraints": r"\bDEFERRABLE\b|\bINITIALLY DEFERRED\b|^\s*SET CONSTRAINTS\b",
    "exclusion constraints": r"\bEXCLUDE\s+USING\b",
    "triggers and functions": r"\bCREATE\s+(OR REPLACE\s+)?(TRIGGER|FUNCTION|PROCEDURE|RULE)\b|^\s*DO\s+\$",
    "system columns": r"\b(ctid|xmin|xmax|cmin|cmax|tableoid)\b|\btxid_|\bpg_current_xact",
    "cursors and holding them": r"^\s*DECLARE\b.*\bCURSOR\b|\bWHERE CURRENT OF\b",
    "MERGE": r"^\s*MERGE\b",
    "temporary and unlogged tables": r"\bCREATE\s+(UN)?(TEMP|TEMPORARY|UNLOGGED|LOGGED)\b",
    "inherited and partitioned tables": r"\bINHERITS\b|\)\s*PARTITION BY\b",
    "grouping sets": r"\b(GROUPING SETS|ROLLUP|CUBE)\b",
    "COPY": r"^\s*COPY\b",
    "samples": r"\bTABLESAMPLE\b",
    "other kinds of index": r"\bUSING\s+(gist|spgist|brin|hash)\b",
    "types of its own": r"\b(xml|money|cidr|macaddr|\w+range|hstore|citext)\b(?=\s*[,)(]|\s+NOT\b|\s*$)",
}

_PATTERNS: Final = {feature: re.compile(words, re.IGNORECASE | re.MULTILINE) for feature, words in NOT_SHARED.items()}

_ABOUT_THE_SERVER: Final = re.compile(r"\bpg_catalog\b|\bpg_stat_activity\b|\bDATABASE\b|^\s*(SHOW|ALTER SYSTEM)\b")
"""What SQLAlchemy and the tests ask a server about itself, and no turn."""


def not_shared(statement: str) -> list[str]:
    """The features in a statement that not all of them have."""
    if _ABOUT_THE_SERVER.search(statement):
        return []
    return [feature for feature, pattern in _PATTERNS.items() if pattern.search(statement)]


def refuse_what_is_not_shared(connection: Any, _cursor: object, statement: str, *_: object) -> None:
    """Listens to every statement before it is run."""
    if connection.dialect.name == "postgresql":
        found = not_shared(statement)
        assert not found, f"{', '.join(found)}: {statement}"
