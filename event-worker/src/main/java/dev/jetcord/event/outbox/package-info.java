/** What changes cause: stored in their transactions, published after them. */
@NullMarked
package dev.jetcord.event.outbox;

import org.jspecify.annotations.NullMarked;
