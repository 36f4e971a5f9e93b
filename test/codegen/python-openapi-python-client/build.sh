#!/usr/bin/env bash
set -euo pipefail
python3 -m venv "$BUILD/venv"
"$BUILD/venv/bin/pip" install --quiet --disable-pip-version-check openapi-python-client==0.29.1 mypy==2.4.1
cd "$BUILD"
PATH="$BUILD/venv/bin:$PATH" openapi-python-client generate --path "$DOCUMENT" --meta none --output-path "$BUILD/heffl"
cp "$OLDPWD/driver.py" .
"$BUILD/venv/bin/mypy" --strict --follow-imports=silent driver.py
