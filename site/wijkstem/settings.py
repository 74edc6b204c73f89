"""Settings. All that differs between machines is in the environment: see `docs/operations.md`."""

from csp.constants import NONE, SELF

from wijkstem import environment

env = environment.read()
ROOT = environment.ROOT
VAR = env.str("VAR_DIR", default=str(ROOT / "var"))

# --- mode and secrets
MODE = environment.mode(env)
DEMO = MODE != "production"
DEBUG = environment.debug(env, MODE)
SECRET_KEY = environment.secret_key(env, MODE)
ALLOWED_HOSTS = environment.allowed_hosts(env, MODE)
REDIS_URL = env.str("REDIS_URL", default="")

# --- what the house is made of
INSTALLED_APPS = [
    "wijkstem",
    *(["wijkstem.demo"] if DEMO else []),
    "content",
    "content.straw",
    "budgets.rounds",
    "proposals",
    "governance.ballots",
    "governance.joining",
    "governance.notifications",
    "governance.members",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_q",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkstem.middleware.csp.ContentSecurityPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wijkstem.middleware.malformed_requests.RefuseMalformed",
    "wijkstem.middleware.malformed_requests.ImpossibleKeys",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "governance.members.access.request.VisitorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "governance.members.login.devices.Seen",
    "wijkstem.middleware.admin_second_factor.AdminSecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "wijkstem.urls"
WSGI_APPLICATION = "wijkstem.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "wijkstem.context_processors.site",
            ],
            "builtins": ["django.templatetags.i18n", "wijkstem.templatetags.house"],
        },
    }
]

# --- what is remembered
DATABASES = {"default": environment.database(env, VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache(REDIS_URL)}
Q_CLUSTER = environment.queue(REDIS_URL)

# --- who comes in
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "mine"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "governance.notifications.adapter.ByPost"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {"request_login_code": "governance.members.login.forms.AskCode"}
ACCOUNT_RATE_LIMITS = {
    # A hall of 300 has one address on the internet, so what counts for each "ip" is generous. What
    # counts for one e-mail address is tight from one place and looser from everywhere together:
    # one visitor cannot lock out another by asking for their codes.
    "request_login_code": "1500/10m/ip",
    "code_for_address_from_here": "4/m/key,10/h/key",
    "code_for_address": "30/h/key",
    "wrong_code": "200/10m/ip",
    # A browser in which the member signed in before counts for itself.
    "code_in_known_browser": "4/m/key,10/h/key",
    "wrong_in_known_browser": "30/10m/key",
    "login_failed": "200/10m/ip,5/5m/key,50/d/key",  # codes of an app
    "reauthenticate": "30/m/user",
    "code_again": "3/m/user,10/h/user",
    "new_address": "5/h/user",
    "question": "10/d/user",
    "application": "300/h/ip,3/h/key",
    "letter": "60/m/ip,400/h/ip",  # of 2**55 codes
    "letter_address": "200/h/ip,5/h/key",
}
MFA_ADAPTER = "governance.members.adapter.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # who signs in by a code has shown that the address is theirs
MFA_TOTP_ISSUER = "Wijkstem"
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute wrong
MFA_RATE_LIMITS = {"webauthn_login": "1500/10m/ip"}
MFA_FORMS = {
    "add_webauthn": "governance.members.login.forms.AddPasskey",
    "edit_webauthn": "governance.members.login.forms.RenamePasskey",
    "authenticate_webauthn": "governance.members.login.forms.UsePasskey",
    "login_webauthn": "governance.members.login.forms.SignInWithPasskey",
    "reauthenticate_webauthn": "governance.members.login.forms.ProveWithPasskey",
}
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=True)  # required in a role
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SESSION_COOKIE_AGE = 60 * 60 * 12

# --- what a browser may do
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SECURE_HSTS_SECONDS = 0 if DEMO else env.int("HSTS_SECONDS", default=31_536_000)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "wijkstem.views.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the back office shows previews in a frame
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether subdomains and preload lists follow is the operator's choice
    "security.W019",  # see X_FRAME_OPTIONS; the policy below forbids frames for member pages
    "security.W021",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- words and numbers
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = VAR + "/static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=VAR + "/media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEMO
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
if DEMO:
    EMAIL_BACKEND = "wijkstem.demo.mail.Mailbox"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="Wijkstem <post@wijkstem.example>")
MAIL_PER_MINUTE = env.int("MAIL_PER_MINUTE", default=300)  # what the provider allows

# --- Wagtail
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_SITE_NAME = "Wijkstem"
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "admin_login"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "xlsx", "ods", "odt", "docx", "txt", "zip"]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAIL_FRONTEND_LOGIN_URL = "/account/inloggen/"

# --- what the log and the error reports say: never a choice, never a receipt code
DEFAULT_EXCEPTION_REPORTER_FILTER = "wijkstem.error_reports.WithoutValues"
# At DEBUG these write values: what is stored in the box, what is on a ballot paper.
QUIET = ("django.db.backends", "django.template")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        **{
            name: {"level": "WARNING"}
            for name in ("django-q", "django_tasks", "fido2", "fontTools", "wagtail")
        },
        **{name: {"level": "INFO"} for name in QUIET},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
