/** The gateway bridge: Discord shards in, JetStream out. */
@NullMarked
package dev.jetcord.bridge;

import org.jspecify.annotations.NullMarked;
