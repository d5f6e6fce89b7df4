package dev.jetcord.bridge.session;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, by two clocks: intervals are measured by {@code uptime}, which no clock change moves; {@code
 * time} is only for what others read.
 *
 * @param uptime since some fixed origin; never runs backwards
 * @param time by the wall clock
 */
public record Moment(Duration uptime, Instant time) {}
