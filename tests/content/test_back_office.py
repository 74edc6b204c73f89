"""What volunteers can do in the back office, and what not."""

import pytest
from django.contrib.auth.models import Group
from wagtail.documents.models import Document
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from content.models import NewsPage
from content.models.documents import PRIVATE, PUBLIC
from governance.members.roles import Role
from tests.factories import member

pytestmark = pytest.mark.any_database

WRITERS = [Role.EDITOR, Role.SECRETARY, Role.ADMINISTRATOR]
READERS = [Role.CHAIR, Role.TREASURER]
OTHERS = [*READERS, Role.COUNTING]


@pytest.mark.parametrize("role", WRITERS)
def test_writers_come_in_and_may_write_news_in_both_languages(home, news, english, signed_in, role):
    client = signed_in(member("", role).user)
    assert client.get("/beheer/").status_code == 200
    other = news.copy_for_translation(english)
    for index in (news, other):
        assert client.get(f"/beheer/pages/add/content/newspage/{index.pk}/").status_code == 200


def test_counting_committee_does_not_come_in(home, signed_in):
    assert signed_in(member("", Role.COUNTING).user).get("/beheer/").status_code == 302


@pytest.mark.parametrize("role", READERS)
def test_board_reads_the_register_and_writes_nothing(home, news, signed_in, role):
    client = signed_in(member("", role).user)
    assert client.get("/beheer/leden/").status_code == 200
    for place in (f"pages/add/content/newspage/{news.pk}/", "images/", "documents/", "snippets/"):
        assert client.get(f"/beheer/{place}").status_code == 302, place
    permissions = Group.objects.get(name=role.value).permissions
    granted = permissions.exclude(content_type__app_label="toys")  # an app of the tests
    assert set(granted.values_list("codename", flat=True)) == {
        "access_admin",
        "view_member",
        "view_registerexport",
    }


def test_editor_publishes_an_article_that_appears_in_english_as_an_alias(home, news, signed_in):
    client = signed_in(member("", Role.EDITOR).user)
    form = {
        "title": "Bollen",
        "slug": "bollen",
        "date": "2026-03-01",
        "summary": "Vierhonderd bollen.",
        "image": "",
        "image_alt": "",
        "body-count": "0",
        "action-publish": "1",
    }
    client.post(f"/beheer/pages/add/content/newspage/{news.pk}/", form)
    article = NewsPage.objects.live().get(alias_of=None)
    assert article.title == "Bollen"
    alias = NewsPage.objects.live().get(alias_of=article)
    assert alias.locale.language_code == "en"


@pytest.mark.parametrize("role", [*WRITERS, *OTHERS])
def test_no_role_may_change_users_or_groups(home, role):
    granted = Group.objects.get(name=role.value).permissions.values_list("codename", flat=True)
    assert not {name for name in granted if name.endswith(("_user", "_group"))}


@pytest.mark.parametrize(
    ("role", "may"), [(Role.EDITOR, False), (Role.SECRETARY, True), (Role.ADMINISTRATOR, True)]
)
def test_members_documents_are_added_by_the_secretary_and_the_administrator(home, role, may):
    policy = policy_registry.get_by_type(Document)
    private = Collection.objects.get(name=PRIVATE)
    public = Collection.objects.get(name=PUBLIC)
    allowed = policy.collections_user_has_permission_for(member("", role).user, "add")
    assert public in allowed
    assert (private in allowed) is may


@pytest.mark.parametrize("role", WRITERS)
def test_menu_leaves_out_help_and_reports(home, signed_in, role):
    page = signed_in(member("", role).user).get("/beheer/").content.decode()
    assert "/beheer/reports/" not in page
    assert '"name": "help"' not in page
