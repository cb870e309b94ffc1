#!/bin/sh
# PostgreSQL's image runs it once, on an empty volume: a role and a database for each password in /run/secrets, that no other role can enter.
set -eu
for secret in /run/secrets/postgres-*; do
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set name="${secret#/run/secrets/postgres-}" --set password="$(cat "$secret")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done

# From here on the superuser connects through the container's own socket, and no other way.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set name="$POSTGRES_USER" <<'SQL'
ALTER ROLE :"name" PASSWORD NULL;
SQL
