#!/usr/bin/env bash
exec "$BUILD/venv/bin/python" "$BUILD/driver.py"
