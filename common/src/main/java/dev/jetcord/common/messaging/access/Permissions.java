package dev.jetcord.common.messaging.access;

import java.util.List;

/**
 * What a user may do; everything else the server refuses.
 *
 * @param publish subjects, with {@code *} and {@code >}
 * @param subscribe subjects, with {@code *} and {@code >}; a subscription must be as narrow
 * @param answers whether it may send one answer to each request that reached it, wherever that asks for it
 */
public record Permissions(List<String> publish, List<String> subscribe, boolean answers) {
    public Permissions {
        publish = List.copyOf(publish);
        subscribe = List.copyOf(subscribe);
        // To the server an empty list is no list: everything would be allowed.
        if (publish.isEmpty() || subscribe.isEmpty()) {
            throw new IllegalArgumentException("a user must have something to publish and to subscribe to");
        }
    }
}
