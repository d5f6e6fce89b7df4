/** Ports for servers that a test or a local fleet starts. */
@NullMarked
package dev.jetcord.sandbox.port;

import org.jspecify.annotations.NullMarked;
