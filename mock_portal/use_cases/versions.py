"""The next version of what was submitted, when a desk has put something right in it: new content, new code (R3.n2a, Q9)."""

import secrets
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.printed_form import FormContent, content_of
from mock_portal.domain.rules import Rules
from mock_portal.store.materials import list_materials
from mock_portal.store.submissions import Submission, find_submission
from mock_portal.use_cases.form_state import form_facts
from mock_portal.use_cases.submission import CODE_LENGTH, LETTERS


@dataclass(frozen=True, slots=True)
class Versions:
    """The version that stands beside the one that would take its place."""

    old: Submission
    new: Submission

    @property
    def differences(self) -> list[str]:
        """What has changed, one line each."""
        return _differences(self.old.content, self.new.content)


def next_version(tx: Connection, rules: Rules, corrected: Case) -> Versions:
    """What would be submitted now, after what was submitted last."""
    enrollment = corrected.enrollment
    old = find_submission(tx, enrollment.id, enrollment.version)
    if old is None:
        raise ValueError(f"expected version {enrollment.version} of {enrollment.id} to be kept, found none")
    materials = [(m.kind, m.name) for m in list_materials(tx, enrollment.id)]
    content = content_of(corrected, form_facts(tx, corrected, rules), materials)
    entropy = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    code = rules.verification_code(old.version + 1, entropy, old.code)
    return Versions(old, replace(old, version=old.version + 1, code=code, submitted_at=corrected.now, content=content))


def _differences(old: FormContent, new: FormContent) -> list[str]:
    before = {(section.title, label): words for section in old.sections for label, words in section.facts}
    after = {(section.title, label): words for section in new.sections for label, words in section.facts}
    labels = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [f"{key[1]}：{before.get(key, '无')} → {after.get(key, '无')}" for key in labels]
