"""The whole suite once more, on PostgreSQL. Run as `python -m tests.postgres`.

Says that it was skipped where no server answers; with REQUIRE_POSTGRES=1 that is a failure.
"""

import os
import subprocess
import sys

import psycopg

URL = os.environ.get("TEST_POSTGRES_URL", "postgres:///postgres")


def main() -> int:
    try:
        psycopg.connect(URL, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        print(f"SKIPPED: the suite on PostgreSQL, because no server answers at {URL}: {reason}")
        return 1 if os.environ.get("REQUIRE_POSTGRES") else 0
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "-m",
        "not any_database",
        *sys.argv[1:],
    ]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": URL}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
