#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator python --additional-properties packageName=heffl
python3 -m venv "$BUILD/venv"
"$BUILD/venv/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
cp driver.py "$BUILD/client/"
cd "$BUILD/client"
"$BUILD/venv/bin/mypy" --strict --follow-imports=silent driver.py
