package dev.jetcord.provision.secrets;

import dev.jetcord.common.messaging.access.NatsUser;
import java.util.Locale;

/** The workers' users of the database {@code jetcord}: each may make a schema of its own, and sees nothing of the other's. */
enum DatabaseRole {
    DIRECTORY(NatsUser.EVENT_WORKER),
    ELIGIBILITY(NatsUser.ELIGIBILITY_WORKER);

    /** PostgreSQL lets everybody connect to a new database. */
    static final String NOBODY_ELSE = "REVOKE ALL ON DATABASE jetcord FROM PUBLIC;\n";

    private final NatsUser worker;

    DatabaseRole(NatsUser worker) {
        this.worker = worker;
    }

    NatsUser worker() {
        return worker;
    }

    /** Its name, which is also its schema's. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The statements that make it.
     *
     * @param password of letters, digits, {@code -} and {@code _} only
     */
    String creation(String password) {
        return "CREATE ROLE %1$s LOGIN PASSWORD '%2$s';%nGRANT CONNECT, CREATE ON DATABASE jetcord TO %1$s;%n"
                .formatted(id(), password);
    }

    /** {@code DATABASE_URL} of its worker. */
    String url(String password) {
        return "postgresql://%s:%s@postgres:5432/jetcord".formatted(id(), password);
    }
}
