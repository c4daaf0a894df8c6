"""Faults of photo confirmation and of 【上传材料】: what is wanted, what is taken, whose it is."""

import re
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, update

from mock_portal.domain.area import MaterialKind
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.terms import Colour, Page
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.material_checks import MaterialChecks, Upload, media_type_of
from mock_portal.store.materials import find_material, list_materials, remove_material
from mock_portal.store.schema import enrollment
from mock_portal.web.screen import Screen


@fault("photo-not-shown", "R2.4.7c")
class PhotoNotShown(Screen):
    """The page for confirming the photo shows no photo."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"<img [^>]*>", "", html) if template == "enrollment/photo.html" else html


@fault("photo-button-misnamed", "R2.4.7d")
class PhotoButtonMisnamed(Screen):
    """The button says 确认照片 instead of “确认使用照片”."""

    def shown(self, html: str, template: str) -> str:
        return (
            html.replace("确认使用照片</button>", "确认照片</button>") if template == "enrollment/photo.html" else html
        )


@fault("photo-leads-back-to-itself", "R2.4.8a", "R2.4.8e")
class PhotoLeadsBackToItself(Rules):
    """After “确认使用照片” one stands at the photo again."""

    def node_after_photo(self, case: Case) -> Node:  # noqa: ARG002
        return Node.PHOTO


@fault("photo-node-closed", "R2.4.7b")
class PhotoNodeClosed(Rules):
    """Node “确认照片” leads nowhere."""

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        return node is not Node.PHOTO and super().may_enter(case, node, colour)


@fault("materials-node-closed", "R2.4.8b")
class MaterialsNodeClosed(Rules):
    """Node “上传材料” leads nowhere."""

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        return node is not Node.MATERIALS and super().may_enter(case, node, colour)


@fault("photo-need-not-be-confirmed", "Q67", "R2.4.7d")
class PhotoNeedNotBeConfirmed(Rules):
    """Without the photo confirmed one can submit by the page's address."""

    def submission_refused(self, case: Case, *, incomplete: str | None, uploaded: Collection[str]) -> Refusal | None:
        refusal = super().submission_refused(case, incomplete=incomplete, uploaded=uploaded)
        return None if refusal and refusal.reason is Reason.PHOTO_UNCONFIRMED else refusal


@fault("photo-follows-the-account-after-confirmation", "Q68", "D21")
class PhotoReplacedAfterConfirmation(Rules):
    """The basic photo can be replaced after its confirmation, and the enrollment silently takes the new one."""

    def photo_change_refused(self, *, confirmed: bool) -> Refusal | None:  # noqa: ARG002  always open
        return None

    def photo_to_submit(self, case: Case) -> int | None:
        return case.enrollment.photo_file and case.person.photo_file


@fault("photo-before-pages", "R2.4a", "R2.4.7a")
class PhotoBeforePages(Rules):
    """The photo can be confirmed before anything was filled in."""

    def photo_refused(self, case: Case, *, incomplete: str | None) -> Refusal | None:  # noqa: ARG002
        return super().photo_refused(case, incomplete=None)


@fault("no-materials-wanted", "Q69", "R2.4.8c")
class NoMaterialsWanted(Rules):
    """Online areas take a submission without any material."""

    def missing_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:  # noqa: ARG002
        return ()


@fault("one-material-is-enough", "Q69", "R2.4.8c")
class OneMaterialIsEnough(Rules):
    """One kind of material counts as all."""

    def missing_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:
        return () if uploaded else super().missing_materials(case, uploaded)


@fault("last-material-not-wanted", "Q69", "R2.4.8c")
class LastMaterialNotWanted(Rules):
    """The last required kind is not missed."""

    def missing_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:
        last = [kind.name for kind in case.area.materials if kind.required][-1:]
        return tuple(name for name in super().missing_materials(case, uploaded) if name not in last)


@fault("optional-material-wanted", "R2.4.8c")
class OptionalMaterialWanted(Rules):
    """What the area does not require keeps one from submitting all the same."""

    def missing_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:
        if not case.area.confirms_online:
            return ()
        return tuple(kind.name for kind in case.area.materials if kind.name not in uploaded)


@fault("missing-material-not-named", "Q69")
class MissingMaterialNotNamed(Rules):
    """One is told that something is missing, and not what."""

    def submission_refused(self, case: Case, *, incomplete: str | None, uploaded: Collection[str]) -> Refusal | None:
        refusal = super().submission_refused(case, incomplete=incomplete, uploaded=uploaded)
        if refusal is None or refusal.reason is not Reason.MATERIALS_MISSING:
            return refusal
        return refuse(Reason.MATERIALS_MISSING, missing="必传材料")


@fault("materials-wanted-on-site", "R2.4.8e", "R2.4.1e")
class MaterialsWantedOnSite(Rules):
    """On-site areas have the node 上传材料, too."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        nodes = super().nodes(case)
        place = nodes.index(Node.SUBMIT)
        return nodes if Node.MATERIALS in nodes else (*nodes[:place], Node.MATERIALS, *nodes[place:])


@fault("materials-of-others", "D26")
class MaterialsOfOthers(Rules):
    """Whoever changes the number in the address sees other people's papers."""

    def owns_material(self, case: Case, enrollment: int) -> bool:  # noqa: ARG002  anybody's
        return True


@fault("materials-without-limit", "R2.4.8c")
class MaterialsWithoutLimit(MaterialChecks):
    """Any number of files of one kind is taken."""

    def room_problem(self, kind: MaterialKind, files: int) -> str:  # noqa: ARG002
        return ""


@fault("materials-of-any-size", "R2.4.8c", "D27")
class MaterialsOfAnySize(MaterialChecks):
    """Files far above the limit are taken."""

    def size_problem(self, kind: MaterialKind, size: int) -> str:
        return "" if size else super().size_problem(kind, size)


@fault("empty-materials", "R2.4.8c")
class EmptyMaterials(MaterialChecks):
    """A file without a single byte counts as uploaded."""

    def size_problem(self, kind: MaterialKind, size: int) -> str:
        return super().size_problem(kind, size or 1)

    def type_problem(self, name: str, content: bytes) -> str:
        return super().type_problem(name, content) if content else ""

    def content_problem(self, content: bytes) -> str:
        return super().content_problem(content) if content else ""


@fault("materials-by-name", "D27", "R2.4.8c")
class MaterialsByName(MaterialChecks):
    """A file is what its name says: a program called .jpg is a picture."""

    def type_problem(self, name: str, content: bytes) -> str:  # noqa: ARG002  the ending is believed
        return ""

    def content_problem(self, content: bytes) -> str:
        return super().content_problem(content) if media_type_of(content) else ""


@fault("materials-by-first-bytes", "R2.4.8c", "D27")
class MaterialsByFirstBytes(MaterialChecks):
    """Files that begin like a picture are taken, cut off or not."""

    def content_problem(self, content: bytes) -> str:  # noqa: ARG002  nobody looks further
        return ""


@fault("bombs-accepted", "D27")
class BombsAccepted(MaterialChecks):
    """A picture that unpacks to hundreds of megabytes is taken for a small one."""

    def picture_problem(self, content: bytes) -> str:
        problem = super().picture_problem(content)
        return "" if problem == "的尺寸过大" else problem


@fault("double-extension-accepted", "D27")
class DoubleExtensionAccepted(MaterialChecks):
    """The first ending of a name is believed: a.jpg.html is a picture."""

    def name_problem(self, name: str) -> str:
        return super().name_problem(".".join(name.split(".")[:2]))

    def type_problem(self, name: str, content: bytes) -> str:
        return super().type_problem(".".join(name.split(".")[:2]), content)


@fault("good-scans-refused", "R2.4.8c", "D21")
class GoodScansRefused(MaterialChecks):
    """PNG and PDF are refused, though the page says that they may be uploaded."""

    def type_problem(self, name: str, content: bytes) -> str:
        return "不是 jpg 文件" if media_type_of(content) != "image/jpeg" else super().type_problem(name, content)


@fault("last-page-leads-home", "R2.4.7a")
class LastPageLeadsHome(Rules):
    """After the last form page one stands on the first one again instead of at the photo."""

    def first_open_page(self, case: Case) -> Page | None:
        found = super().first_open_page(case)
        return Page.CITY if found is None and case.enrollment.photo_file is None else found


@fault("renamed-material-out-of-sight", "R2.4.8c")
class RenamedMaterialOutOfSight(Rules):
    """What was uploaded of a kind that the area has renamed is neither shown nor to be deleted, and submitted all the same."""

    def bygone_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:  # noqa: ARG002
        return ()


@fault("every-click-uploads-a-copy", "Q70")
class EveryClickUploadsACopy(MaterialChecks):
    """A second click on 上传 puts a second copy there, a third one is refused because there are two already."""

    def fresh(self, uploads: Sequence[Upload], kind: str, there: Collection[tuple[str, str]]) -> Sequence[Upload]:  # noqa: ARG002
        return uploads


@fault("one-scan-for-one-kind-only", "R2.4.8c")
class OneScanForOneKindOnly(MaterialChecks):
    """A scan that was uploaded for one kind is taken for another one with thanks, and is not there."""

    def fresh(self, uploads: Sequence[Upload], kind: str, there: Collection[tuple[str, str]]) -> Sequence[Upload]:  # noqa: ARG002
        digests = {digest for _, digest in there}
        return [upload for upload in uploads if upload.digest not in digests]


@fault("materials-of-others-deleted", "D26")
class MaterialsOfOthersDeleted(Filing):
    """Whoever knows its number deletes the scan of somebody else."""

    def without(self, tx: Connection, case: Case, material_id: int) -> bool:  # noqa: ARG002
        found = find_material(tx, material_id)
        return found is not None and remove_material(tx, found[0], material_id)


@fault("unseen-scans-submitted", "Q48", "D12")
class UnseenScansSubmitted(Filing):
    """A page of checking that lies open submits also the scans that another tab has uploaded since."""

    def materials(self, tx: Connection, case: Case, kind: str, uploads: Sequence[Upload]) -> None:
        super().materials(tx, case, kind, uploads)
        tx.execute(
            update(enrollment).where(enrollment.c.id == case.enrollment.id).values(revision=case.enrollment.revision)
        )


@fault("only-the-first-of-several-files-kept", "R2.4.8c", "D3")
class OnlyTheFirstOfSeveralFilesKept(MaterialChecks):
    """Of files that are chosen together and sent at once only the first is kept, though the page says that they were uploaded."""

    def fresh(self, uploads: Sequence[Upload], kind: str, there: Collection[tuple[str, str]]) -> Sequence[Upload]:
        return super().fresh(uploads, kind, there)[:1]


@fault("wrong-one-of-two-deleted", "R2.4.8c", "D3")
class WrongOneOfTwoDeleted(Filing):
    """Of two files of a kind 删除 takes the one beside it."""

    def without(self, tx: Connection, case: Case, material_id: int) -> bool:
        there = {each.id: each for each in list_materials(tx, case.enrollment.id)}
        beside = [
            n
            for n, each in there.items()
            if n != material_id and material_id in there and each.kind == there[material_id].kind
        ]
        return super().without(tx, case, beside[0] if beside else material_id)
