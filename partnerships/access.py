"""Who keeps what belongs to more than one kind of owner (the records of a body, plans and documents), and who reviews
an item of the library.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution
from partnerships.models import ActionPoint, Document, LibraryItem, Meeting, Partnership, Programme

Owner = Partnership | Institution | Area
DocumentOwner = Institution | Area


def may_keep(user: User, owner: Owner) -> bool:
    """May the person set up a body here, seat people on it, and note what it does?"""
    if isinstance(owner, Area):
        return access.can(user, Permission.AUTHORITY_BODY_EDIT, owner)
    if isinstance(owner, Institution):
        return access.can(user, Permission.PARTNERSHIP_EDIT, owner)
    parties = owner.parties.current().values("institution")
    return access.where_may(user, Permission.PARTNERSHIP_EDIT).filter(pk__in=parties).exists()


def require_keeper(user: User, owner: Owner) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_keep(user, owner):
        raise PermissionDenied(f"keep the records of {owner}")


def may_run(user: User, initiative: Partnership | Programme) -> bool:
    """May the person write down how a partnership or a programme goes? Any party's people, or the lead's."""
    if isinstance(initiative, Programme):
        return access.can(user, Permission.PARTNERSHIP_EDIT, initiative.lead)
    return may_keep(user, initiative)


def require_runner(user: User, initiative: Partnership | Programme) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_run(user, initiative):
        raise PermissionDenied(f"write down how {initiative} goes")


def may_finish(user: User, action_point: ActionPoint) -> bool:
    """May the person say that it is done? Those who keep the records, and the people of whoever undertook it."""
    is_own = access.can(user, Permission.PARTNERSHIP_EDIT, action_point.institution)
    return is_own or may_keep(user, owner_of(action_point.meeting))


def require_action_point(user: User, action_point: ActionPoint) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_finish(user, action_point):
        raise PermissionDenied(f"finish “{action_point}”")


def owner_of(meeting: Meeting) -> Owner:
    """Whose meeting it is."""
    owner = meeting.body.owner if meeting.body else meeting.partnership
    assert owner is not None  # meeting_is_of_a_body_or_a_partnership
    return owner


def may_review(user: User | AnonymousUser, item: LibraryItem) -> bool:
    """May the person decide what becomes of it? Whoever administers its owner’s area, or England."""
    places = [item.owner, *Area.objects.filter(code=Area.ENGLAND)]
    return any(access.can(user, Permission.LIBRARY_REVIEW, place) for place in places)


def require_reviewer(user: User, item: LibraryItem) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_review(user, item):
        raise PermissionDenied(f"review “{item}”")


def may_keep_documents(user: User, owner: DocumentOwner) -> bool:
    """An institution's own people keep its documents; whoever administers an authority keeps the authority's."""
    is_area = isinstance(owner, Area)
    return access.can(user, Permission.DOCUMENT_ADMINISTER if is_area else Permission.DOCUMENT_KEEP, owner)


def require_document_keeper(user: User, owner: DocumentOwner) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_keep_documents(user, owner):
        raise PermissionDenied(f"keep the documents of {owner}")


def require_reader(user: User, document: Document) -> None:
    """Raise PermissionDenied unless the person may see it."""
    if not Document.objects.visible_to(user).filter(pk=document.pk).exists():
        raise PermissionDenied(f"read “{document}”")


def may_accept(user: User, document: Document) -> bool:
    """Whoever administers the authority of an institution, or what an authority is a part of."""
    owner = document.owner
    area = owner.parent if isinstance(owner, Area) else owner.local_authority
    return area is not None and access.can(user, Permission.DOCUMENT_ADMINISTER, area)


def require_accepter(user: User, document: Document) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_accept(user, document):
        raise PermissionDenied(f"accept “{document}”")
