#!/bin/sh
# Loads nodes.csv and edges.csv, made by Entente, into a new database of Neo4j 5.
# The database must not be in use; what it held before is lost.
#   sh import.sh [DATABASE]        (default: neo4j)
set -eu
cd "$(dirname "$0")"
exec neo4j-admin database import full "${1:-neo4j}" \
  --overwrite-destination=true \
  --nodes=nodes.csv \
  --relationships=edges.csv \
  --id-type=string \
  --array-delimiter=';' \
  --delimiter=',' \
  --quote='"' \
  --multiline-fields=true \
  --input-encoding=UTF-8
