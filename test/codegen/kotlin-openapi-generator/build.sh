#!/usr/bin/env bash
set -euo pipefail
mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.openapitools:openapi-generator-cli:7.17.0 -DoutputDirectory="$BUILD"
java -jar "$BUILD/openapi-generator-cli-7.17.0.jar" generate --generator-name kotlin --library jvm-okhttp4 \
  --additional-properties serializationLibrary=jackson --instantiation-types map=OpenModel \
  --input-spec "$DOCUMENT" --output "$BUILD/client"
cp Driver.kt OpenModel.kt "$BUILD/client/src/main/kotlin/"
# As a daemon the compiler would stay behind when all is done, with 790 MB.
mvn --batch-mode --quiet -Dkotlin.compiler.daemon=false compile
