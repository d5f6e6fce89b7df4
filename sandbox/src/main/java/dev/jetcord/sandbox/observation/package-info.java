/** What the sandbox tells of itself: counters and a feed. */
@NullMarked
package dev.jetcord.sandbox.observation;

import org.jspecify.annotations.NullMarked;
