"""What the Bot API server refuses, in its own words. One home for codes and texts; knows no HTTP library.

ApiError(code, description, retry_after)
"""

from __future__ import annotations


class ApiError(Exception):
    """An answer that is not `ok`: HTTP status, description, and the seconds to wait where the server names them."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def malformed_token() -> ApiError:
    return ApiError(401, "Unauthorized: invalid token specified")


def no_such_method() -> ApiError:
    return ApiError(404, "Not Found: method not found")


def too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")


def blocked() -> ApiError:
    return ApiError(403, "Forbidden: bot was blocked by the user")


def other_poller() -> ApiError:
    return ApiError(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


def poller_ended_by_webhook() -> ApiError:
    return ApiError(409, "Conflict: terminated by setWebhook request")


def webhook_is_active() -> ApiError:
    return ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
