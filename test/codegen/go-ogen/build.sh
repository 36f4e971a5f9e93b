#!/usr/bin/env bash
set -euo pipefail
cp go.mod go.sum driver.go ../jobs.go "$BUILD/"
config=$PWD/ogen.yml
cd "$BUILD"
# By default ogen writes whole seconds and drops the fraction.
sed 's/^\( *\)format: date-time$/&\n\1x-ogen-time-format: "2006-01-02T15:04:05.999999999Z07:00"/' "$DOCUMENT" > openapi.yaml
go tool ogen --config "$config" --package heffl --target heffl openapi.yaml
go build -o driver .
go vet .
