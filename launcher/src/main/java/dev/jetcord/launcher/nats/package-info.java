/** How this machine comes to a {@code nats-server}: one that is there, or one of several ways to fetch it. */
@NullMarked
package dev.jetcord.launcher.nats;

import org.jspecify.annotations.NullMarked;
