package dev.jetcord.sandbox.chain;

import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;

/** The endpoint of each chain: {@code POST /rpc/<chain>}. */
public final class RpcRoutes {
    private static final int UNAVAILABLE = 503;

    private final StubChains chains;

    public RpcRoutes(StubChains chains) {
        this.chains = chains;
    }

    public void addTo(Routes routes) {
        routes.open("POST", "/rpc/{chain}", this::answer);
    }

    private Reply answer(Call call) throws ApiException, InterruptedException {
        StubChain chain = chains.find(call.text("chain")).orElseThrow(ApiException::notFound);
        ChainFaults faults = chain.faults();
        Thread.sleep(faults.latency());
        return switch (faults.mode()) {
            case CUT -> {
                chain.count(0);
                yield Reply.ofStatus(UNAVAILABLE);
            }
            case GARBAGE -> {
                chain.count(0);
                yield Reply.ok(Json.object().put("greeting", "hello"));
            }
            case NONE, ERROR, OTHER_CHAIN -> Reply.ok(new JsonRpc(chain).answer(call.json()));
        };
    }
}
