#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator go --additional-properties packageName=heffl,withGoMod=false,disallowAdditionalPropertiesIfNotPresent=false
cp go.mod driver.go ../jobs.go "$BUILD/"
cd "$BUILD"
mv client heffl
# Its tests ask for a package of their own.
rm -r heffl/test
go build -o driver .
go vet .
