"""Addresses of the ground."""

from django.urls import path

from institutions import converters  # noqa: F401 (registers them)
from institutions.views import (
    deployments,
    designations,
    directory,
    feeders,
    founding,
    group_record,
    groups,
    inspections,
    institution,
    people,
    roles,
    ties,
    welcome,
)

app_name = "institutions"
urlpatterns = [
    path("institutions/", directory.directory, name="directory"),
    path("institutions/new/", founding.found_organisation, name="found_organisation"),
    path("institutions/types/", founding.organisation_types, name="organisation_types"),
    path(
        "institutions/types/<slug:slug>/target/",
        founding.set_organisation_target,
        name="set_organisation_target",
    ),
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
    path("institutions/<int:pk>/roles/<int:holder_pk>/deploy/", deployments.deploy, name="deploy"),
    path(
        "institutions/<int:pk>/deployments/<int:deployment_pk>/end/",
        deployments.end_deployment,
        name="end_deployment",
    ),
    path("institutions/<int:pk>/visits/", deployments.visits, name="visits"),
    path("institutions/<int:pk>/visits/new/", deployments.note_visit, name="note_visit"),
    path("roles/", roles.my_roles, name="my_roles"),
    path("networks/<slug:slug>/", roles.network, name="network"),
    path("institutions/<int:pk>/feeders/", feeders.feeders, name="feeders"),
    path("institutions/<int:pk>/feeders/link/", feeders.link_feeder, name="link_feeder"),
    path("designations/", designations.designations, name="designations"),
    path("designations/<int:pk>/", designations.designation, name="designation"),
    path("designations/<int:pk>/review/", designations.review_designation, name="review_designation"),
    path("designations/new/<area_code:code>/", designations.designate_area, name="designate_area"),
    path(
        "institutions/<int:pk>/designate/",
        designations.designate_institution,
        name="designate_institution",
    ),
    path("groups/", groups.groups, name="groups"),
    path("groups/start/", groups.start_group, name="start_group"),
    path("groups/trusts/", ties.schools_in_trusts, name="schools_in_trusts"),
    path("groups/asking/", groups.groups_asking, name="groups_asking"),
    path("institutions/<int:pk>/group/", groups.describe_group, name="describe_group"),
    path("institutions/<int:pk>/group/ask/", groups.ask_to_join, name="ask_to_join"),
    path(
        "institutions/<int:pk>/groups/<int:affiliation_pk>/answer/",
        groups.answer_affiliation,
        name="answer_affiliation",
    ),
    path(
        "institutions/<int:pk>/groups/<int:affiliation_pk>/withdraw/",
        groups.withdraw_affiliation,
        name="withdraw_affiliation",
    ),
    path(
        "institutions/<int:pk>/groups/<int:affiliation_pk>/end/",
        groups.end_affiliation,
        name="end_affiliation",
    ),
    path(
        "institutions/<int:pk>/groups/<int:affiliation_pk>/acting/",
        groups.let_group_act,
        name="let_group_act",
    ),
    path("institutions/<int:pk>/together/", group_record.together, name="together"),
    path("institutions/<int:pk>/together/share/", group_record.share_service, name="share_service"),
    path(
        "institutions/<int:pk>/together/<int:service_pk>/end/",
        group_record.end_service,
        name="end_service",
    ),
    path("institutions/<int:pk>/together/year/", group_record.tell_of_year, name="tell_of_year"),
    path("institutions/<int:pk>/together/accredit/", group_record.accredit_group, name="accredit_group"),
    path(
        "institutions/<int:pk>/together/accreditations/<int:accreditation_pk>/end/",
        group_record.end_accreditation,
        name="end_accreditation",
    ),
    path("institutions/<int:pk>/ties/", ties.sponsors_and_sites, name="sponsors_and_sites"),
    path("institutions/<int:pk>/ties/new/", ties.tie, name="tie"),
    path("institutions/<int:pk>/ties/part/", ties.add_part, name="add_part"),
    path("institutions/<int:pk>/ties/<int:link_pk>/end/", ties.end_tie, name="end_tie"),
    path("inspections/", inspections.publish_inspections, name="publish_inspections"),
    path("institutions/<int:pk>/inspections/new/", inspections.note_inspected, name="note_inspected"),
    path(
        "institutions/<int:pk>/inspections/<int:inspection_pk>/withdraw/",
        inspections.withdraw_inspected,
        name="withdraw_inspected",
    ),
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
