#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator kotlin --library jvm-okhttp4 \
  --additional-properties serializationLibrary=jackson --instantiation-types map=OpenModel
cp Driver.kt OpenModel.kt "$BUILD/client/src/main/kotlin/"
# As a daemon the compiler would stay behind when all is done, with 790 MB.
mvn --batch-mode --quiet -Dkotlin.compiler.daemon=false compile
