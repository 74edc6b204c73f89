"""The town of `access_matrix_fixtures.py`."""

import copy
from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import override_settings

from tests.wijkstem import access_matrix_fixtures as fixtures


@pytest.fixture(scope="module")
def built_once(prepared_once, tmp_path_factory):
    """A town and the folder of its files, for all tests of a module."""
    folder = tmp_path_factory.mktemp("media")
    (folder / "images").mkdir()
    with override_settings(MEDIA_ROOT=str(folder)):
        return fixtures.build(), folder


@pytest.fixture
def town(built_once, db, settings):
    """The town as it was built; a test may change it."""
    built, settings.MEDIA_ROOT = built_once[0], str(built_once[1])
    return copy.deepcopy(built)


@pytest.fixture
def bare_refusals(monkeypatch):
    """403 and 404 without the page around them, for thousands of requests that ask which comes."""
    bare = engines["django"].from_string("")
    monkeypatch.setattr(
        "django.views.defaults.loader", SimpleNamespace(get_template=lambda _: bare)
    )
