"""What the unit tests share: the application's test client, and steady random examples."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from webapp.web.app import create_app

# The same examples on every machine and in every run; machines under load are not failures.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    """A client of the application, which keeps no state, so that one will do."""
    return create_app().test_client()


@pytest.fixture
def app() -> Flask:
    """An application that has computed nothing yet."""
    return create_app()


@pytest.fixture
def fresh(app: Flask) -> FlaskClient:
    """A client of the application that has computed nothing yet."""
    return app.test_client()
