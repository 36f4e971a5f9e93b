#!/usr/bin/env bash
set -euo pipefail
mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.openapitools:openapi-generator-cli:7.17.0 -DoutputDirectory="$BUILD"
java -jar "$BUILD/openapi-generator-cli-7.17.0.jar" generate --generator-name python \
  --additional-properties packageName=heffl --input-spec "$DOCUMENT" --output "$BUILD/client"
python3 -m venv "$BUILD/venv"
"$BUILD/venv/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
cp driver.py "$BUILD/client/"
cd "$BUILD/client"
"$BUILD/venv/bin/mypy" --strict --follow-imports=silent driver.py
