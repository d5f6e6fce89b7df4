package dev.jetcord.common.messaging.consumer;

/**
 * Which lane a message goes to. One by one each key is a lane; in batches the keys share a few, so that a batch fills.
 *
 * @param key what a message must keep its order with
 * @param shared how many lanes the keys share; 0 for one each
 * @param limits of a lane
 */
record LaneChoice(LaneKey key, int shared, LaneLimits limits) {
    static LaneChoice of(ConsumerSettings settings, BatchLimits batch) {
        if (batch.size() == 1) {
            return new LaneChoice(settings.laneKey(), 0, settings.lanes());
        }
        // One batch runs while the next one fills.
        int shared = Math.max(1, settings.permits() / (2 * batch.size()));
        LaneLimits asked = settings.lanes();
        return new LaneChoice(
                settings.laneKey(),
                shared,
                new LaneLimits(settings.permits() / shared, asked.parked(), asked.parkedBytes()));
    }

    /** The lane: equal for messages that wait for one another. */
    Object lane(IncomingMessage message) {
        if (shared == 0) {
            return key.of(message).<Object>map(text -> text).orElseGet(Object::new);
        }
        int hash = key.of(message)
                .map(String::hashCode)
                .orElseGet(() -> Long.hashCode(message.delivery().streamSequence()));
        return Math.floorMod(hash, shared);
    }
}
