#!/usr/bin/env bash
exec "$BUILD/venv/bin/python" "$BUILD/client/driver.py"
