#!/usr/bin/env bash
set -euo pipefail
cp go.mod go.sum driver.mjs "$BUILD/"
cd "$BUILD"
go build -o oasdiff github.com/oasdiff/oasdiff
