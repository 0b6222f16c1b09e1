"""Charts that pages show, kept a while until they are fetched as pictures."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from typing import Final

from web.charts import Chart

MOST_KEPT: Final = 500


class Gallery:
    def __init__(self) -> None:
        self._hung: OrderedDict[str, Chart] = OrderedDict()

    def hang(self, chart: Chart) -> str:
        """The key under which it is to be had: another chart has another."""
        key = sha256(repr(chart).encode()).hexdigest()[:32]
        self._hung[key] = chart
        self._hung.move_to_end(key)
        while len(self._hung) > MOST_KEPT:
            self._hung.popitem(last=False)
        return key

    def get(self, key: str) -> Chart | None:
        return self._hung.get(key)
