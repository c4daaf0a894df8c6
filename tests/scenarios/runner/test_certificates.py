"""A portal whose certificate is of an authority of its own: trusted by the environment over HTTP, by the target file in browsers."""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.errors import NoAnswer
from scenarios.load.engine.transport import FastTransport, trusted
from tests.scenarios.runner.conftest import GREETED, PORTAL, Stage

pytest_plugins = ["pytester"]

AUTHORITY = "req -x509 -newkey rsa:2048 -nodes -keyout authority.key -out authority.pem -days 2 -subj /CN=authority"
WISH = "req -newkey rsa:2048 -nodes -keyout portal.key -out portal.csr -subj /CN=127.0.0.1"
SIGNED = "x509 -req -in portal.csr -CA authority.pem -CAkey authority.key -CAcreateserial -out portal.crt -days 2 -extfile names"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``authority.pem``, and ``portal.pem`` that it has signed for 127.0.0.1."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make certificates with")
    folder = tmp_path_factory.mktemp("authority")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n")
    for words in (AUTHORITY, WISH, SIGNED):
        subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607
    (folder / "portal.pem").write_text((folder / "portal.crt").read_text() + (folder / "portal.key").read_text())
    return folder


@pytest.fixture
def secured(stage: Stage, authority: Path) -> Stage:
    """A stage whose portal speaks TLS only."""
    stage.target([sys.executable, str(PORTAL), str(stage.folder), str(authority / "portal.pem")])
    stage.scenarios(GREETED)
    return stage


def also_says(stage: Stage, line: str) -> None:
    """Adds a line to the target file."""
    file = stage.folder / "tiny.toml"
    file.write_text(f"{file.read_text('utf-8')}\n{line}", "utf-8")


def test_over_http_the_environment_names_the_authority(
    secured: Stage, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    assert secured.plays().ret == 1
    told = secured.result("greeted")["failure"]["words"]
    assert "certificate verify failed" in told
    assert "SSL_CERT_FILE=authority.pem in the environment" in told
    assert len(told.splitlines()) == 1

    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "authority.pem"))
    assert secured.plays().ret == 0


def test_in_browsers_the_target_file_says_that_certificates_are_not_looked_at(secured: Stage) -> None:
    assert secured.plays(driver="browser").ret == 1
    assert secured.result("greeted")["evidence"] == []  # for nothing is said about the portal
    told = secured.result("greeted")["failure"]["words"]
    assert "ERR_CERT_AUTHORITY_INVALID" in told
    assert "ignore_https_errors = true in the target file" in told
    assert len(told.splitlines()) == 1

    also_says(secured, "ignore_https_errors = true")
    assert secured.plays(driver="browser").ret == 0


def test_a_control_surface_whose_authority_is_not_known_is_told_with_what_to_do(
    secured: Stage, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = secured.folder / "tiny.toml"
    file.write_text(file.read_text("utf-8").replace('["http"]', '["http", "projects"]'), "utf-8")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)

    ended = secured.plays()
    assert ended.ret == 2
    told = " ".join([*ended.outlines, *ended.errlines])
    assert "certificate verify failed" in told
    assert "SSL_CERT_FILE=authority.pem in the environment" in told

    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "authority.pem"))
    assert secured.plays().ret == 0


def test_a_crowd_trusts_whom_the_environment_names_and_says_so(
    authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, str(PORTAL), str(tmp_path), str(authority / "portal.pem")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as portal:  # noqa: S603 - own code
        try:
            address = json.loads(portal.stdout.readline())["portal"]  # type: ignore[union-attr]
            monkeypatch.delenv("SSL_CERT_FILE", raising=False)
            trusted.cache_clear()
            with pytest.raises(NoAnswer, match=r"certificate verify failed.*; SSL_CERT_FILE=authority\.pem in"):
                FastTransport().send("GET", address, {}, None)

            monkeypatch.setenv("SSL_CERT_FILE", str(authority / "authority.pem"))
            trusted.cache_clear()
            with closing(FastTransport()) as transport:
                assert transport.send("GET", address, {}, None).status == 200
        finally:
            portal.terminate()
            trusted.cache_clear()
