/**
 * What people who write workers test them with: {@link dev.jetcord.testkit.TestWorker} for what a worker makes of messages,
 * {@link dev.jetcord.testkit.TestDiscord} for what users see of it.
 */
@NullMarked
package dev.jetcord.testkit;

import org.jspecify.annotations.NullMarked;
