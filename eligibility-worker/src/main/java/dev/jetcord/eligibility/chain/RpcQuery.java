package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One call of JSON-RPC whose result is text. */
record RpcQuery(String method, List<Object> parameters) {
    RpcQuery {
        requireNonNull(method, "method");
        parameters = List.copyOf(parameters);
    }
}
