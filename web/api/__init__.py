"""The API for other systems, `/api/v1`: read responses, progress and the questionnaire, and invite, with a token."""

from web.api.application import create_api

__all__ = ["create_api"]
