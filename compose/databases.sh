#!/bin/sh
# Run once, by the PostgreSQL image, on an empty volume: a database and a role for each service, that no other can enter.
set -eu
for service in identity diversion-cases end-user-certificates route-alerts gateway; do
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set name="$service" --set password="$(cat "/run/secrets/postgres-$service")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done

# From here on the superuser comes in through the container's own socket, and no other way.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set name="$POSTGRES_USER" <<'SQL'
ALTER ROLE :"name" PASSWORD NULL;
SQL
