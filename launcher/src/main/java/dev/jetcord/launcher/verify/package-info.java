/** Running all tests, and adding up what they said. */
@NullMarked
package dev.jetcord.launcher.verify;

import org.jspecify.annotations.NullMarked;
