/** The worker: takes interactions from the stream and runs the commands that they belong to. */
@NullMarked
package dev.jetcord.command.worker;

import org.jspecify.annotations.NullMarked;
