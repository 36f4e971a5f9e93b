#!/usr/bin/env bash
exec npx tsx "$BUILD/driver.ts"
