# Starts the server, once no other has this directory: ECS may start a task while the one before it still stops, or cannot be
# reached, and two servers on one directory would ruin it. The lock is the process's own and ends with it.
exec 9>> "$NATS_STORE_DIR/.lock"
flock 9
exec nats-server -c /etc/nats/nats-cluster.conf
