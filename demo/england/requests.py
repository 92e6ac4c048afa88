"""How far the requests have come: the stages that each went through, for the demo's queue."""

from collections.abc import Iterator

from demo.england.rows import RequestRow, RequestStageRow


def stage_rows(requests: list[RequestRow]) -> Iterator[RequestStageRow]:
    """A request was submitted when it was made, and reached its present stage when it last changed."""
    for request in requests:
        yield RequestStageRow(request.id, "SUBMITTED", request.created_at, request.made_by_id, "")
        if request.state != "SUBMITTED":
            yield RequestStageRow(request.id, request.state, request.updated_at, None, "")
