"""The library, and who gets a document."""

import datetime

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection

from content.models import DocumentsPage
from content.models.documents import PRIVATE, PUBLIC
from governance.members.actions import groups

pytestmark = pytest.mark.any_database


@pytest.fixture
def papers(home) -> dict[str, Document]:
    """One document for everybody and one for members, on a page that lists both shelves."""
    made = {}
    for name in (PUBLIC, PRIVATE):
        shelf = Collection.objects.get(name=name).add_child(name=f"Plank {name}")
        file = ContentFile(b"%PDF-1.7 " + name.encode(), name=f"{name}.pdf")
        made[name] = Document.objects.create(title=f"Stuk {name}", file=file, collection=shelf)
    page = home.add_child(instance=DocumentsPage(title="Documenten", slug="documenten"))
    page.collections = Collection.objects.filter(name__startswith="Plank")
    page.save()
    return made


@pytest.fixture
def private(papers) -> Document:
    return papers[PRIVATE]


def listed(client, query: str = "") -> set[str]:
    page = client.get("/documenten/" + query).content.decode()
    return {name for name in (PUBLIC, PRIVATE) if f"Stuk {name}" in page}


def test_visitors_see_the_public_shelf_and_that_there_is_more(client, papers):
    assert listed(client) == {PUBLIC}
    assert client.get("/documenten/").context["more_for_members"]


def test_members_see_everything(papers, member, signed_in):
    client = signed_in(member.user)
    assert listed(client) == {PUBLIC, PRIVATE}
    assert not client.get("/documenten/").context["more_for_members"]


def test_strangers_who_signed_in_see_no_more_than_visitors(papers, stranger, signed_in):
    assert listed(signed_in(stranger)) == {PUBLIC}


def test_search_keeps_what_has_the_words_in_its_title(papers, member, signed_in):
    client = signed_in(member.user)
    assert listed(client, "?q=voor+LEDEN") == {PRIVATE}
    assert listed(client, "?q=niets") == set()


def test_search_words_come_back_escaped(client, papers):
    assert b"<script>" not in client.get("/documenten/?q=<script>").content


def test_everybody_gets_a_public_document(client, papers):
    response = client.get(papers[PUBLIC].url)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_visitors_are_asked_to_sign_in_for_a_private_document(client, private):
    response = client.get(private.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/inloggen/?next=/bestanden/")


def test_strangers_who_signed_in_are_refused_and_not_sent_in_circles(private, stranger, signed_in):
    assert signed_in(stranger).get(private.url).status_code == 403


def test_members_get_a_private_document(private, member, signed_in):
    response = signed_in(member.user).get(private.url)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_who_left_gets_it_no_longer(private, member, signed_in):
    member.left_on = datetime.date(2021, 1, 1)
    member.save()
    groups.keep_groups()
    assert signed_in(member.user).get(private.url).status_code == 403


def test_no_document_comes_by_the_media_folder(client, papers, private, member, signed_in):
    for document in papers.values():
        path = f"/media/{document.file.name}"
        assert client.get(path).status_code == 404
        assert signed_in(member.user).get(path).status_code == 404


def test_fifty_documents_cost_as_many_queries_as_ten(
    papers, member, signed_in, django_assert_num_queries
):
    client = signed_in(member.user)

    def fill(number: int) -> None:
        for one in range(number):
            file = ContentFile(b"%PDF", name=f"stuk-{one}.pdf")
            shelf = papers[PUBLIC].collection
            Document.objects.create(
                title=f"Stuk {one}", file=file, collection=shelf, file_size=4, file_hash="x"
            )

    fill(10)
    client.get("/documenten/")
    client.get("/documenten/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get("/documenten/")
    fill(40)
    with django_assert_num_queries(len(captured)):
        client.get("/documenten/")
