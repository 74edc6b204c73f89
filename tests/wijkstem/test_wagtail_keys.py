"""A key that no row can have, in an address of Wagtail's own, is not found rather than an error."""

import pytest

from governance.members.roles import Role

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "snippets/choose/straw/question/chosen/{}/",
    "snippets/choose/straw/question/chosen-multiple/?id={}",
    "images/chooser/chosen/{}/",
    "images/chooser/chosen-multiple/?id={}",
    "documents/chooser/chosen/{}/",
    "documents/chooser/chosen-multiple/?id={}",
    "snippets/straw/question/edit/{}/",
    "snippets/straw/question/delete/{}/",
    "bulk/image/delete/?next=/&id={}",
    "choose-page/{}/",
    "pages/{}/edit/",
]


@pytest.mark.parametrize("key", ["x", "_00", "9" * 30, "-1", "%00", "1.5"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_not_found(prepared_once, client, as_member, address, key):
    client.raise_request_exception = False
    as_member("Sanne", Role.EDITOR)
    answer = client.get("/beheer/" + address.format(key))
    assert answer.status_code < 500
    assert "/login/" not in answer.headers.get("Location", "")


def test_other_mistakes_still_show(prepared_once, client, as_member, monkeypatch):
    """The control: only a key that is none is turned away."""
    as_member("Sanne", Role.EDITOR)

    def broken(*_arguments, **_fields):
        raise ValueError("a mistake of the programmer")

    monkeypatch.setattr("wagtail.admin.views.home.HomeView.get_context_data", broken)
    with pytest.raises(ValueError, match="mistake"):
        client.get("/beheer/")
