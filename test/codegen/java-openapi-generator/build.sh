#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator java --library native --additional-properties containerDefaultToNull=true
cp Driver.java "$BUILD/client/src/main/java/"
mvn --batch-mode --quiet compile
