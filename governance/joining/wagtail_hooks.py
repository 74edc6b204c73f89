"""The co-operative's own questions to applicants, in the back office."""

from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from governance.joining.models import Question

look = lazy(
    lambda: format_html(
        '<p>{} <a href="{}" target="_blank">{}</a></p>',
        _("Ask only what the board needs for its decision. An answer is kept as it was given."),
        reverse_lazy("joining:preview"),
        _("Look at the form"),
    ),
    str,
)


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions to applicants")
    menu_order = 360
    add_to_admin_menu = True
    # Answers hold the words of their question, so that it can be deleted.
    copy_view_enabled = False
    list_display = ("text", "kind", "required", "in_use", "order")
    edit_handler = ObjectList(
        [
            HelpPanel(look()),
            *(
                FieldPanel(name)
                for name in ("text", "text_en", "kind", "required", "in_use", "order")
            ),
        ]
    )

    def register_chooser_viewset(self) -> None:
        """Nothing chooses a question, and Wagtail's pages for it ask for no permission."""


register_snippet(QuestionViewSet)
