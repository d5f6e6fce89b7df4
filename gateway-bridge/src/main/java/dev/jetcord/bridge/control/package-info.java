/** What operators and workers may ask of a bridge: how its shards fare, a new connection, presence, members. */
@NullMarked
package dev.jetcord.bridge.control;

import org.jspecify.annotations.NullMarked;
