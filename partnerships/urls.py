"""Addresses of partnerships and of the log."""

from django.urls import path, re_path

from partnerships.views import (
    benchmarks,
    collaborations,
    links,
    log,
    opening,
    partnerships,
    sides,
    uploads,
)

app_name = "partnerships"
urlpatterns = [
    path("collaborations/", collaborations.collaborations, name="collaborations"),
    path("collaborations/new/", log.collaboration_new, name="collaboration_new"),
    path("collaborations/spreadsheet/", uploads.spreadsheet, name="spreadsheet"),
    re_path(r"^collaborations/log\.(?P<extension>xlsx|csv)$", uploads.log_download, name="log_download"),
    path("collaborations/spreadsheet/<int:pk>/", uploads.upload, name="upload"),
    path("collaborations/<int:pk>/", collaborations.collaboration, name="collaboration"),
    path("collaborations/<int:pk>/edit/", log.collaboration_edit, name="collaboration_edit"),
    path("collaborations/<int:pk>/details/", log.collaboration_details, name="collaboration_details"),
    path("collaborations/<int:pk>/counts/", log.collaboration_counts, name="collaboration_counts"),
    path("collaborations/<int:pk>/discard/", log.collaboration_discard, name="collaboration_discard"),
    path("confirm/<str:token>/", links.confirm_by_link, name="confirm_by_link"),
    path(
        "institutions/<int:pk>/collaborations/",
        collaborations.institution_collaborations,
        name="institution_collaborations",
    ),
    path("institutions/<int:pk>/benchmarks/", benchmarks.benchmarks, name="benchmarks"),
    path(
        "institutions/<int:pk>/partnerships/",
        partnerships.institution_partnerships,
        name="institution_partnerships",
    ),
    path("partnerships/new/", opening.propose_partnership, name="propose_partnership"),
    path("partnerships/invitations/", opening.invitations, name="invitations"),
    path("partnerships/invitations/<int:pk>/", opening.answer_invitation, name="answer_invitation"),
    path("join/<str:token>/", opening.invitation_by_link, name="invitation_by_link"),
    path("partnerships/<int:pk>/", partnerships.partnership, name="partnership"),
    path("partnerships/<int:pk>/edit/", partnerships.describe_partnership, name="describe_partnership"),
    path("partnerships/<int:pk>/invite/", opening.invite_parties, name="invite_parties"),
    path("partnerships/<int:pk>/join/", opening.join_partnership, name="join_partnership"),
    path("partnerships/<int:pk>/parties/<int:party_pk>/", sides.edit_side, name="edit_side"),
    path("partnerships/<int:pk>/parties/<int:party_pk>/brings/", sides.bring_asset, name="bring_asset"),
    path(
        "partnerships/<int:pk>/parties/<int:party_pk>/brings/<int:asset_pk>/take-back/",
        sides.take_back_asset,
        name="take_back_asset",
    ),
    path("partnerships/<int:pk>/agree/", partnerships.agree_partnership, name="agree_partnership"),
    path("partnerships/<int:pk>/review/", partnerships.review_partnership, name="review_partnership"),
    path("partnerships/<int:pk>/aims/", partnerships.set_aim, name="set_aim"),
    path("partnerships/<int:pk>/lead/", partnerships.hand_over_lead, name="hand_over_lead"),
    path("partnerships/<int:pk>/stage/", partnerships.move_partnership, name="move_partnership"),
    path("partnerships/<int:pk>/end/", partnerships.end_partnership, name="end_partnership"),
]
