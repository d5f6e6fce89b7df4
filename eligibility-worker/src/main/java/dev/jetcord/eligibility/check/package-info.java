/** Compares what members have with what is due to them. */
@NullMarked
package dev.jetcord.eligibility.check;

import org.jspecify.annotations.NullMarked;
