/**
 * What the directory (the event worker) says of guilds, roles and members: questions by NATS requests, and the events that it
 * derives. All of it is JSON with names in snake_case and ids as decimal strings.
 */
@NullMarked
package dev.jetcord.common.directory;

import org.jspecify.annotations.NullMarked;
