package dev.jetcord.sandbox.http;

import java.time.Duration;

/**
 * How often a route may be called for one top-level resource. Discord publishes no figures ("should not be hard coded");
 * those used by the routes are what its headers are seen to say. Rate Limits.
 */
public record RouteLimit(int requests, Duration window) {

    /** For routes of which no figure is known. */
    public static final RouteLimit USUAL = perSeconds(50, 1);

    public static RouteLimit perSeconds(int requests, int seconds) {
        return new RouteLimit(requests, Duration.ofSeconds(seconds));
    }
}
