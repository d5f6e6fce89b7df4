/** What the gateway's events say of sessions, guilds, roles and members. */
@NullMarked
package dev.jetcord.event.state;

import org.jspecify.annotations.NullMarked;
