/** A steady source of events, for measurements. */
@NullMarked
package dev.jetcord.sandbox.load;

import org.jspecify.annotations.NullMarked;
