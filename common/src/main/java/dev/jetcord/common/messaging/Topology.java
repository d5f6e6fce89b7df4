package dev.jetcord.common.messaging;

import dev.jetcord.common.wire.Subjects;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every stream, consumer and key-value bucket of Jetcord, declared in this one place. */
public final class Topology {
    public static final String COMMANDS = "COMMANDS";
    public static final String EVENTS = "EVENTS";
    public static final String ELIGIBILITY = "ELIGIBILITY";
    public static final String DEADLETTERS = "DEADLETTERS";
    /** What the server says of messages that it gave up; kept, so that none is missed while no worker runs. */
    public static final String ADVISORIES = "ADVISORIES";

    static final String MAX_DELIVERIES_ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES";

    /** What {@code provision} has created at Discord, so that it never touches what it has not. */
    public static final String OWNED_COMMANDS_BUCKET = "owned-commands";
    /** How each command answers when no worker is in time. */
    public static final String COMMAND_POLICIES_BUCKET = "command-policies";

    /** Which bridges are alive: each writes its key again and again. */
    public static final String BRIDGES_BUCKET = "gateway-bridges";
    /** Who holds which shard, how far its session has come, and the turns to IDENTIFY. */
    public static final String SHARDS_BUCKET = "gateway-shards";

    /** Messages that have had their effect: {@link RecentIds}. */
    public static final String RECENT_IDS_BUCKET = "recent-ids";
    /** The newest version of what is in no database: {@link VersionFence}. */
    public static final String VERSIONS_BUCKET = "versions";

    /** What the fleet may still ask of Discord. */
    public static final String REST_BUDGET_BUCKET = "rest-budget";
    /** What each guild's rules depend on: {@link dev.jetcord.common.eligibility.RuleDependencies}, by guild id. */
    public static final String RULES_BUCKET = "rules";

    /** Object store of bodies that are too large for a message. */
    public static final String OVERSIZE_BUCKET = "oversize";

    private static final long MIB = 1L << 20;
    /** Longer than the few minutes for which Discord lets a session be resumed, when a dispatch can come a second time. */
    private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);

    private static final Duration ACK_WAIT = Duration.ofSeconds(30);

    /**
     * A user waits for what a killed worker had in hand. A worker that lives says so every half of it, so that only one that
     * stands still for some seconds has its interactions answered by another as well.
     */
    private static final Duration INTERACTION_ACK_WAIT = Duration.ofSeconds(10);

    /** Room for what two instances have in hand and parked. */
    private static final int MAX_ACK_PENDING = 32_768;

    private static final long MAX_DELIVER = 20;

    public static final ConsumerDeclaration COMMAND_WORKER = new ConsumerDeclaration(
            COMMANDS, "command-worker", Subjects.ALL_COMMANDS, INTERACTION_ACK_WAIT, MAX_ACK_PENDING, MAX_DELIVER);
    public static final ConsumerDeclaration EVENT_WORKER = new ConsumerDeclaration(
            EVENTS, "event-worker", Subjects.ALL_STATE_EVENTS, ACK_WAIT, MAX_ACK_PENDING, MAX_DELIVER);
    public static final ConsumerDeclaration ELIGIBILITY_WORKER = new ConsumerDeclaration(
            ELIGIBILITY, "eligibility-worker", Subjects.ALL_CHECKS, ACK_WAIT, MAX_ACK_PENDING, MAX_DELIVER);
    /** A queue of its own: a guild's page takes minutes, and a member's check does not wait for it. */
    public static final ConsumerDeclaration ELIGIBILITY_SYNC = new ConsumerDeclaration(
            ELIGIBILITY, "eligibility-sync", Subjects.ALL_SYNCS, ACK_WAIT, MAX_ACK_PENDING, MAX_DELIVER);

    static final List<StreamDeclaration> STREAMS = List.of(
            new StreamDeclaration(
                    COMMANDS,
                    List.of(Subjects.ALL_COMMANDS),
                    "Interactions; their tokens live 15 minutes",
                    RetentionPolicy.Limits,
                    Duration.ofMinutes(20),
                    256 * MIB,
                    DiscardPolicy.Old,
                    DUPLICATE_WINDOW),
            new StreamDeclaration(
                    EVENTS,
                    List.of(Subjects.ALL_EVENTS),
                    "Every other dispatch, and what workers derive",
                    RetentionPolicy.Limits,
                    Duration.ofDays(3),
                    2048 * MIB,
                    DiscardPolicy.Old,
                    DUPLICATE_WINDOW),
            new StreamDeclaration(
                    ELIGIBILITY,
                    List.of(Subjects.ALL_CHECKS, Subjects.ALL_SYNCS),
                    "Eligibility checks to make",
                    RetentionPolicy.WorkQueue,
                    Duration.ofDays(7),
                    256 * MIB,
                    DiscardPolicy.New,
                    DUPLICATE_WINDOW),
            new StreamDeclaration(
                    DEADLETTERS,
                    List.of(Subjects.ALL_DEAD_LETTERS),
                    "What no consumer could process",
                    RetentionPolicy.Limits,
                    Duration.ofDays(14),
                    256 * MIB,
                    DiscardPolicy.New,
                    DUPLICATE_WINDOW),
            new StreamDeclaration(
                    ADVISORIES,
                    List.of(MAX_DELIVERIES_ADVISORY + ".>"),
                    "Messages that the server gave up delivering",
                    RetentionPolicy.Limits,
                    Duration.ofDays(7),
                    16 * MIB,
                    DiscardPolicy.Old,
                    DUPLICATE_WINDOW));

    static final List<ConsumerDeclaration> CONSUMERS = Stream.of(
                    COMMAND_WORKER, EVENT_WORKER, ELIGIBILITY_WORKER, ELIGIBILITY_SYNC)
            .flatMap(consumer -> Stream.of(consumer, consumer.abandoned()))
            .toList();

    static final List<BucketDeclaration> BUCKETS = List.of(
            new BucketDeclaration(OWNED_COMMANDS_BUCKET, "Commands that Jetcord created at Discord", Duration.ZERO),
            new BucketDeclaration(
                    COMMAND_POLICIES_BUCKET, "How each command answers when no worker does", Duration.ZERO),
            new BucketDeclaration(BRIDGES_BUCKET, "Gateway bridges that are alive", Duration.ofMinutes(1)),
            new BucketDeclaration(SHARDS_BUCKET, "Leases, sessions and turns to IDENTIFY", Duration.ZERO),
            new BucketDeclaration(RECENT_IDS_BUCKET, "Messages that have had their effect", Duration.ofDays(1)),
            // Longer than a dead letter is kept, which is how late an old version may still come.
            new BucketDeclaration(VERSIONS_BUCKET, "The newest version of what is in no database", Duration.ofDays(15)),
            new BucketDeclaration(REST_BUDGET_BUCKET, "What the fleet may ask of Discord", Duration.ofHours(1)),
            new BucketDeclaration(RULES_BUCKET, "What each guild's rules depend on", Duration.ZERO));

    /** Kept for a little longer than the messages that refer to it. */
    static final ObjectBucketDeclaration OVERSIZE = new ObjectBucketDeclaration(
            OVERSIZE_BUCKET, "Bodies that are too large for a message", Duration.ofHours(73), 4096 * MIB);

    private Topology() {}

    /** The names of all streams, without those behind buckets. */
    public static List<String> streams() {
        return STREAMS.stream().map(StreamDeclaration::name).toList();
    }

    /** The names of all key-value buckets. */
    public static List<String> buckets() {
        return BUCKETS.stream().map(BucketDeclaration::name).toList();
    }

    /** All consumers, also those of abandoned messages. */
    public static List<ConsumerDeclaration> consumers() {
        return CONSUMERS;
    }

    /** Whether a stream keeps a message only until it was processed. */
    public static boolean isWorkQueue(String stream) {
        return STREAMS.stream()
                .anyMatch(declared ->
                        declared.name().equals(stream) && declared.retention() == RetentionPolicy.WorkQueue);
    }
}
