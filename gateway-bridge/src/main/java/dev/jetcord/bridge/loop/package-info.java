/** Threads that do the same again and again. */
@NullMarked
package dev.jetcord.bridge.loop;

import org.jspecify.annotations.NullMarked;
