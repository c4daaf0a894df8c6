"""Faults of basic information: photo, education entries, what is missing before enrolling, help by the site."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mock_portal.chsi import Chsi
from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import CredentialEntry, CredentialKind, Verification
from mock_portal.domain.identity import IdType
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import Enrolled
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.faults import fault
from mock_portal.uploads import UploadChecks
from mock_portal.web.screen import Screen

PHOTO, EDUCATION, WECHAT = "基本照片", "学历信息", "微信绑定"


class WithoutOne(Rules):
    """One part of the basic information is not asked for."""

    unasked = ""

    def basics_missing(self, person: Person, educations: int) -> tuple[str, ...]:
        return tuple(words for words in super().basics_missing(person, educations) if words != self.unasked)


@fault("enrolls-without-photo", "R0.1b")
class EnrollsWithoutPhoto(WithoutOne):
    """Somebody without a basic photo can begin to enroll."""

    unasked = PHOTO


@fault("enrolls-without-education", "R0.1b")
class EnrollsWithoutEducation(WithoutOne):
    """Somebody without an entry of 学历 can begin to enroll."""

    unasked = EDUCATION


@fault("enrolls-without-wechat", "R0.1b", "Q46")
class EnrollsWithoutWechat(WithoutOne):
    """Somebody without a bound WeChat can begin to enroll."""

    unasked = WECHAT


@fault("basics-unchecked", "R0.1b")
class BasicsUnchecked(Rules):
    """Basic information is said to be missing, and one can enroll all the same."""

    def basics_refused(self, person: Person, educations: int) -> Refusal | None:  # noqa: ARG002
        return None


@fault("two-educations-asked-for", "R0.1b", "R0.2a")
class TwoEducationsAskedFor(Rules):
    """One entry of 学历 does not count as complete."""

    def basics_missing(self, person: Person, educations: int) -> tuple[str, ...]:
        return super().basics_missing(person, max(0, educations - 1))


@fault("unchecked-education-usable", "Q62")
class UncheckedEducationUsable(Rules):
    """An entry that 学信网 has not looked at yet can be used."""

    def credential_usable(self, credential: Credential) -> bool:  # noqa: ARG002
        return True


@fault("failed-education-unusable", "Q62")
class FailedEducationUnusable(Rules):
    """An entry that 学信网 does not know cannot be used, although it may."""

    def credential_usable(self, credential: Credential) -> bool:
        return super().credential_usable(credential) and credential.verification != Verification.FAILED


@fault("old-education-unusable", "Q62")
class OldEducationUnusable(Rules):
    """Entries from before 学信网, which stay 未核验 for ever, cannot be used."""

    def credential_usable(self, credential: Credential) -> bool:
        return credential.verification != Verification.UNCHECKED


@fault("everything-verified", "Q62")
class EverythingVerified(Chsi):
    """Whatever is entered counts as 核验通过."""

    def verify(self, entry: CredentialEntry, *, by_site: bool = False) -> Verification:  # noqa: ARG002
        return Verification.PASSED


@fault("entries-of-the-site-unchecked", "Q63", "Q62")
class EntriesOfTheSiteUnchecked(Chsi):
    """What the site adds for somebody stays 未核验, so that it cannot be used."""

    def verify(self, entry: CredentialEntry, *, by_site: bool = False) -> Verification:
        return Verification.UNCHECKED if by_site else super().verify(entry)


@fault("corrected-date-swallowed", "R2.4.5b", "Q62")
class CorrectedDateSwallowed(Rules):
    """An entry that puts right nothing but the date of another one is taken with thanks, and is not there."""

    def is_same_entry(self, credential: Credential, entry: CredentialEntry) -> bool:
        return super().is_same_entry(credential, replace(entry, obtained_on=credential.obtained_on.isoformat()))


@fault("sixth-entry-accepted", "Q62", "Q63")
class SixthEntryAccepted(Rules):
    """There may be six entries."""

    def credential_count_refused(self, kind: CredentialKind, count: int) -> Refusal | None:
        return super().credential_count_refused(kind, count - 1)


@fault("fifth-entry-refused", "Q62")
class FifthEntryRefused(Rules):
    """There may be four entries only."""

    def credential_count_refused(self, kind: CredentialKind, count: int) -> Refusal | None:
        return super().credential_count_refused(kind, count + 1)


@fault("graduation-in-the-future", "Q62", "D19")
class GraduationInTheFuture(Rules):
    """An entry may be dated later than today."""

    def credential_problems(self, entry: CredentialEntry, born: date | None, today: date) -> Mapping[str, str]:  # noqa: ARG002
        return super().credential_problems(entry, born, date.max)


@fault("graduation-before-birth", "D19")
class GraduationBeforeBirth(Rules):
    """An entry may be dated before its owner was born."""

    def credential_problems(self, entry: CredentialEntry, born: date | None, today: date) -> Mapping[str, str]:  # noqa: ARG002
        return super().credential_problems(entry, None, today)


@fault("photo-checked-by-name", "D21", "D27")
class PhotoCheckedByName(UploadChecks):
    """Whatever is called 报名照片.jpg is a photo."""

    def photo_content_problem(self, content: bytes) -> str:  # noqa: ARG002
        return ""


@fault("small-photos-accepted", "D21")
class SmallPhotosAccepted(UploadChecks):
    """A photo may have as few pixels as one likes."""

    def photo_content_problem(self, content: bytes) -> str:
        problem = super().photo_content_problem(content)
        return "" if "像素" in problem else problem


@fault("light-photos-accepted", "D21")
class LightPhotosAccepted(UploadChecks):
    """A photo of a few kilobytes is accepted."""

    def photo_weight_problem(self, size: int) -> str:
        return super().photo_weight_problem(max(size, 50_000)) if size else super().photo_weight_problem(size)


@fault("heavy-photos-accepted", "D21")
class HeavyPhotosAccepted(UploadChecks):
    """A photo of any size is accepted."""

    def photo_weight_problem(self, size: int) -> str:
        return super().photo_weight_problem(min(size, 100_000))


@fault("photo-of-45-kb-refused", "D21")
class PhotoOf45KbRefused(UploadChecks):
    """Photos below 60 KB are refused, although more than 45 are enough."""

    def photo_weight_problem(self, size: int) -> str:
        return super().photo_weight_problem(size - 15 * 1024)


@fault("capital-extension-refused", "D21")
class CapitalExtensionRefused(UploadChecks):
    """A right photo called .JPG is refused."""

    def photo_name_problem(self, filename: str) -> str:
        return super().photo_name_problem(filename) or (
            "" if filename.endswith((".jpg", ".jpeg")) else "照片格式不正确"
        )


@fault("photo-double-extension-accepted", "D27", "D21")
class DoubleExtensionAccepted(UploadChecks):
    """A photo called .jpg.html is accepted."""

    def photo_name_problem(self, filename: str) -> str:
        return super().photo_name_problem(filename.removesuffix(".html"))


@fault("photo-replaced-after-confirmation", "Q68", "D21")
class PhotoReplacedAfterConfirmation(Rules):
    """The basic photo can be replaced after it was confirmed in an enrollment."""

    def photo_change_refused(self, *, confirmed: bool) -> Refusal | None:  # noqa: ARG002
        return None


@fault("photo-fixed-at-once", "Q68", "D21")
class PhotoFixedAtOnce(Rules):
    """A basic photo can never be replaced, not even before anything was confirmed."""

    def photo_change_refused(self, *, confirmed: bool) -> Refusal | None:  # noqa: ARG002
        return refuse(Reason.PHOTO_FIXED)


@fault("site-deletes-nothing", "Q51", "D17")
class SiteDeletesNothing(Rules):
    """Nobody gets an ID number back that somebody else has registered."""

    def deletion_refused(self, staff: Staff, enrollments: Sequence[Enrolled]) -> Refusal | None:  # noqa: ARG002
        return refuse(Reason.ACCOUNT_NOT_REMOVABLE)


@fault("site-deletes-the-confirmed", "Q51", "D3")
class SiteDeletesTheConfirmed(Rules):
    """A site can delete an account whose enrollment was confirmed."""

    def deletion_refused(self, staff: Staff, enrollments: Sequence[Enrolled]) -> Refusal | None:  # noqa: ARG002
        return None


@fault("any-site-helps-anybody", "Q53", "D26")
class AnySiteHelpsAnybody(Rules):
    """A site can open and change accounts of candidates of another city."""

    def account_scope_refused(self, staff: Staff, enrollments: Sequence[Enrolled]) -> Refusal | None:
        return super().account_scope_refused(staff, ()) if enrollments else None


@fault("nobodys-without-a-city", "Q51", "D17")
class NobodysWithoutACity(Rules):
    """Who registers with somebody else's number and stops before choosing a city cannot be removed by any site."""

    def enrolled_here(self, staff: Staff, enrolled: Enrolled) -> bool:
        return bool(enrolled.city) and super().enrolled_here(staff, enrolled)


@fault("corrected-names-unchecked", "Q53", "D16")
class CorrectedNamesUnchecked(Rules):
    """A site can put any text in the place of a name."""

    def correction_problems(self, person: Person, name: str, id_type: str, today: date) -> Mapping[str, str]:
        return super().correction_problems(person, "某某" if name else name, id_type, today)


@fault("corrected-documents-tell-nothing", "Q16", "Q53")
class CorrectedDocumentsTellNothing(Rules):
    """Sex and birth date stay as they were typed when the right document says otherwise."""

    def with_document(self, person: Person, id_type: IdType) -> Person:
        return replace(person, id_type=id_type.value)


@fault("corrected-documents-leave-the-nationality", "Q19", "Q53")
class CorrectedDocumentsLeaveTheNationality(Rules):
    """Who was registered as a foreigner by mistake stays one when the site puts the kind of document right."""

    def with_document(self, person: Person, id_type: IdType) -> Person:
        return replace(super().with_document(person, id_type), nationality=person.nationality)


@fault("entry-lost-when-refused", "Q62", "D19")
class EntryLostWhenRefused(Screen):
    """One wrong field of an entry of 学历信息, and all the others are empty again."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        emptied = re.sub('(<input type="text"[^>]* value=")[^"]*', r"\1", page)
        return emptied if template == "account/entry.html" else page
