/** The consumer core: from a pull to exactly one settlement. */
@NullMarked
package dev.jetcord.common.messaging.consumer;

import org.jspecify.annotations.NullMarked;
