/** The budget of IDENTIFY that all shards share. */
@NullMarked
package dev.jetcord.bridge.identify;

import org.jspecify.annotations.NullMarked;
