"""Start, home, and coverage from England down to a school."""

from django.urls import path

from outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("", views.start, name="start"),
    path("home/", views.home, name="home"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:slug>/", views.help_page, name="help_page"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage/<str:code>/", views.coverage, name="area_coverage"),
    path("coverage/<str:code>/coverage.csv", views.coverage_csv, name="coverage_csv"),
    path("coverage/<str:code>/nothing/", views.nothing, name="nothing"),
    path("coverage/<str:code>/nothing.csv", views.nothing_csv, name="nothing_csv"),
    path("institutions/<int:pk>/coverage/", views.institution_coverage, name="institution_coverage"),
]
