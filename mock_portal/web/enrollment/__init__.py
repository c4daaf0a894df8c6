"""Pages under the blueprint ``enrollment``."""

from flask import Blueprint

blueprint = Blueprint("enrollment", __name__)

from mock_portal.web.enrollment import form_pages, search  # noqa: E402, F401
