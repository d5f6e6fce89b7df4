/** The one REST call that the gateway needs. */
@NullMarked
package dev.jetcord.bridge.discord;

import org.jspecify.annotations.NullMarked;
