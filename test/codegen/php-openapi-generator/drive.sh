#!/usr/bin/env bash
exec php -d display_errors=stderr driver.php
