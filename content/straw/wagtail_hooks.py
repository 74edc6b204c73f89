"""Straw polls in the back office, where editors make them."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
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
