"""Faults of sign-in: names, passwords, locks, recovery."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mock_portal.domain.identity import normal_form
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import Login
from mock_portal.domain.rules import Rules
from mock_portal.faults import fault


@fault("small-x-is-somebody-else", "Q42")
class SmallXIsSomebodyElse(Rules):
    """At sign-in a small x at the end of an ID number finds nobody."""

    def login_recognised(self, login: Login, typed: str) -> bool:
        return super().login_recognised(login, typed) and (typed.upper() == typed or typed.lower() == login.username)


@fault("id-number-signs-nobody-in", "R1.1b")
class IdNumberSignsNobodyIn(Rules):
    """Only the user name signs in."""

    def login_recognised(self, login: Login, typed: str) -> bool:
        return typed.strip().lower() == login.username


@fault("username-signs-nobody-in", "R1.1a")
class UsernameSignsNobodyIn(Rules):
    """Only the ID number signs in."""

    def login_recognised(self, login: Login, typed: str) -> bool:
        return normal_form(typed) == login.id_number


@fault("permit-numbers-sign-nobody-in", "R1.1b")
class PermitNumbersSignNobodyIn(Rules):
    """Of ID numbers only those with 18 characters sign in."""

    def login_recognised(self, login: Login, typed: str) -> bool:
        short = normal_form(typed) == login.id_number and len(login.id_number) != 18  # noqa: PLR2004  resident IDs
        return super().login_recognised(login, typed) and not short


@fault("password-case-ignored", "R1.1a")
class PasswordCaseIgnored(Rules):
    """Small and capital letters of a password are the same."""

    def password_that_counts(self, typed: str) -> str:
        return typed.lower()


@fault("password-cut-to-eight", "R1.1a")
class PasswordCutToEight(Rules):
    """Only the first eight characters of a password count."""

    def password_that_counts(self, typed: str) -> str:
        return typed[:8]


@fault("any-password-opens", "R1.1a", "R1.1b")
class AnyPasswordOpens(Rules):
    """Whoever knows a name gets in."""

    def password_opens(self, login: Login, typed: str, *, matches: bool) -> bool:  # noqa: ARG002  that is the fault
        return bool(typed)


@fault("default-password", "D28")
class DefaultPassword(Rules):
    """The last six digits of the ID number open the account, too."""

    def password_opens(self, login: Login, typed: str, *, matches: bool) -> bool:
        return matches or typed == login.id_number[-6:]


@fault("no-lock", "Q50")
class NoLock(Rules):
    """One may guess passwords as often as one likes."""

    def lock_until(self, failures: int, limit: int, lock_seconds: int, now: datetime) -> datetime | None:  # noqa: ARG002
        return None


@fault("lock-one-late", "Q50")
class LockOneLate(Rules):
    """One guess more than configured."""

    def lock_until(self, failures: int, limit: int, lock_seconds: int, now: datetime) -> datetime | None:
        return super().lock_until(failures, limit + 1, lock_seconds, now)


@fault("lock-one-early", "Q50", "D15")
class LockOneEarly(Rules):
    """One guess less than configured."""

    def lock_until(self, failures: int, limit: int, lock_seconds: int, now: datetime) -> datetime | None:
        return super().lock_until(failures, limit - 1, lock_seconds, now)


@fault("lock-held-too-short", "Q50")
class LockHeldTooShort(Rules):
    """The lock is over after half of its time."""

    def lock_until(self, failures: int, limit: int, lock_seconds: int, now: datetime) -> datetime | None:
        return super().lock_until(failures, limit, lock_seconds // 2, now)


@fault("lock-held-for-good", "Q50", "D15")
class LockHeldForGood(Rules):
    """A locked account stays locked for ten years."""

    def lock_until(self, failures: int, limit: int, lock_seconds: int, now: datetime) -> datetime | None:
        locked = super().lock_until(failures, limit, lock_seconds, now)
        return locked + timedelta(days=3650) if locked else None


@fault("lock-open-to-the-right-password", "Q50")
class LockOpenToTheRightPassword(Rules):
    """A locked account still tells, by opening, that a guess is right."""

    def lock_refused(self, locked_until: datetime | None, now: datetime, *, right: bool = False) -> Refusal | None:
        return None if right else super().lock_refused(locked_until, now)


@fault("lock-forgets-the-id-number", "Q50")
class LockForgetsTheIdNumber(Rules):
    """Guesses under the ID number are not counted."""

    def failure_counts(self, login: Login, typed: str, wrong: Reason) -> bool:
        return super().failure_counts(login, typed, wrong) and normal_form(typed) != login.id_number


@fault("success-resets-nothing", "Q50", "D15")
class SuccessResetsNothing(Rules):
    """Mistakes of last week still count after signing in."""

    def failures_after_success(self, failures: int) -> int:
        return failures


@fault("lock-returns-at-once", "Q50", "D15")
class LockReturnsAtOnce(Rules):
    """After a lock is over, the first mistake locks again."""

    def failures_so_far(self, failures: int, locked_until: datetime | None) -> int:  # noqa: ARG002
        return failures


@fault("right-password-called-wrong", "D15", "R1.1a")
class RightPasswordCalledWrong(Rules):
    """With capital letters in the user name the right password is refused."""

    def login_recognised(self, login: Login, typed: str) -> bool:
        return super().login_recognised(login, typed) and not (
            typed != typed.lower() and typed.lower() == login.username
        )


@fault("recovery-unlocked", "D29", "Q50")
class RecoveryUnlocked(Rules):
    """Answers to the recovery question can be guessed without end."""

    def failure_counts(self, login: Login, typed: str, wrong: Reason) -> bool:
        return wrong is not Reason.RECOVERY_REFUSED and super().failure_counts(login, typed, wrong)


@fault("recovery-by-any-question", "D29")
class RecoveryByAnyQuestion(Rules):
    """The answer opens whichever question is chosen."""

    def recovery_opens(self, login: Login, question: str, *, matches: bool) -> bool:  # noqa: ARG002
        return matches


@fault("recovery-by-any-answer", "D29")
class RecoveryByAnyAnswer(Rules):
    """The right question is enough for a new password."""

    def recovery_opens(self, login: Login, question: str, *, matches: bool) -> bool:  # noqa: ARG002
        return login.question == question


@fault("recovery-typed-once", "D29")
class RecoveryTypedOnce(Rules):
    """Whoever mistypes the new password in one of its two fields has set one that they do not know."""

    def new_password_problems(self, password: str, again: str) -> Mapping[str, str]:  # noqa: ARG002
        return super().new_password_problems(password, password)


@fault("recovery-takes-any-password", "D29")
class RecoveryTakesAnyPassword(Rules):
    """找回密码 sets passwords that no registration would take."""

    def new_password_problems(self, password: str, again: str) -> Mapping[str, str]:
        return {**super().new_password_problems(password, again), "password": "" if password else "请填写新密码"}


@fault("recovery-refuses-the-right-answer", "D29", "D15")
class RecoveryRefusesTheRightAnswer(Rules):
    """Nobody can set a new password."""

    def recovery_opens(self, login: Login, question: str, *, matches: bool) -> bool:  # noqa: ARG002
        return False


@fault("strangers-told-apart", "D29", "D26")
class StrangersToldApart(Rules):
    """Sign-in tells whether an ID number has an account."""

    def told_of_nobody(self, wrong: Reason) -> Refusal:  # noqa: ARG002
        return refuse(Reason.NO_SUCH_ACCOUNT)


@fault("nobody-can-cancel", "Q52")
class NobodyCanCancel(Rules):
    """An account can never be cancelled by its owner."""

    def cancellation_refused(self, enrollments: int) -> Refusal | None:  # noqa: ARG002
        return refuse(Reason.ACCOUNT_IN_USE)


@fault("recovery-tells-strangers-apart", "D29", "D26")
class RecoveryTellsStrangersApart(Rules):
    """找回密码 tells whether an ID number has an account."""

    def told_of_nobody(self, wrong: Reason) -> Refusal:
        told_apart = wrong is Reason.RECOVERY_REFUSED
        return refuse(Reason.NO_SUCH_ACCOUNT) if told_apart else super().told_of_nobody(wrong)


@fault("recovery-unlocked-by-id-number", "D29", "Q50")
class RecoveryUnlockedByIdNumber(Rules):
    """Whoever gives an ID number instead of a user name can guess answers without end."""

    def failure_counts(self, login: Login, typed: str, wrong: Reason) -> bool:
        by_number = wrong is Reason.RECOVERY_REFUSED and typed.strip().lower() != login.username
        return not by_number and super().failure_counts(login, typed, wrong)
