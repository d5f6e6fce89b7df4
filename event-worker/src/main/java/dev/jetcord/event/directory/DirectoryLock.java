package dev.jetcord.event.directory;

import org.jdbi.v3.core.Handle;

/** Keeps changes that may concern any guild apart from those of single guilds, to the end of the transaction. */
public final class DirectoryLock {
    /** Any number that nobody else uses in this database. */
    private static final long NAME = 0x6A65_7463_6F72_6401L;

    private DirectoryLock() {}

    /** Others that take it so run side by side with this one. */
    static void sideBySide(Handle handle) {
        take(handle, "SELECT pg_advisory_xact_lock_shared(:name)");
    }

    /** Waits for all others, and lets none run beside this one. */
    public static void alone(Handle handle) {
        take(handle, "SELECT pg_advisory_xact_lock(:name)");
    }

    private static void take(Handle handle, String sql) {
        handle.createQuery(sql).bind("name", NAME).mapTo(String.class).list();
    }
}
