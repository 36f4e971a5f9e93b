#!/usr/bin/env bash
set -euo pipefail
mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.openapitools:openapi-generator-cli:7.17.0 -DoutputDirectory="$BUILD"
java -jar "$BUILD/openapi-generator-cli-7.17.0.jar" generate --generator-name ruby \
  --additional-properties gemName=heffl,moduleName=Heffl --type-mappings DateTime=String \
  --input-spec "$DOCUMENT" --output "$BUILD/client"
# There is nothing to compile: the driver is run without input, so that all of it is loaded once.
ruby -w -c driver.rb open_models.rb
bash drive.sh < /dev/null
