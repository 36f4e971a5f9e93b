#!/usr/bin/env bash
set -euo pipefail
mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.openapitools:openapi-generator-cli:7.17.0 -DoutputDirectory="$BUILD"
java -jar "$BUILD/openapi-generator-cli-7.17.0.jar" generate --generator-name java --library native \
  --additional-properties containerDefaultToNull=true \
  --input-spec "$DOCUMENT" --output "$BUILD/client"
cp Driver.java "$BUILD/client/src/main/java/"
mvn --batch-mode --quiet compile
