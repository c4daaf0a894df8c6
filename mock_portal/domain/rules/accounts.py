"""Accounts: sign-in, lock, WeChat, basic information, cancellation (R0, R1, Q42-Q53, Q62, Q63, Q68)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import (
    MOST_OF_A_KIND,
    CredentialEntry,
    CredentialKind,
    Verification,
    checked_by_chsi,
)
from mock_portal.domain.identity import OF_FOREIGNERS, IdType, normal_form
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import CHINESE, Enrolled, Login, date_of
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.rules.registration import EARLIEST_BIRTH, RegistrationRules, known_id_type
from mock_portal.domain.terms import EDITABLE, Role, State
from mock_portal.domain.wechat import Purpose, Ticket, TicketStatus

BEFORE_CONFIRMATION = EDITABLE | {State.SUBMITTED}
LONGEST_SCHOOL, LONGEST_CERTIFICATE = 100, 40


class AccountRules(RegistrationRules):
    """Who may sign in, bind, and enroll, and what basic information looks like."""

    def registration_refused(self, *, number_taken: bool, username_taken: bool) -> Refusal | None:
        """One account per ID number (Q51), one per user name, which nobody's ID number may be either (Q43)."""
        if number_taken:
            return refuse(Reason.ID_TAKEN)
        return refuse(Reason.USERNAME_TAKEN) if username_taken else None

    def number_refused(self, *, is_username: bool) -> Refusal | None:
        """A number that reads like somebody's user name would shut that person out: it is meant first (R1.1a, Q43)."""
        return refuse(Reason.ID_UNUSABLE) if is_username else None

    def login_meant(self, found: Sequence[Login], typed: str) -> Login | None:
        """Whose account is meant: that of an ID number goes before that of a user name (Q43)."""
        meant = [login for login in found if self.login_recognised(login, typed)]
        return next((login for login in meant if login.id_number == normal_form(typed)), next(iter(meant), None))

    def login_recognised(self, login: Login, typed: str) -> bool:
        """One field takes user name or ID number; neither minds the case, so x is X (R1.1, Q42)."""
        return normal_form(typed) == login.id_number or typed.strip().lower() == login.username

    def password_that_counts(self, typed: str) -> str:
        """What of a typed password is kept and compared: every character, as it was typed."""
        return typed

    def password_opens(self, login: Login, typed: str, *, matches: bool) -> bool:  # noqa: ARG002  faults ask
        """Only the password that was chosen opens an account (D28)."""
        return matches

    def recovery_opens(self, login: Login, question: str, *, matches: bool) -> bool:
        """Only the right answer to the question that was chosen sets a new password (D29)."""
        return matches and login.question == question

    def new_password_problems(self, password: str, again: str) -> Mapping[str, str]:
        """A password set by recovery is entered twice, and as good as a registered one (D29)."""
        return {
            "password": self.password_problem(password),
            "password_again": "" if again == password else "两次输入的密码不一致",
        }

    def told_of_nobody(self, wrong: Reason) -> Refusal:
        """Nobody learns whether there is such an account (D29)."""
        return refuse(wrong)

    def failure_counts(self, login: Login, typed: str, wrong: Reason) -> bool:  # noqa: ARG002  faults ask
        """Every failure counts towards the lock: by either name, of password and of recovery (Q50, D29)."""
        return True

    def failures_after_success(self, failures: int) -> int:  # noqa: ARG002  faults ask
        """Whoever gets in begins anew."""
        return 0

    def lock_refused(
        self,
        locked_until: datetime | None,
        now: datetime,
        *,
        right: bool = False,  # noqa: ARG002  faults ask
    ) -> Refusal | None:
        """A locked account takes no password, not even the right one (Q50)."""
        if locked_until is None or now >= locked_until:
            return None
        minutes = -((now - locked_until) // timedelta(minutes=1))
        return refuse(Reason.ACCOUNT_LOCKED, minutes=minutes)

    def failures_so_far(self, failures: int, locked_until: datetime | None) -> int:
        """How many failures count: a lock that is over has wiped them out."""
        return 0 if locked_until is not None else failures

    def lock_until(self, failures: int, limit: int, lock_seconds: int, now: datetime) -> datetime | None:
        """Until when an account is locked after so many failures in a row."""
        return now + timedelta(seconds=lock_seconds) if failures >= limit else None

    def qr_refused(self, ticket: Ticket | None, purpose: Purpose, browser: str, now: datetime) -> Refusal | None:
        """Whether a code still works in the browser that sends it (Q45)."""
        if ticket is None or ticket.purpose is not purpose:
            return refuse(Reason.QR_DEAD)
        if self.qr_is_stale(ticket, now) or self.qr_is_used(ticket) or not self.qr_is_of(ticket, browser):
            return refuse(Reason.QR_DEAD)
        return self.phone_refused(ticket)

    def scan_refused(self, ticket: Ticket, now: datetime) -> Refusal | None:
        """Whether a phone can still answer a code: once, and while it lives."""
        if self.qr_is_stale(ticket, now) or ticket.status is not TicketStatus.SHOWN:
            return refuse(Reason.QR_DEAD)
        return None

    def qr_is_stale(self, ticket: Ticket, now: datetime) -> bool:
        """A code has a short life."""
        return now >= ticket.expires_at

    def qr_is_used(self, ticket: Ticket) -> bool:
        """A code works once."""
        return ticket.status is TicketStatus.USED

    def qr_is_of(self, ticket: Ticket, browser: str) -> bool:
        """A code works only in the browser that showed it."""
        return ticket.browser == browser

    def phone_refused(self, ticket: Ticket) -> Refusal | None:
        """What the phone was told, told to the browser too (Q44, Q46)."""
        reasons = {TicketStatus.UNBOUND: Reason.WECHAT_UNBOUND, TicketStatus.TAKEN: Reason.WECHAT_TAKEN}
        return refuse(reasons[ticket.status]) if ticket.status in reasons else None

    def binding_refused(self, own_openid: str | None, holder: int | None) -> Refusal | None:
        """One WeChat, one candidate (Q46); ``holder`` is the account that the WeChat is bound to."""
        if own_openid is not None:
            return refuse(Reason.ALREADY_BOUND)
        return None if holder is None else refuse(Reason.WECHAT_TAKEN)

    def basics_missing(self, person: Person, educations: int) -> tuple[str, ...]:
        """What of the basic information is still missing before enrolling (R0.1b, Q46)."""
        wanted = (("基本照片", person.photo_file), ("学历信息", educations), ("微信绑定", person.wechat_bound))
        return tuple(words for words, there in wanted if not there)

    def basics_refused(self, person: Person, educations: int) -> Refusal | None:
        """The refusal to enroll while basic information is missing."""
        missing = self.basics_missing(person, educations)
        return refuse(Reason.BASICS_INCOMPLETE, missing="、".join(missing)) if missing else None

    def photo_change_refused(self, *, confirmed: bool) -> Refusal | None:
        """A photo that was confirmed in an enrollment cannot be replaced by oneself (Q68)."""
        return refuse(Reason.PHOTO_FIXED) if confirmed else None

    def credential_usable(self, credential: Credential) -> bool:
        """未核验 is usable only where 学信网 knows nothing; anything that was checked may be used (Q62)."""
        unchecked = credential.verification == Verification.UNCHECKED
        return not (unchecked and checked_by_chsi(credential.level, credential.obtained_on))

    def is_same_entry(self, credential: Credential, entry: CredentialEntry) -> bool:
        """Whether an entry is there already, to the last field: what is corrected in one of them is another entry (R2.4.5b)."""
        stored = (credential.kind, credential.level, credential.school, credential.major, credential.certificate_no)
        typed = (entry.kind, entry.level, entry.school, entry.major, entry.certificate_no)
        return stored == typed and credential.obtained_on.isoformat() == entry.obtained_on

    def credential_count_refused(self, kind: CredentialKind, count: int) -> Refusal | None:
        """Up to five of a kind (Q62)."""
        if count < MOST_OF_A_KIND:
            return None
        return refuse(Reason.TOO_MANY_CREDENTIALS, kind=kind.words, limit=MOST_OF_A_KIND)

    def credential_problems(self, entry: CredentialEntry, born: date | None, today: date) -> Mapping[str, str]:
        """What is wrong with which field of an entry."""
        obtained_on = date_of(entry.obtained_on)
        earliest = born or EARLIEST_BIRTH
        in_life = obtained_on is not None and earliest < obtained_on <= today
        problems = {
            "level": "" if entry.level in entry.kind.levels else f"请选择{entry.kind.words}",
            "school": self.entry_problem(entry.school, LONGEST_SCHOOL, "请填写学校（单位）全称", least=2),
            "major": self.entry_problem(entry.major, LONGEST_SCHOOL, "请填写所学专业"),
            "obtained_on": "" if in_life else "日期不正确，应晚于出生日期且不晚于今天",
            "certificate_no": self.entry_problem(entry.certificate_no, LONGEST_CERTIFICATE, "请填写证书编号"),
        }
        return {field: words for field, words in problems.items() if words}

    def entry_problem(self, text: str, longest: int, missing: str, *, least: int = 1) -> str:
        """What is wrong with a text of an entry: too short, or no text that can be kept."""
        return missing if len(text) < least else self.text_problem(text, longest)

    def account_scope_refused(self, staff: Staff, enrollments: Sequence[Enrolled]) -> Refusal | None:
        """A site helps those who enroll in its city, and those who have not enrolled anywhere yet (Q51, Q53, Q63)."""
        if staff.role is not Role.SITE:
            return refuse(Reason.FORBIDDEN)
        is_own = not enrollments or any(self.enrolled_here(staff, e) for e in enrollments)
        return None if is_own else refuse(Reason.OUT_OF_SCOPE)

    def account_stale_refused(self, *, shown: str, stored: str) -> Refusal | None:
        """A site helps whom it has looked at, not who has come in their place: a number can be registered anew (Q15, Q51)."""
        return None if shown == stored else refuse(Reason.CHANGED_MEANWHILE)

    def enrolled_here(self, staff: Staff, enrolled: Enrolled) -> bool:
        """In the city of this site; who has not chosen one yet is everybody's in the area (D17)."""
        here = (enrolled.project_id, enrolled.area) == (staff.project_id, staff.area)
        return here and enrolled.city in {"", staff.city}

    def deletion_refused(self, staff: Staff, enrollments: Sequence[Enrolled]) -> Refusal | None:
        """A site deletes a false account as long as nothing of it was confirmed, paid, or submitted elsewhere (Q51)."""
        if any(not self.enrolled_here(staff, e) and e.state is not State.DRAFT for e in enrollments):
            return refuse(Reason.OUT_OF_SCOPE)
        final = any(e.has_orders or e.state not in BEFORE_CONFIRMATION for e in enrollments)
        return refuse(Reason.ACCOUNT_NOT_REMOVABLE) if final else None

    def correction_problems(self, person: Person, name: str, id_type: str, today: date) -> Mapping[str, str]:
        """A corrected name and kind of document must be as good as registered ones (Q53)."""
        kind = known_id_type(id_type)
        problems = {
            "name": self.name_problem(name),
            "id_type": self.corrected_id_type_problem(person, kind, today) if kind else "请选择证件类型",
        }
        return {field: words for field, words in problems.items() if words}

    def corrected_id_type_problem(self, person: Person, id_type: IdType, today: date) -> str:
        """The kind of document must fit its number, and whoever holds it (Q19, Q53)."""
        corrected = self.with_document(person, id_type)
        return self.id_number_problem(id_type, person.id_number, today) or self.registered_nationality_problem(
            id_type, corrected.nationality
        )

    def with_document(self, person: Person, id_type: IdType) -> Person:
        """The same person holding another kind of document: what it tells counts, as at a registration (Q16, Q53)."""
        number, foreign = person.id_number, id_type in OF_FOREIGNERS
        return replace(
            person,
            id_type=id_type.value,
            sex=self.sex_told(id_type, number) or person.sex,
            birth_date=self.birth_date_told(id_type, number) or person.birth_date,
            nationality=person.nationality if foreign else CHINESE,
            foreign_nationality=person.foreign_nationality if foreign else "",
        )

    def cancellation_refused(self, enrollments: int) -> Refusal | None:
        """An account can be cancelled by its owner while nothing was entered for any exam (Q52)."""
        return refuse(Reason.ACCOUNT_IN_USE) if enrollments else None
