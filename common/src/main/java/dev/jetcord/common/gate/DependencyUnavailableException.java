package dev.jetcord.common.gate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** That a dependency was not asked, since it fails at present. It says nothing about the work that wanted it. */
public final class DependencyUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String dependency;
    private final Duration retryAfter;

    DependencyUnavailableException(String dependency, Duration retryAfter) {
        super(dependency + " fails at present and is not asked; it is probed every " + retryAfter);
        this.dependency = requireNonNull(dependency, "dependency");
        this.retryAfter = requireNonNull(retryAfter, "retryAfter");
    }

    /** The dependency's name, from a closed set. */
    public String dependency() {
        return dependency;
    }

    /** After which time it is worth to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
