"""What stands in a request to the Bot API: URL query, form, multipart form or JSON, all read alike. Knows no method."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from simulator.errors import bad_request


@dataclass(frozen=True)
class Upload:
    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True)
class Parameters:
    """Every value as text, nested ones as JSON text: so they come in a form, and so JSON bodies are turned."""

    values: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name, "").strip()
        return int(value) if re.fullmatch(r"[+-]?\d{1,18}", value) else default

    def flag(self, name: str) -> bool:
        return self.values.get(name, "").strip().lower() in ("true", "yes", "1")

    def structure(self, name: str, refusal: str) -> Any:
        """The parsed JSON of a nested parameter, None where it is not given."""
        text = self.values.get(name, "")
        if not text:
            return None
        try:
            return json.loads(text)
        except ValueError:
            raise bad_request(refusal) from None

    def upload(self, name: str) -> Upload | None:
        """The file itself, or the one that `attach://part` points to."""
        part = self.values.get(name, "")
        return self.uploads.get(part.removeprefix("attach://") if part.startswith("attach://") else name)


def read_parameters(query: str, content_type: str, body: bytes) -> Parameters:
    """Raises ApiError for a JSON body that is none."""
    in_url = dict(parse_qsl(query, keep_blank_values=True))
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == "application/json" and body:
        return Parameters({**in_url, **_json_values(body)})
    if media_type == "multipart/form-data":
        values, uploads = _multipart(content_type, body)
        return Parameters({**in_url, **values}, uploads)
    if media_type == "application/x-www-form-urlencoded":
        text = body.decode("utf-8", "replace")
        return Parameters({**in_url, **dict(parse_qsl(text, keep_blank_values=True, max_num_fields=1000))})
    return Parameters(in_url)


def _json_values(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
        if value is not None
    }


def _multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """RFC 7578. The whole body is in memory anyway, so it is cut at its boundary and never copied twice."""
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    if not boundary:
        raise bad_request("can't parse multipart form: no boundary")
    values: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    # What stands before the first boundary and after the last one is no part.
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesHeaderParser(policy=HTTP).parsebytes(head)
        disposition = headers["content-disposition"]
        name = disposition.params.get("name", "") if disposition else ""
        if disposition and "filename" in disposition.params:
            uploads[name] = Upload(disposition.params["filename"], headers.get_content_type(), content)
        else:
            values[name] = content.decode("utf-8", "replace")
    return values, uploads
