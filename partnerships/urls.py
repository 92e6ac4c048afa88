"""Addresses of partnerships and of the log."""

from django.urls import path, re_path

from partnerships.views import benchmarks, collaborations, links, log, partnerships, uploads

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
    path("partnerships/<int:pk>/", partnerships.partnership, name="partnership"),
    path("partnerships/<int:pk>/goals/<int:party_pk>/", partnerships.set_goal, name="set_goal"),
    path("partnerships/<int:pk>/agree/", partnerships.agree_partnership, name="agree_partnership"),
    path("partnerships/<int:pk>/review/", partnerships.review_partnership, name="review_partnership"),
    path("partnerships/<int:pk>/stage/", partnerships.move_partnership, name="move_partnership"),
    path("partnerships/<int:pk>/end/", partnerships.end_partnership, name="end_partnership"),
]
