package dev.jetcord.e2e.chaos;

/**
 * The fleet that a fault meets.
 *
 * @param nodes NATS servers, 1 or 3
 */
record Setup(int bridges, int shards, int nodes) {
    static final Setup PAIR = new Setup(2, 8, 1);

    /** Where a session buffers what it can't send, its sandbox needs the memory for it: this much is enough for all. */
    static final String SANDBOX_HEAP = "-Xmx3g";

    Setup {
        if (bridges < 1 || shards < bridges || (nodes != 1 && nodes != 3)) {
            throw new IllegalArgumentException("no fleet: " + bridges + ", " + shards + ", " + nodes);
        }
    }
}
