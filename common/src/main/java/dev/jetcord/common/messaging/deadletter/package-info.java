/** What operators do with dead letters: look at them, replay them, drop them. */
@NullMarked
package dev.jetcord.common.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
