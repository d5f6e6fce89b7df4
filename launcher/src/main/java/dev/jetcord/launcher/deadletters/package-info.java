/** {@code ./jetcord dead-letters}: what no consumer could process, and what to do about it. */
@NullMarked
package dev.jetcord.launcher.deadletters;

import org.jspecify.annotations.NullMarked;
