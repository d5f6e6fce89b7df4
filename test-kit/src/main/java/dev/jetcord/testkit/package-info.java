/**
 * What people who write workers test them with: {@link dev.jetcord.testkit.TestWorker} for what a worker makes of messages.
 */
@NullMarked
package dev.jetcord.testkit;

import org.jspecify.annotations.NullMarked;
