"""Files of a draft: added, taken out, and carried into the next version."""

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.db import transaction

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from partnerships.models import LibraryFile, LibraryItem

Type = LibraryFile.Type
ENDINGS = {
    ".pdf": Type.PDF,
    ".docx": Type.WORD,
    ".odt": Type.ODT,
    ".txt": Type.TEXT,
    ".vtt": Type.CAPTIONS,
}
# What an office document holds, and what it must not: programs that run when it is opened.
PARTS = {Type.WORD: "word/document.xml", Type.ODT: "content.xml"}
PROGRAMS = ("vbaproject.bin", "basic/", "scripts/")


@transaction.atomic
def add_file(*, item: LibraryItem, name: str, content: bytes, by: User) -> LibraryFile:
    """Put a small document beside the words of a draft. Its first bytes must bear out what its name says."""
    access.require(by, Permission.PARTNERSHIP_EDIT, item.owner)
    item = LibraryItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    _refuse_unless_draft(item)
    name = PurePath(name.replace("\\", "/")).name[-120:]
    if not content or len(content) > LibraryFile.LARGEST:
        raise RuleBroken("The file must not be empty, nor larger than 5 MB.", field="file")
    if item.files.count() >= LibraryFile.MOST:
        raise RuleBroken(f"An item has {LibraryFile.MOST} files at most.", field="file")
    if item.files.filter(name=name).exists():
        raise RuleBroken(f"There is a file “{name}” already. Take that out first.", field="file")
    type = _type_of(name, content)
    if type in (Type.TEXT, Type.CAPTIONS):
        privacy.refuse_personal_data(content.decode(), field="file")
    made = LibraryFile.objects.create(
        item=item, name=name, type=type, size=len(content), content=content, added_by=by
    )
    audit.record("item_file_added", item, by=by, name=name, size=len(content))
    return made


@transaction.atomic
def remove_file(*, file: LibraryFile, by: User) -> None:
    """Take it out of a draft. Versions that are published keep theirs."""
    access.require(by, Permission.PARTNERSHIP_EDIT, file.item.owner)
    item = LibraryItem.objects.select_for_update(of=("self",)).get(pk=file.item_id)
    _refuse_unless_draft(item)
    audit.record("item_file_removed", item, by=by, name=file.name)
    file.delete()


def copy_files(item: LibraryItem, *, to: LibraryItem) -> None:
    """An inner step: the next version begins with the files of this one."""
    for file in item.files.order_by("pk"):
        LibraryFile.objects.create(
            item=to,
            name=file.name,
            type=file.type,
            size=file.size,
            content=file.content,
            added_by=file.added_by,
        )


def _refuse_unless_draft(item: LibraryItem) -> None:
    if item.state != LibraryItem.State.DRAFT:
        raise RuleBroken("Only a draft can be changed. Begin a new version.", code="not_a_draft")


def _type_of(name: str, content: bytes) -> LibraryFile.Type:
    """By the ending of the name, where the content is that indeed."""
    type = ENDINGS.get(PurePath(name).suffix.lower())
    if type is None or not _is(type, content):
        raise RuleBroken(
            "Choose a PDF, a Word document without macros (.docx), an OpenDocument text, a plain text or captions.",
            field="file",
        )
    return type


def _is(type: LibraryFile.Type, content: bytes) -> bool:
    if type == Type.PDF:
        return content.startswith(b"%PDF-")
    if type in PARTS:
        return _is_document(PARTS[type], content)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return "\0" not in text and (type == Type.TEXT or text.lstrip("\ufeff").startswith("WEBVTT"))


def _is_document(part: str, content: bytes) -> bool:
    """An archive with the text where such a document has it, and no program beside it. Nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [each.lower() for each in archive.namelist()]
    except BadZipFile:
        return False
    return part in names and not any(program in each for each in names for program in PROGRAMS)
