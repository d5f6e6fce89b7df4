package dev.jetcord.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A worker to be tested: it writes down the names of guilds. */
final class GuildNames {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Queue<String> names = new ConcurrentLinkedQueue<>();

    TestWorker<String> worker() {
        return TestWorker.of(Topology.EVENT_WORKER, GuildNames::decode, this::handle);
    }

    static String decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException {
        try {
            JsonNode name = JSON.readTree(body).path("name");
            if (!name.isTextual()) {
                throw new InvalidMessageException("name is missing");
            }
            return name.asText();
        } catch (IOException malformed) {
            throw new InvalidMessageException("the body is not JSON");
        }
    }

    private Outcome handle(Received<String> message) throws IOException {
        return switch (message.payload()) {
            case "out of reach" -> throw new IOException("the database is out of reach");
            case "forbidden" -> new Outcome.Reject("forbidden name");
            case "late" -> new Outcome.Expired();
            default -> {
                names.add(message.payload());
                yield Outcome.done();
            }
        };
    }

    Queue<String> names() {
        return names;
    }

    static TestEvent joined(String name) {
        return TestEvent.dispatch("GUILD_CREATE").guild(41).body("{\"name\":\"" + name + "\"}");
    }
}
