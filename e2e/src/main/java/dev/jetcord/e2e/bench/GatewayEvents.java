package dev.jetcord.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.sandbox.world.Dispatch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Messages of many guilds, all of one size, in turn for as long as one likes. Their text is letters in no order, so that
 * compression has it no easier than with what people write. Not thread-safe.
 */
final class GatewayEvents {
    // So many that a compressor's window does not hold them all.
    private static final int DIFFERENT = 1000;
    private static final long FIRST_GUILD = 1_000_000_000_000_000_000L;
    // Of a snowflake's bits, those below are no time: guilds that differ above them are spread over shards.
    private static final int TIME_SHIFT = 22;
    private static final String FORM = """
            {"type":0,"tts":false,"timestamp":"2026-01-01T00:00:00.000000+00:00","pinned":false,"mentions":[],\
            "id":"1500000000000000001","flags":0,"embeds":[],"content":"%s","channel_id":"1400000000000000001",\
            "author":{"username":"ada","id":"1100000000000000001"},"guild_id":"%d"}""";

    private final List<Dispatch> events;
    private final int bytes;
    private int next;

    private GatewayEvents(List<Dispatch> events, int bytes) {
        this.events = events;
        this.bytes = bytes;
    }

    /** @param bytes of the data of each */
    static GatewayEvents of(int bytes) {
        return of(bytes, DIFFERENT);
    }

    /**
     * One for each guild.
     *
     * @param bytes of the data of each
     */
    static GatewayEvents of(int bytes, int guilds) {
        int padding = bytes - FORM.formatted("", FIRST_GUILD).length();
        return new GatewayEvents(
                LongStream.range(0, guilds)
                        .map(number -> FIRST_GUILD + (number << TIME_SHIFT))
                        .mapToObj(guild -> Dispatch.prepared(
                                "MESSAGE_CREATE",
                                guild,
                                FORM.formatted(letters(guild, padding), guild).getBytes(UTF_8)))
                        .toList(),
                bytes);
    }

    private static String letters(long seed, int length) {
        return new SplittableRandom(seed)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    int bytes() {
        return bytes;
    }

    Dispatch next() {
        next = (next + 1) % events.size();
        return events.get(next);
    }
}
