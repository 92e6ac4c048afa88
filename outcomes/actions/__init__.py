"""Everything that works figures out and publishes them."""

from outcomes.actions.access_plans import (
    link_work,
    publish_access_plan,
    report_on_target,
    set_access_target,
    unlink_work,
)
from outcomes.actions.context import (
    Edition,
    describe_context,
    publish_context,
    withdraw_context,
)
from outcomes.actions.coverage import publish_changes, publish_coverage, schools_changed_since
from outcomes.actions.digest import send_digest
from outcomes.actions.downloads import record_download
from outcomes.actions.evaluations import (
    make_claim,
    plan_evaluation,
    receive_evaluation_point,
    record_reading,
    remind_of_evaluation_point,
    set_evaluation_point,
    verify_claim,
    view_readings,
    write_instrument,
)
from outcomes.actions.expectations import (
    end_expectation,
    set_expectation,
)
from outcomes.actions.family_views import (
    finish_views_action,
    give_views,
    note_views_relay,
    open_views_round,
    promise_views_action,
    publish_views,
)
from outcomes.actions.findings import write_finding
from outcomes.actions.import_facts import (
    Publication,
    import_census,
    import_deprivation,
    import_destinations,
    import_labour_market,
    import_participation,
)
from outcomes.actions.leavers import publish_leavers, record_leavers, view_leavers
from outcomes.actions.pathways import (
    add_pathway_member,
    add_pathway_step,
    begin_pathway,
    count_pathway,
    publish_pathways,
    view_pathway_counts,
)
from outcomes.actions.recommendations import name_owner, report_progress
from outcomes.actions.similar import choose_similar_schools

__all__ = [
    "Edition",
    "Publication",
    "add_pathway_member",
    "add_pathway_step",
    "begin_pathway",
    "choose_similar_schools",
    "count_pathway",
    "describe_context",
    "end_expectation",
    "finish_views_action",
    "give_views",
    "import_census",
    "import_deprivation",
    "import_destinations",
    "import_labour_market",
    "import_participation",
    "link_work",
    "make_claim",
    "name_owner",
    "note_views_relay",
    "open_views_round",
    "plan_evaluation",
    "promise_views_action",
    "publish_access_plan",
    "publish_changes",
    "publish_context",
    "publish_coverage",
    "publish_leavers",
    "publish_pathways",
    "publish_views",
    "receive_evaluation_point",
    "record_download",
    "record_leavers",
    "record_reading",
    "remind_of_evaluation_point",
    "report_on_target",
    "report_progress",
    "schools_changed_since",
    "send_digest",
    "set_access_target",
    "set_evaluation_point",
    "set_expectation",
    "unlink_work",
    "verify_claim",
    "view_leavers",
    "view_pathway_counts",
    "view_readings",
    "withdraw_context",
    "write_finding",
    "write_instrument",
]
