"""API plumbing: cursor pages, and every error as application/problem+json (RFC 9457)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, pagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import exception_handler as default_handler

from core.errors import RuleBroken
from core.keys import is_key


class CursorPagination(pagination.CursorPagination):
    """Pages that stay right while rows arrive; `?limit=` up to 200."""

    ordering = "-pk"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200

    def decode_cursor(self, request: Request) -> pagination.Cursor | None:
        cursor: pagination.Cursor | None = super().decode_cursor(request)
        if cursor and cursor.position is not None and not is_key(str(cursor.position)):
            raise exceptions.NotFound(self.invalid_cursor_message)
        return cursor


def parsed(serializer: BaseSerializer[Any]) -> dict[str, Any]:
    """What was sent, checked and ready to be handed to an action as keywords."""
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer `error` as a problem document: title, detail, code and, for bad input, errors by field."""
    if isinstance(error, RuleBroken):
        return _problem(409, "Not possible", error.message, error.code)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    response = default_handler(error, context)
    if response is None or not isinstance(error, exceptions.APIException):
        return response
    if isinstance(error, exceptions.ValidationError):
        problem = _problem(
            response.status_code, "Not valid", "Some of what was sent is not valid.", "invalid"
        )
        problem.data["errors"] = response.data
    else:
        problem = _problem(response.status_code, error.default_detail, str(error.detail), error.default_code)
    for name, value in response.items():
        if name not in ("Content-Type", "Content-Length"):
            problem[name] = value
    return problem


def _problem(status: int, title: Any, detail: str, code: str) -> Response:
    data = {"title": str(title), "status": status, "detail": detail, "code": code}
    return Response(data, status=status, content_type="application/problem+json")
