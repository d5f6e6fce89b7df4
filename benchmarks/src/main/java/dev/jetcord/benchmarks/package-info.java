/** Benchmarks within a process; each stands in the package of what it measures. */
@NullMarked
package dev.jetcord.benchmarks;

import org.jspecify.annotations.NullMarked;
