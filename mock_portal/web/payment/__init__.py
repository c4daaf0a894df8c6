"""Pages under the blueprint ``payment``."""

from flask import Blueprint

blueprint = Blueprint("payment", __name__)
