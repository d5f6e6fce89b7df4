package dev.jetcord.common.messaging.access;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.EventGroup;
import dev.jetcord.common.wire.Subjects;
import java.util.Locale;

/** The users of a fleet's account: one a service, whose name is the service's, and one for the people who look after it. */
public enum NatsUser {
    GATEWAY_BRIDGE,
    COMMAND_WORKER,
    EVENT_WORKER,
    ELIGIBILITY_WORKER,
    PROVISION,
    /** The tools of {@code ./jetcord}, and whoever looks for the cause of a trouble. */
    OPERATOR;

    private static final String COMMANDS = "commands.*.*.*";
    private static final String DERIVED_EVENTS = events(EventGroup.DERIVED);
    private static final String ELIGIBILITY_REQUESTS = Subjects.eligibilityRequest("*");
    /** What is asked of the directory and changes nothing there. */
    private static final String[] DIRECTORY_LOOKUPS = {
        Subjects.DIRECTORY_GUILD, Subjects.DIRECTORY_MEMBER, Subjects.DIRECTORY_MEMBERS
    };

    private static final String DIRECTORY_REQUESTS = "directory.*";

    /** Its name, such as {@code gateway-bridge}: also what the service calls its connection. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The user of a service.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static NatsUser of(String service) {
        for (NatsUser user : values()) {
            if (user.id().equals(service)) {
                return user;
            }
        }
        throw new IllegalArgumentException("No NATS user is declared for service " + service);
    }

    /** What it may do. */
    public Permissions permissions() {
        Grants grants = new Grants(NatsConnection.inboxPrefix(id()));
        grant(grants);
        return grants.permissions();
    }

    private void grant(Grants grants) {
        switch (this) {
            case GATEWAY_BRIDGE ->
                grants.publish(COMMANDS, events(EventGroup.STATE), events(EventGroup.ACTIVITY))
                        .inspectStream(Topology.COMMANDS)
                        .inspectStream(Topology.EVENTS)
                        .writeObjects(Topology.OVERSIZE_BUCKET)
                        .writeBucket(Topology.BRIDGES_BUCKET)
                        .writeBucket(Topology.SHARDS_BUCKET)
                        .readBucket(Topology.COMMAND_POLICIES_BUCKET)
                        .listen(Subjects.ALL_ACKNOWLEDGED)
                        .answer(
                                Subjects.GATEWAY_SHARDS,
                                Subjects.GATEWAY_MEMBERS,
                                Subjects.GATEWAY_PRESENCE,
                                Subjects.GATEWAY_EVENTS);
            case COMMAND_WORKER ->
                grants.consume(Topology.COMMAND_WORKER)
                        .publish(Subjects.ALL_ACKNOWLEDGED)
                        .ask(ELIGIBILITY_REQUESTS)
                        .ask(DIRECTORY_LOOKUPS);
            case EVENT_WORKER ->
                grants.consume(Topology.EVENT_WORKER)
                        .publish(DERIVED_EVENTS, Subjects.ALL_CHECKS)
                        .ask(Subjects.GATEWAY_MEMBERS)
                        .answer(DIRECTORY_REQUESTS)
                        .readBucket(Topology.RULES_BUCKET);
            case ELIGIBILITY_WORKER ->
                grants.consume(Topology.ELIGIBILITY_WORKER)
                        .consume(Topology.ELIGIBILITY_SYNC)
                        .publish(DERIVED_EVENTS, Subjects.ALL_CHECKS, Subjects.ALL_SYNCS)
                        .ask(DIRECTORY_REQUESTS)
                        .answer(ELIGIBILITY_REQUESTS)
                        .writeBucket(Topology.RULES_BUCKET)
                        .writeBucket(Topology.REST_BUDGET_BUCKET);
            case PROVISION ->
                grants.provision()
                        .writeBucket(Topology.OWNED_COMMANDS_BUCKET)
                        .writeBucket(Topology.COMMAND_POLICIES_BUCKET);
            case OPERATOR -> operator(grants);
        }
    }

    /** Reads everything, replays and drops dead letters, asks what services answer; configures nothing. */
    private static void operator(Grants grants) {
        Topology.streams().forEach(stream -> grants.readMessages(stream).api("CONSUMER.INFO." + stream + ".*"));
        grants.readAtLength(Topology.COMMANDS).readAtLength(Topology.EVENTS);
        Topology.buckets().forEach(grants::readBucket);
        grants.readObjects(Topology.OVERSIZE_BUCKET)
                .api("INFO", "STREAM.NAMES", "STREAM.LIST", "CONSUMER.NAMES.*", "CONSUMER.LIST.*")
                .publish(COMMANDS, "events.*.*.*", Subjects.ALL_CHECKS, Subjects.ALL_SYNCS)
                .api("STREAM.MSG.DELETE." + Topology.DEADLETTERS)
                .ask("gateway.*")
                .ask(DIRECTORY_LOOKUPS);
    }

    private static String events(EventGroup group) {
        return "events." + group.token() + ".*.*";
    }
}
