# Writes what the server reads from files, and ECS can only hand over as variables, into the task's own volume. Whoever is in
# this task may read it: that is the server, which runs as another user.
set -eu
umask 0333
write() { printf '%s\n' "$2" > "${KEYS_FOLDER:-/keys}/$1"; }
write ca.pem "$AUTHORITY"
write server.pem "$CERTIFICATE"
write server-key.pem "$CERTIFICATE_KEY"
write nkeys.conf "$NKEYS"
write jetstream.conf "$JETSTREAM"
