"""Files of the library, training that goes with guidance, and what a group's members share."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import LibraryFile, LibraryItem
from tests.group_factories import make_group, make_member
from tests.library_factories import LibraryItemFactory
from tests.partnerships.test_events import announced

pytestmark = pytest.mark.django_db

LIBRARY = "/library/"
PDF = b"%PDF-1.7 a page"


def document(*names: str) -> bytes:
    """An archive that holds files of these names."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.fixture
def draft(school: Institution, school_user: User) -> LibraryItem:
    return LibraryItemFactory.create(
        owner=school, author=school_user, draft=True, of_kind="BRIEFING", words="", title="Getting started"
    )


def test_a_briefing_is_a_file_with_its_transcript_and_each_version_keeps_its_own(
    client: Client, draft: LibraryItem, school_user: User, administrator: User, stranger: User
) -> None:
    client.force_login(school_user)
    page = f"{LIBRARY}{draft.pk}/"
    assert f"{page}files/new/" in client.get(page).content.decode()
    for refused, sentence in (
        (SimpleUploadedFile("a.exe", b"MZ"), "Choose a PDF"),
        (SimpleUploadedFile("a.pdf", b"MZ"), "Choose a PDF"),
        (SimpleUploadedFile("a.pdf", b"x" * (5 * 1024 * 1024 + 1)), "5 megabytes or smaller"),
    ):
        assert sentence in client.post(f"{page}files/new/", {"file": refused}).content.decode()
    client.post(f"{page}files/new/", {"file": SimpleUploadedFile("../slides.pdf", PDF)})
    file = LibraryFile.objects.get()
    assert (file.name, file.type, file.size) == ("slides.pdf", "application/pdf", len(PDF))
    assert "Say how somebody gets it who cannot use the file" in client.get(page).content.decode()
    said = {"accessible_version": "Large print on request.", "transcript": "Welcome."}
    LibraryItem.objects.filter(pk=draft.pk).update(**said)
    client.post(f"{page}submit/")
    client.force_login(administrator)
    client.post(f"{page}publish/")
    client.force_login(stranger)
    got = client.get(f"{page}files/{file.pk}/")
    assert got.content == PDF
    assert got["Content-Disposition"] == 'attachment; filename="slides.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    client.force_login(school_user)
    kept = client.post(f"{page}files/{file.pk}/remove/", follow=True).content.decode()
    assert "Only a draft can be changed" in kept
    client.post(f"{page}revise/")
    second = draft.replaced_by.get()
    client.post(f"{LIBRARY}{second.pk}/files/{second.files.get().pk}/remove/")
    assert not second.files.exists()
    assert draft.files.get() == file
    client.logout()
    assert client.get(f"{page}files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("a.docx", document("[Content_Types].xml", "word/document.xml"), True),
        ("a.docx", document("word/document.xml", "word/vbaProject.bin"), False),
        ("a.docx", document("content.xml"), False),
        ("a.odt", document("content.xml"), True),
        ("a.odt", document("content.xml", "Basic/Standard/Module1.xml"), False),
        ("a.odt", b"PK no archive", False),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nWelcome", True),
        ("a.vtt", b"Welcome", False),
        ("a.txt", "Wörter".encode(), True),
        ("a.txt", b"\xff\xfe", False),
        ("a.html", b"<script>", False),
        ("a.pdf", b"", False),
    ],
    # An archive bears the time at which it was made, so it must not name a test: two processes would name it apart.
    ids=[
        *(
            "a document",
            "a document with a program",
            "another archive for a document",
            "an OpenDocument text",
        ),
        *(
            "an OpenDocument text with a program",
            "no archive",
            "captions",
            "no captions",
            "a text",
            "no text",
        ),
        *("a page", "nothing"),
    ],
)
def test_a_file_is_what_its_name_says_and_holds_no_program(
    draft: LibraryItem, school_user: User, name: str, content: bytes, is_taken: bool
) -> None:
    if is_taken:
        assert actions.add_file(item=draft, name=name, content=content, by=school_user).name == name
    else:
        with pytest.raises(RuleBroken):
            actions.add_file(item=draft, name=name, content=content, by=school_user)


def test_no_pupil_is_named_in_a_text_and_there_are_few_files(
    draft: LibraryItem, school_user: User, employer_user: User
) -> None:
    with pytest.raises(RuleBroken, match="UPN"):
        actions.add_file(item=draft, name="a.txt", content=b"See A123456789012.", by=school_user)
    for number in range(LibraryFile.MOST):
        actions.add_file(item=draft, name=f"{number}.pdf", content=PDF, by=school_user)
    with pytest.raises(RuleBroken, match="5 files at most"):
        actions.add_file(item=draft, name="more.pdf", content=PDF, by=school_user)
    with pytest.raises(PermissionDenied):
        actions.add_file(item=draft, name="more.pdf", content=PDF, by=employer_user)


def test_guidance_and_training_name_each_other(
    client: Client,
    school_user: User,
    administrator: User,
    university: Institution,
    university_user: User,
) -> None:
    course = announced(university, university_user)
    fair = announced(university, university_user, title="A fair", topic=None, hours=None)
    client.force_login(school_user)
    form = client.get(f"{LIBRARY}new/?kind=PRACTICE").context["form"]
    assert [course] == list(form.fields["training"].queryset)
    assert fair not in form.fields["training"].queryset
    typed = {"title": "At the door", "summary": "S", "words": "W", "visibility": "SECTOR"}
    client.post(f"{LIBRARY}new/?kind=PRACTICE", typed | {"training": [course.pk]})
    item = LibraryItem.objects.get()
    event = f"/events/{course.pk}/"
    assert "At the door" not in client.get(event).content.decode()
    client.post(f"{LIBRARY}{item.pk}/submit/")
    client.force_login(administrator)
    client.post(f"{LIBRARY}{item.pk}/publish/")
    assert f'href="{LIBRARY}{item.pk}/"' in client.get(event).content.decode()
    assert f'href="{event}"' in client.get(f"{LIBRARY}{item.pk}/").content.decode()
    client.force_login(school_user)
    client.post(f"{LIBRARY}{item.pk}/revise/")
    assert list(item.replaced_by.get().training.all()) == [course]


def test_members_of_a_network_share_what_they_wrote_on_its_page(
    client: Client, school: Institution, school_user: User, administrator: User
) -> None:
    network, other = make_group("LEADERSHIP_NETWORK", name="Leaders"), make_group(name="Others")
    make_member(network, school, date(2025, 9, 1))
    client.force_login(school_user)
    assert list(
        client.get(f"{LIBRARY}new/?kind=PRACTICE").context["form"].fields["shared_with"].queryset
    ) == [network.institution]
    typed = {"title": "Leading together", "summary": "S", "words": "W", "shared_with": [network.pk]}
    kept = client.post(
        f"{LIBRARY}new/?kind=PRACTICE", typed | {"visibility": "TRUST", "visibility_reason": "Ours"}
    )
    assert "What stays within your trust is not shared with a group." in kept.content.decode()
    strange = client.post(
        f"{LIBRARY}new/?kind=PRACTICE", typed | {"visibility": "SECTOR", "shared_with": [other.pk]}
    )
    assert strange.status_code == 200
    client.post(f"{LIBRARY}new/?kind=PRACTICE", typed | {"visibility": "SECTOR"})
    item = LibraryItem.objects.get()
    client.post(f"{LIBRARY}{item.pk}/submit/")
    client.force_login(administrator)
    client.post(f"{LIBRARY}{item.pk}/publish/")
    page = f"/institutions/{network.pk}/"
    shared = f"{page}library/"
    assert shared in client.get(page).content.decode()
    assert "Leading together" in client.get(shared).content.decode()
    assert "Leading together" not in client.get(f"/institutions/{other.pk}/library/").content.decode()
    assert shared in client.get(f"{LIBRARY}{item.pk}/").content.decode()
