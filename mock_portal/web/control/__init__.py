"""Pages under the blueprint ``control``."""

from flask import Blueprint

blueprint = Blueprint("control", __name__)
