"""What an error report leaves out, by mail and on screen."""

import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class WithoutValues(SafeExceptionReporterFilter):
    # Names what was sent and what the code held, never the values.

    # A value could be a ballot, a code that signs in, or a session to take over.

    hidden_settings = re.compile(
        SafeExceptionReporterFilter.hidden_settings.pattern + "|SESSION|CSRF|MESSAGES",
        flags=re.IGNORECASE,
    )

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        sent: dict[str, Any] = super().get_post_parameters(request)
        return dict.fromkeys(sent, self.cleansed_substitute) if self.is_active(request) else sent

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        held: ItemsView[str, Any] = super().get_traceback_frame_variables(request, tb_frame)
        if self.is_active(request):
            return dict.fromkeys(dict(held), self.cleansed_substitute).items()
        return held
