"""Institutions, areas, vocabularies, who belongs and who answers."""

from institutions.models.affiliation import Affiliation
from institutions.models.area import Area, AreaBoundary, AreaLink
from institutions.models.deployment import Deployment, VisitNote
from institutions.models.designation import Designation, DesignationKind, DesignationReview
from institutions.models.earlier_ages import EarlierAges
from institutions.models.group import GroupMembership
from institutions.models.group_kind import Group, GroupAccreditation, GroupKind, GroupYear
from institutions.models.inspection import Inspection, graded
from institutions.models.institution import Institution, InstitutionLink
from institutions.models.membership import Invitation, Membership, Role
from institutions.models.neighbourhood import Measure, NeighbourhoodBand
from institutions.models.organisation import Organisation, OrganisationType
from institutions.models.priority import PriorityList, PriorityListing
from institutions.models.profile import Welcome
from institutions.models.question import Question
from institutions.models.register import RegisterImport, SearchWord
from institutions.models.role_holder import HandOverTask, RoleHolder
from institutions.models.role_type import RoleType
from institutions.models.shared_service import SharedService
from institutions.models.strand import (
    Strand,
)
from institutions.models.vocabulary import (
    Phase,
    Seniority,
    SupportArea,
    Term,
    Vocabulary,
    YearGroup,
    valid_on,
    vocabularies,
)

__all__ = [
    "Affiliation",
    "Area",
    "AreaBoundary",
    "AreaLink",
    "Deployment",
    "Designation",
    "DesignationKind",
    "DesignationReview",
    "EarlierAges",
    "Group",
    "GroupAccreditation",
    "GroupKind",
    "GroupMembership",
    "GroupYear",
    "HandOverTask",
    "Inspection",
    "Institution",
    "InstitutionLink",
    "Invitation",
    "Measure",
    "Membership",
    "NeighbourhoodBand",
    "Organisation",
    "OrganisationType",
    "Phase",
    "PriorityList",
    "PriorityListing",
    "Question",
    "RegisterImport",
    "Role",
    "RoleHolder",
    "RoleType",
    "SearchWord",
    "Seniority",
    "SharedService",
    "Strand",
    "SupportArea",
    "Term",
    "VisitNote",
    "Vocabulary",
    "Welcome",
    "YearGroup",
    "graded",
    "valid_on",
    "vocabularies",
]
