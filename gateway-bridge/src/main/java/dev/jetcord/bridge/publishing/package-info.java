/** From a dispatch to JetStream: exactly the bytes that came, kept in hand until they are stored. */
@NullMarked
package dev.jetcord.bridge.publishing;

import org.jspecify.annotations.NullMarked;
