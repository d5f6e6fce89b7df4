/** The gateway, version 10: connections, sessions, replay, intents and compression. */
@NullMarked
package dev.jetcord.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
