package dev.jetcord.sandbox.gateway;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sets of {@link Intent}s as bits, as IDENTIFY gives them. Gateway, Gateway Intents. */
public final class Intents {

    /** Those that must be allowed for the application. Gateway, Privileged Intents. */
    public static final long PRIVILEGED =
            bits(EnumSet.of(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES, Intent.MESSAGE_CONTENT));

    private static final long DEFINED = bits(EnumSet.allOf(Intent.class));

    /** What has been asked for so far: every event is looked up for every session. */
    private static final Map<String, Long> IN_GUILD = new ConcurrentHashMap<>();

    private static final Map<String, Long> DIRECT = new ConcurrentHashMap<>();

    private Intents() {}

    /** Whether every bit is a defined intent; otherwise the gateway closes with 4013. */
    static boolean defined(long intents) {
        return (intents & ~DEFINED) == 0;
    }

    /**
     * The intents of which a session needs one to get the event; 0 if it gets it in any case.
     *
     * @param direct whether the event is of a direct message
     */
    static long of(String event, boolean direct) {
        return (direct ? DIRECT : IN_GUILD).computeIfAbsent(event, name -> find(name, direct));
    }

    private static long find(String event, boolean direct) {
        List<Intent> all = Arrays.stream(Intent.values())
                .filter(intent -> intent.brings(event))
                .toList();
        List<Intent> there =
                all.stream().filter(intent -> intent.direct() == direct).toList();
        // An event that no direct message has is one of a guild, even if it does not say of which.
        return bits(Set.copyOf(there.isEmpty() ? all : there));
    }

    private static long bits(Set<Intent> intents) {
        return intents.stream().mapToLong(Intent::bit).reduce(0, (some, other) -> some | other);
    }
}
