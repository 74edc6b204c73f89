from django.apps import AppConfig


class WijkstemConfig(AppConfig):
    name = "wijkstem"

    def ready(self) -> None:
        from wijkstem import purposes  # noqa: F401  (declares itself)
