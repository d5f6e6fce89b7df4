/** Which bridge runs which shard: leases in JetStream's key-value store, by compare-and-set. */
@NullMarked
package dev.jetcord.bridge.lease;

import org.jspecify.annotations.NullMarked;
