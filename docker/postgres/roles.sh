#!/bin/sh
# Runs once, when the volume is empty. The migrator owns the tables and bypasses row-level security, so that backfills see
# every row; it makes the role of server and worker itself, which can do neither.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$MIGRATOR_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role tributary_migrator login createrole createdb bypassrls password :'password';
create database tributary owner tributary_migrator;
SQL
