/** A whole fleet of real processes for tests, benchmarks and faults, driven from outside as a person would. */
@NullMarked
package dev.jetcord.e2e.fleet;

import org.jspecify.annotations.NullMarked;
