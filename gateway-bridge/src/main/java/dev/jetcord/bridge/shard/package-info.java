/** Runs a shard's state machine: its mailbox, its timers and what its actions mean. */
@NullMarked
package dev.jetcord.bridge.shard;

import org.jspecify.annotations.NullMarked;
