/** Checks to come: asked for by changes, and by time. */
@NullMarked
package dev.jetcord.eligibility.schedule;

import org.jspecify.annotations.NullMarked;
