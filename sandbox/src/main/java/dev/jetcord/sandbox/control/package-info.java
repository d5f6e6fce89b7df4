/** The control API: what a developer or a test does to the local Discord, and what it tells of itself. */
@NullMarked
package dev.jetcord.sandbox.control;

import org.jspecify.annotations.NullMarked;
