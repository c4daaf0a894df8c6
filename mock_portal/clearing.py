"""What “修改考区” takes away, and what it leaves alone (R2.2.n2)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case, SavedPage
from mock_portal.domain.rules.forms import IMMUTABLE
from mock_portal.domain.terms import Page
from mock_portal.store.enrollments import encode_pages
from mock_portal.store.materials import remove_all_materials


class Clearing:
    """Takes away everything that was entered in this project; account and basic information stay (D31)."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        """Remove what hangs on the enrollment, and give the columns that empty the enrollment itself."""
        remove_all_materials(tx, case.enrollment.id)
        return {
            "pages": encode_pages(self.pages_left(case)),
            "city": "",
            "institution": "",
            "agreed": False,
            "photo_file": None,
            "code": None,
            "reason": "",
        }

    def pages_left(self, case: Case) -> Mapping[Page, SavedPage]:
        """What was chosen by hand and froze with the first submission: it stands in the new area, too (R3.n1, Q16)."""
        saved = case.enrollment.pages.get(Page.IDENTITY)
        if saved is None or not case.enrollment.version:
            return {}
        frozen = {name: text for name, text in saved.values.items() if name in IMMUTABLE}
        return {Page.IDENTITY: SavedPage(frozen, saved.revision, done=False)} if frozen else {}
