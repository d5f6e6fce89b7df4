/** Faults that a test or a developer switches on. */
@NullMarked
package dev.jetcord.sandbox.fault;

import org.jspecify.annotations.NullMarked;
