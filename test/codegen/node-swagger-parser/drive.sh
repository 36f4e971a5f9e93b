#!/usr/bin/env bash
exec node "$BUILD/driver.mjs"
