#!/usr/bin/env bash
set -euo pipefail
cp go.mod go.sum driver.go ../jobs.go "$BUILD/"
config=$PWD/oapi-codegen.yaml
cd "$BUILD"
mkdir heffl
go tool oapi-codegen -config "$config" -o heffl/client.gen.go "$DOCUMENT"
go build -o driver .
go vet .
