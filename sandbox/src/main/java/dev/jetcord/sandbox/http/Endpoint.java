package dev.jetcord.sandbox.http;

/** What answers a route. Runs on a virtual thread of its own request; may block. */
@FunctionalInterface
public interface Endpoint {

    Reply answer(Call call) throws ApiException, InterruptedException;
}
