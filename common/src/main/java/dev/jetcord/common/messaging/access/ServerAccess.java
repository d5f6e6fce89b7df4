package dev.jetcord.common.messaging.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the parts of a NATS server's configuration that say who may do what. */
public final class ServerAccess {
    private static final String ACCOUNT = "JETCORD";
    /** A request may be on its way, and be worked on, for so long. */
    private static final String ANSWER_WITHIN = "30s";

    private ServerAccess() {}

    /** The account and its users, each known by a variable that {@link #keys} gives a value. */
    public static String accounts() {
        StringBuilder text =
                new StringBuilder("accounts {\n  " + ACCOUNT + " {\n    jetstream: enabled\n    users: [\n");
        for (NatsUser user : NatsUser.values()) {
            append(text, user);
        }
        return text.append("    ]\n  }\n}\n").toString();
    }

    /** The users' public keys, which are no secrets. */
    public static String keys(Map<NatsUser, String> publicKeys) {
        StringBuilder text = new StringBuilder();
        for (NatsUser user : NatsUser.values()) {
            String key = publicKeys.get(user);
            if (key == null) {
                throw new IllegalArgumentException("user " + user.id() + " has no key");
            }
            text.append(variable(user)).append(": ").append(key).append('\n');
        }
        return text.toString();
    }

    private static String variable(NatsUser user) {
        return user.name().toLowerCase(Locale.ROOT) + "_nkey";
    }

    private static void append(StringBuilder text, NatsUser user) {
        Permissions permissions = user.permissions();
        text.append("      # ").append(user.id()).append("\n      {\n");
        text.append("        nkey: $").append(variable(user)).append("\n        permissions {\n");
        text.append("          publish: [").append(list(permissions.publish())).append("          ]\n");
        text.append("          subscribe: [")
                .append(list(permissions.subscribe()))
                .append("          ]\n");
        if (permissions.answers()) {
            text.append("          allow_responses: { max: 1, expires: \"" + ANSWER_WITHIN + "\" }\n");
        }
        text.append("        }\n      }\n");
    }

    private static String list(List<String> subjects) {
        return subjects.stream()
                .map(subject -> "            \"" + subject + "\"\n")
                .collect(Collectors.joining("", "\n", ""));
    }
}
