"""Pages of the top of the house: start, home and coverage."""

from outcomes.views.access_plans import (
    access_plans,
    access_target,
    counted_towards_plans,
    institution_access_plans,
    link_work,
    publish_access_plan,
    report_on_target,
    set_access_target,
    unlink_work,
)
from outcomes.views.campus_visits import campus_visits, campus_visits_file, university_reach
from outcomes.views.context import (
    context,
    describe_context,
    publish_context,
    withdraw_context,
)
from outcomes.views.coverage import coverage, coverage_by_group, nothing
from outcomes.views.downloads import coverage_file, downloads, institution_coverage_file
from outcomes.views.evaluations import (
    evaluation,
    evaluations,
    instruments,
    make_claim,
    plan_evaluation,
    readings,
    receive_evaluation_point,
    record_reading,
    set_evaluation_point,
    verify_claim,
    write_finding,
    write_instrument,
)
from outcomes.views.expectations import (
    below_expectations,
    below_expectations_file,
    end_expectation,
    expectations,
    set_expectation,
)
from outcomes.views.family_views import (
    area_families,
    finish_views_action,
    give_views,
    note_views_relay,
    open_area_round,
    open_school_round,
    promise_views_action,
    school_views,
    views_round,
)
from outcomes.views.groups import group_history
from outcomes.views.help import help_index, help_page
from outcomes.views.home import home, start
from outcomes.views.impact import impact
from outcomes.views.institution import institution_coverage
from outcomes.views.leavers import leavers, record_leavers
from outcomes.views.outcomes import comparison, institution_outcomes, measures
from outcomes.views.packs import (
    area_pack,
    area_pack_ods,
    institution_pack,
    institution_pack_ods,
    partnership_pack,
    partnership_pack_ods,
    self_evaluation,
    self_evaluation_ods,
)
from outcomes.views.partnership_outcomes import (
    partnership_outcomes,
)
from outcomes.views.pathways import (
    add_pathway_member,
    add_pathway_step,
    begin_pathway,
    count_pathway,
    pathway,
    pathway_counts,
    pathways,
)
from outcomes.views.programmes import funder_report, funder_report_file, programme_results
from outcomes.views.recommendations import (
    name_owner,
    recommendation,
    recommendations,
    report_progress,
)
from outcomes.views.runs import runs
from outcomes.views.samples import sample, sample_file
from outcomes.views.stem import (
    stem,
    stem_file,
)
from outcomes.views.subjects import (
    subjects,
    subjects_file,
    without_subject,
)
from outcomes.views.supply import supply, supply_file, unserved
from outcomes.views.working_together import (
    working_together,
    working_together_file,
)

__all__ = [
    "access_plans",
    "access_target",
    "add_pathway_member",
    "add_pathway_step",
    "area_families",
    "area_pack",
    "area_pack_ods",
    "begin_pathway",
    "below_expectations",
    "below_expectations_file",
    "campus_visits",
    "campus_visits_file",
    "comparison",
    "context",
    "count_pathway",
    "counted_towards_plans",
    "coverage",
    "coverage_by_group",
    "coverage_file",
    "describe_context",
    "downloads",
    "end_expectation",
    "evaluation",
    "evaluations",
    "expectations",
    "finish_views_action",
    "funder_report",
    "funder_report_file",
    "give_views",
    "group_history",
    "help_index",
    "help_page",
    "home",
    "impact",
    "institution_access_plans",
    "institution_coverage",
    "institution_coverage_file",
    "institution_outcomes",
    "institution_pack",
    "institution_pack_ods",
    "instruments",
    "leavers",
    "link_work",
    "make_claim",
    "measures",
    "name_owner",
    "note_views_relay",
    "nothing",
    "open_area_round",
    "open_school_round",
    "partnership_outcomes",
    "partnership_pack",
    "partnership_pack_ods",
    "pathway",
    "pathway_counts",
    "pathways",
    "plan_evaluation",
    "programme_results",
    "promise_views_action",
    "publish_access_plan",
    "publish_context",
    "readings",
    "receive_evaluation_point",
    "recommendation",
    "recommendations",
    "record_leavers",
    "record_reading",
    "report_on_target",
    "report_progress",
    "runs",
    "sample",
    "sample_file",
    "school_views",
    "self_evaluation",
    "self_evaluation_ods",
    "set_access_target",
    "set_evaluation_point",
    "set_expectation",
    "start",
    "stem",
    "stem_file",
    "subjects",
    "subjects_file",
    "supply",
    "supply_file",
    "university_reach",
    "unlink_work",
    "unserved",
    "verify_claim",
    "views_round",
    "withdraw_context",
    "without_subject",
    "working_together",
    "working_together_file",
    "write_finding",
    "write_instrument",
]
