/** How far each shard's session has come, kept so that any bridge can resume it. */
@NullMarked
package dev.jetcord.bridge.checkpoint;

import org.jspecify.annotations.NullMarked;
