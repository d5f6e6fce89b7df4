/** A first response for interactions that no worker has acknowledged in time. */
@NullMarked
package dev.jetcord.bridge.rescue;

import org.jspecify.annotations.NullMarked;
