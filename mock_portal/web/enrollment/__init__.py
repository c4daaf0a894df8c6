"""Pages under the blueprint ``enrollment``."""

from flask import Blueprint

blueprint = Blueprint("enrollment", __name__)
