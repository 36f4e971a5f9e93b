#!/usr/bin/env bash
exec "$BUILD/venv/bin/python" driver.py
