/**
 * Who may do what on NATS: one user a service, with exactly the subjects it needs, as data from which the server's
 * configuration is written.
 */
@NullMarked
package dev.jetcord.common.messaging.access;

import org.jspecify.annotations.NullMarked;
