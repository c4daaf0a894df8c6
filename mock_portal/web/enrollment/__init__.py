"""A candidate's enrollment: entry, 【报考流程】, form pages, photo, materials, submission, printing."""

from flask import Blueprint

blueprint = Blueprint("enrollment", __name__)

from mock_portal.web.enrollment import (  # noqa: E402
    area_change,  # noqa: F401
    entry,  # noqa: F401
    flow,  # noqa: F401
    form_pages,  # noqa: F401
    materials,  # noqa: F401
    photo,  # noqa: F401
    printing,  # noqa: F401
    search,  # noqa: F401
    submission,  # noqa: F401
)
