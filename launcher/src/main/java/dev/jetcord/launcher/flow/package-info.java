/** What the fleet does, as it does it: the end of its logs, and the sandbox's feed. */
@NullMarked
package dev.jetcord.launcher.flow;

import org.jspecify.annotations.NullMarked;
