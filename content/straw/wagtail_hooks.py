"""Straw polls in the back office, where editors make them."""

from django.urls import URLPattern, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.straw.forms import QuestionForm
from content.straw.models import Question


class QuestionChooser(SnippetChooserViewSet):
    # Wagtail's address for making one while choosing has no form for the choices and breaks.
    def get_urlpatterns(self) -> list[URLPattern]:
        return [path for path in super().get_urlpatterns() if path.name != "create"]


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "tick-inverse"
    menu_label = _("Straw polls")
    menu_order = 350
    add_to_admin_menu = True
    copy_view_enabled = False
    chooser_viewset_class = QuestionChooser
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("text", "explanation", "labels", "closes_at")],
        base_form_class=QuestionForm,
    )


register_snippet(QuestionViewSet)


@hooks.register("register_admin_urls")
def addresses_of_before() -> list[URLPattern]:
    """Straw polls once were snippets of the ballot box."""
    moved = RedirectView.as_view(
        url="/beheer/snippets/%(choose)sstraw/question/%(rest)s", permanent=True, query_string=True
    )
    return [re_path(r"^snippets/(?P<choose>(choose/)?)ballots/strawpoll/(?P<rest>.*)$", moved)]
