from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "wijkstem.demo"
    label = "demo"
