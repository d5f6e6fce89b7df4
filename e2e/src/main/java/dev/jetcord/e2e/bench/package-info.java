/**
 * The benchmarks behind {@code ./jetcord bench}: each measures a part of Jetcord and, in the same run and in turns with it, the
 * ceiling of the same machine, which does the same without Jetcord.
 */
@NullMarked
package dev.jetcord.e2e.bench;

import org.jspecify.annotations.NullMarked;
