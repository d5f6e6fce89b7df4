/** Answers what services ask of the directory over NATS. */
@NullMarked
package dev.jetcord.event.question;

import org.jspecify.annotations.NullMarked;
