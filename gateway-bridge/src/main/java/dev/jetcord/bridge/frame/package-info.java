/** What a gateway message says, read without binding its payload. */
@NullMarked
package dev.jetcord.bridge.frame;

import org.jspecify.annotations.NullMarked;
