package dev.jetcord.postgres;

/** A PostgreSQL server of our own cannot be unpacked, set up or started; the message says why and what to do. */
public final class PostgresException extends RuntimeException {
    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
