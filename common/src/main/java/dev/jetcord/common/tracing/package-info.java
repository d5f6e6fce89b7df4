/**
 * Records what services do for a message as spans of one trace, from the gateway's frame to Discord's answer. The only package
 * that uses OpenTelemetry, and only where it is switched on.
 */
@NullMarked
package dev.jetcord.common.tracing;

import org.jspecify.annotations.NullMarked;
