"""Addresses of the ground."""

from django.urls import path

from institutions import converters  # noqa: F401 (registers them)
from institutions.views import directory, feeders, institution, people, roles, welcome

app_name = "institutions"
urlpatterns = [
    path("institutions/", directory.directory, name="directory"),
    path("institutions/suggest/", directory.suggest, name="suggest"),
    path("institutions/<int:pk>/", institution.institution, name="institution"),
    path("institutions/<int:pk>/work-with-us/", welcome.work_with_us, name="work_with_us"),
    path("institutions/<int:pk>/work-with-us/change/", welcome.update_welcome, name="update_welcome"),
    path("institutions/<int:pk>/roles/", roles.roles, name="roles"),
    path("institutions/<int:pk>/roles/appoint/", roles.appoint, name="appoint"),
    path("institutions/<int:pk>/roles/<int:holder_pk>/end/", roles.end_role, name="end_role"),
    path(
        "institutions/<int:pk>/roles/<int:holder_pk>/undo/", roles.undo_appointment, name="undo_appointment"
    ),
    path("institutions/<int:pk>/roles/confirm/", roles.confirm_roles, name="confirm_roles"),
    path(
        "institutions/<int:pk>/roles/hand-over/<int:task_pk>/",
        roles.finish_hand_over_task,
        name="finish_hand_over_task",
    ),
    path("roles/", roles.my_roles, name="my_roles"),
    path("networks/<slug:slug>/", roles.network, name="network"),
    path("institutions/<int:pk>/feeders/", feeders.feeders, name="feeders"),
    path("institutions/<int:pk>/feeders/link/", feeders.link_feeder, name="link_feeder"),
    path("institutions/<int:pk>/feeders/<int:link_pk>/end/", feeders.end_feeder, name="end_feeder"),
    path("vacancies/", roles.vacant_roles, name="vacant_roles"),
    path("vacancies/<area_code:code>/", roles.vacant_roles, name="vacant_roles"),
    path("institutions/<int:pk>/people/", people.people, name="people"),
    path("institutions/<int:pk>/people/invite/", people.invite, name="invite"),
    path(
        "institutions/<int:pk>/people/invitations/<int:invitation_pk>/withdraw/",
        people.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("institutions/<int:pk>/people/<int:membership_pk>/", people.change_role, name="change_role"),
    path(
        "institutions/<int:pk>/people/<int:membership_pk>/end/", people.end_membership, name="end_membership"
    ),
    path("invitations/<str:token>/", people.accept_invitation, name="accept_invitation"),
    path("switch/", people.switch, name="switch"),
]
