from governance.members import import_hooks  # noqa: F401
