/** Other programs: run to their end, started for good, found again, stopped; and who holds a port. */
@NullMarked
package dev.jetcord.launcher.process;

import org.jspecify.annotations.NullMarked;
