/** Keeps work away from a dependency that fails, until it answers again. */
@NullMarked
package dev.jetcord.common.gate;

import org.jspecify.annotations.NullMarked;
