"""Start, home, and coverage from England down to a school."""

from django.urls import path

from institutions import converters  # noqa: F401 (registers them)
from outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("", views.start, name="start"),
    path("home/", views.home, name="home"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:slug>/", views.help_page, name="help_page"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage/<area_code:code>/", views.coverage, name="area_coverage"),
    path("coverage/<area_code:code>/nothing/", views.nothing, name="nothing"),
    path("coverage/<area_code:code>/pack.ods", views.area_pack_ods, name="area_pack_ods"),
    path(
        "coverage/<area_code:code>/<slug:table>.<str:file_format>", views.coverage_file, name="coverage_file"
    ),
    path("coverage/<area_code:code>/groups/", views.coverage_by_group, name="coverage_by_group"),
    path("coverage/runs/", views.runs, name="runs"),
    path("coverage/<area_code:code>/pack/", views.area_pack, name="area_pack"),
    path("institutions/<int:pk>/pack/", views.institution_pack, name="institution_pack"),
    path("institutions/<int:pk>/pack.ods", views.institution_pack_ods, name="institution_pack_ods"),
    path("recommendations/", views.recommendations, name="recommendations"),
    path("recommendations/<int:pk>/", views.recommendation, name="recommendation"),
    path("recommendations/<int:pk>/report/", views.report_progress, name="report_progress"),
    path("recommendations/<int:pk>/owner/", views.name_owner, name="name_owner"),
    path("recommendations/<slug:strand>/", views.recommendations, name="strand"),
    path("downloads/", views.downloads, name="downloads"),
    path("comparison/", views.comparison, name="comparison"),
    path("measures/", views.measures, name="measures"),
    path("campus-visits/", views.campus_visits, name="campus_visits"),
    path("campus-visits/<area_code:code>/", views.campus_visits, name="area_campus_visits"),
    path(
        "campus-visits/<area_code:code>/visits.<str:file_format>",
        views.campus_visits_file,
        name="campus_visits_file",
    ),
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/new/", views.plan_evaluation, name="plan_evaluation"),
    path("evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/points/new/", views.set_evaluation_point, name="set_evaluation_point"),
    path(
        "evaluations/<int:pk>/points/<int:point_pk>/",
        views.receive_evaluation_point,
        name="receive_evaluation_point",
    ),
    path("evaluations/<int:pk>/readings/", views.readings, name="readings"),
    path("evaluations/<int:pk>/readings/new/", views.record_reading, name="record_reading"),
    path("evaluations/<int:pk>/claims/new/", views.make_claim, name="make_claim"),
    path("evaluations/<int:pk>/claims/<int:claim_pk>/verify/", views.verify_claim, name="verify_claim"),
    path("instruments/", views.instruments, name="instruments"),
    path("instruments/new/", views.write_instrument, name="write_instrument"),
    path("pathways/", views.pathways, name="pathways"),
    path("pathways/new/", views.begin_pathway, name="begin_pathway"),
    path("pathways/<int:pk>/", views.pathway, name="pathway"),
    path("pathways/<int:pk>/steps/new/", views.add_pathway_step, name="add_pathway_step"),
    path("pathways/<int:pk>/members/new/", views.add_pathway_member, name="add_pathway_member"),
    path("pathways/<int:pk>/count/", views.count_pathway, name="count_pathway"),
    path("pathways/<int:pk>/counts/<int:institution_pk>/", views.pathway_counts, name="pathway_counts"),
    path("access-plans/", views.access_plans, name="access_plans"),
    path("access-plans/work/", views.counted_towards_plans, name="counted_towards_plans"),
    path("access-plans/<int:pk>/targets/new/", views.set_access_target, name="set_access_target"),
    path("access-plans/<int:pk>/targets/<int:target_pk>/", views.access_target, name="access_target"),
    path(
        "access-plans/<int:pk>/targets/<int:target_pk>/report/",
        views.report_on_target,
        name="report_on_target",
    ),
    path("access-plans/<int:pk>/targets/<int:target_pk>/work/", views.link_work, name="link_work"),
    path(
        "access-plans/<int:pk>/targets/<int:target_pk>/work/<int:link_pk>/unlink/",
        views.unlink_work,
        name="unlink_work",
    ),
    path(
        "institutions/<int:pk>/access-plans/",
        views.institution_access_plans,
        name="institution_access_plans",
    ),
    path("institutions/<int:pk>/access-plans/new/", views.publish_access_plan, name="publish_access_plan"),
    path("institutions/<int:pk>/reach/", views.university_reach, name="university_reach"),
    path("institutions/<int:pk>/leavers/", views.leavers, name="leavers"),
    path("institutions/<int:pk>/leavers/new/", views.record_leavers, name="record_leavers"),
    path("institutions/<int:pk>/outcomes/", views.institution_outcomes, name="institution_outcomes"),
    path("institutions/<int:pk>/coverage/", views.institution_coverage, name="institution_coverage"),
    path(
        "institutions/<int:pk>/coverage.<str:file_format>",
        views.institution_coverage_file,
        name="institution_coverage_file",
    ),
]
