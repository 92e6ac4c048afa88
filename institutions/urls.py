"""Addresses of the ground."""

from django.urls import path

from institutions.views import directory, institution, roles, welcome

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
]
