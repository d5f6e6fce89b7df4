/** The WebSocket, its transport compression and its back-pressure. */
@NullMarked
package dev.jetcord.bridge.transport;

import org.jspecify.annotations.NullMarked;
