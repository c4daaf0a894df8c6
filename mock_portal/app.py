"""The application factory of the portal."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from mock_portal.portal import Portal
from mock_portal.settings import Settings
from mock_portal.store.engine import Store
from mock_portal.web import account, control, desk, enrollment, notifications, payment, public
from mock_portal.web.assets import register_assets
from mock_portal.web.legible import LegibleRequest
from mock_portal.web.refusals import register_refusals
from mock_portal.web.templating import PageEnvironment
from mock_portal.web.visits import register_visits

MAX_REQUEST_BYTES = 16 * 1024 * 1024
LARGEST_ID = 2**31 - 1  # what a column of ids holds


class IdConverter(IntegerConverter):
    """A number in an address that may be somebody's id; a larger one is no address here, rather than an accident."""

    def __init__(self, addresses: Map, **wishes: Any) -> None:
        super().__init__(addresses, **{"max": LARGEST_ID, **wishes})


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """The portal as a WSGI application; ``store`` is opened from the settings unless one is given."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.extensions["portal"] = Portal(settings, store or Store(settings.database))
    app.url_map.converters["int"] = IdConverter
    app.request_class = LegibleRequest
    app.jinja_environment = PageEnvironment
    app.jinja_options = {"cache_size": -1}  # all templates stay; without a limit each look-up needs no lock
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.clear()  # a template knows what it is handed; and each import in it compares all globals
    app.add_url_rule("/health", "health", health)
    register_assets(app)
    register_visits(app)
    register_refusals(app)
    for package in (public, account, enrollment, payment, desk, notifications):
        app.register_blueprint(package.blueprint)
    if settings.control_token:
        app.register_blueprint(control.blueprint)
    return app


def health() -> dict[str, str]:
    """Whether the portal answers and its store does."""
    from mock_portal.web.visits import portal

    with portal().reading() as tx:
        tx.exec_driver_sql("SELECT 1")
    return {"status": "ok"}
