# Is this server well? NATS advises to wait at the start until all is caught up, and to restart a server afterwards only when
# JetStream is off: one that lags or has no quorum is mended by waiting. ECS has one check for both. So: a server that was in
# the cluster before must have caught up once since it started; from then on, and before there is a cluster, JetStream counts.
ask() { wget -q -T 4 -O /dev/null "http://127.0.0.1:8222/healthz$1"; }
started=$(cat /proc/sys/kernel/random/boot_id)
joined=$(cat "$NATS_STORE_DIR/.joined" 2> /dev/null)
if [ -z "$joined" ] || [ "$joined" = "$started" ]; then
  if [ -z "$joined" ] && ask ""; then echo "$started" > "$NATS_STORE_DIR/.joined"; fi
  ask "?js-enabled-only=true"
else
  ask "" && echo "$started" > "$NATS_STORE_DIR/.joined"
fi
