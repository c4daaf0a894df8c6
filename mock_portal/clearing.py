"""What “修改考区” takes away, and what it leaves alone (R2.2.n2)."""

from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.store.materials import remove_all_materials


class Clearing:
    """Takes away everything that was entered in this project; account and basic information stay (D31)."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        """Remove what hangs on the enrollment, and give the columns that empty the enrollment itself."""
        remove_all_materials(tx, case.enrollment.id)
        return {
            "pages": {},
            "city": "",
            "institution": "",
            "agreed": False,
            "photo_file": None,
            "code": None,
            "reason": "",
        }
