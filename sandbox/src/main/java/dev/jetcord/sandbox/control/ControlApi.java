package dev.jetcord.sandbox.control;

import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Endpoint;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;

/** Everything under {@code /control}. It has no password: the sandbox listens on loopback. Thread-safe. */
public final class ControlApi implements Endpoint {

    private final Routes routes;

    public ControlApi(Routes routes) {
        this.routes = routes;
    }

    @Override
    public Reply answer(Call call) throws ApiException, InterruptedException {
        return routes.find(call.method(), call.path())
                .orElseThrow(ApiException::notFound)
                .answer(call);
    }
}
