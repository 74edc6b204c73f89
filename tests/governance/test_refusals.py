"""A refusal carries its status, and its sentence in the language of the reader."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal, Refused
from proposals.refusals import IdeaRefusal

pytestmark = pytest.mark.any_database


def test_sentence_is_in_the_language_of_the_reader():
    refusal = IdeaRefusal.NOT_A_MEMBER
    with translation.override("en"):
        assert str(refusal.sentence) == "Only members can submit or support ideas."
    with translation.override("nl"):
        assert str(refusal.sentence) != "Only members can submit or support ideas."
    assert refusal.status == 403


def test_refusals_with_the_same_words_stay_apart():
    class Twice(Refusal):
        ONE = (409, _("Close"))
        OTHER = (409, _("Close"))

    assert len(Twice) == 2
    assert Twice.ONE is not Twice.OTHER


def test_lists_of_two_apps_have_nothing_in_common():
    class Others(Refusal):
        SUSPENDED = (409, _("Close"))

    assert Others.SUSPENDED != IdeaRefusal.SUSPENDED
    assert {Others.SUSPENDED: 1}.get(IdeaRefusal.SUSPENDED) is None


def test_what_is_raised_holds_its_refusal():
    with pytest.raises(Refused, match="WITHDRAWN") as raised:
        raise Refused(IdeaRefusal.WITHDRAWN)
    assert raised.value.refusal is IdeaRefusal.WITHDRAWN
