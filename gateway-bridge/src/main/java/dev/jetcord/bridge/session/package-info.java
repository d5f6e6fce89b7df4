/** The gateway protocol of one shard as a state machine: inputs in, actions out, no socket, clock or thread inside. */
@NullMarked
package dev.jetcord.bridge.session;

import org.jspecify.annotations.NullMarked;
