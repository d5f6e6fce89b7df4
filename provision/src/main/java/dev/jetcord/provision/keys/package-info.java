/** Makes the keys and certificates of a fleet's NATS. */
@NullMarked
package dev.jetcord.provision.keys;

import org.jspecify.annotations.NullMarked;
