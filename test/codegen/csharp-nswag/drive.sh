#!/usr/bin/env bash
exec mono "$BUILD/Driver.exe"
