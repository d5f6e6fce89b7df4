/** Start in order, stop in reverse, within a budget. */
@NullMarked
package dev.jetcord.common.lifecycle;

import org.jspecify.annotations.NullMarked;
