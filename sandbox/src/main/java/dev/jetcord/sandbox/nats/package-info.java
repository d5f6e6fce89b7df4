/**
 * A NATS server on this machine: found, started as a process of its own, waited for, stopped, killed and started again.
 * Works with every server from 2.9 on; the fleet speaks to it as to any other NATS.
 */
@NullMarked
package dev.jetcord.sandbox.nats;

import org.jspecify.annotations.NullMarked;
