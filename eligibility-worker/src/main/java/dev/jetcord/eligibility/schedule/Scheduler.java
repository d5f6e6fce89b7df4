package dev.jetcord.eligibility.schedule;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.CheckRequest;
import dev.jetcord.common.messaging.EventPublisher;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Version;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.schedule.Schedule.Due;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Publishes the checks that are due. They are taken and published in one transaction: a crash publishes them again, under the
 * same message ids, which the stream's duplicate window removes. Any number of instances share the work. Thread-safe.
 */
public final class Scheduler {
    private static final String SOURCE = "/eligibility-worker";
    private static final String TYPE = "dev.jetcord.check.v1";
    private static final int AT_ONCE = 200;
    private static final Duration FALLBACK = Duration.ofHours(1);

    private final Database database;
    private final EventPublisher publisher;

    public Scheduler(Database database, EventPublisher publisher) {
        this.database = requireNonNull(database, "database");
        this.publisher = requireNonNull(publisher, "publisher");
    }

    /** Publishes some. Returns whether there may be more */
    public boolean publish() throws Exception {
        return database.transaction(handle -> {
            List<Due> due = Schedule.take(handle, AT_ONCE, FALLBACK);
            for (Due check : due) {
                publish(check);
            }
            return due.size() == AT_ONCE;
        });
    }

    private void publish(Due check) throws IOException {
        CheckRequest request = new CheckRequest(check.guild(), check.user(), check.reason());
        String id = MessageIds.derived(
                check.guild() + ":" + check.user() + ":" + check.dueAt().toEpochMilli(),
                check.reason().name().toLowerCase(Locale.ROOT));
        publisher.begin(
                "publish check",
                request.subject(),
                new EventEnvelope(
                        id,
                        SOURCE,
                        TYPE,
                        check.dueAt(),
                        Optional.of(check.guild()),
                        Optional.empty(),
                        // Of no gateway session: a check has no place in the order of a shard.
                        new Version(0, 0),
                        Optional.empty()),
                request.encode());
    }
}
