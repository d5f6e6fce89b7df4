/** NATS: the connection, the declared topology and its provisioning. With its sub-packages the only one that uses the NATS client. */
@NullMarked
package dev.jetcord.common.messaging;

import org.jspecify.annotations.NullMarked;
