"""The co-operative's own questions in the back office, and the preview of the form."""

import io

import pytest
from django.core.management import call_command

from governance.joining.models import Question
from governance.members.models import RegisterSettings
from governance.members.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLACE = "/beheer/snippets/joining/question/"


@pytest.fixture
def prepared(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    call_command("prepare", verbosity=0, stdout=io.StringIO())


def test_secretary_makes_a_question_and_sees_it_in_the_form(client, prepared, as_member):
    as_member("Henk", Role.SECRETARY)
    fields = {"text": "Waarom?", "text_en": "Why?", "kind": "text", "order": "1", "in_use": "on"}
    assert client.get(f"{PLACE}add/").status_code == 200
    assert client.post(f"{PLACE}add/", fields).status_code == 302
    assert Question.objects.get().kind == Question.Kind.TEXT
    stored = RegisterSettings.load()
    stored.applications_open = False
    stored.save()
    page = client.get("/bestuur/aanmeldingen/formulier/").content.decode()
    assert "Waarom?" in page
    assert "disabled" in page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_nobody_else_changes_the_questions(client, prepared, as_member, role):
    as_member("", role)
    assert client.get(f"{PLACE}add/").status_code == 302
    client.post(f"{PLACE}add/", {"text": "x", "text_en": "x", "kind": "line", "order": "1"})
    assert not Question.objects.exists()
