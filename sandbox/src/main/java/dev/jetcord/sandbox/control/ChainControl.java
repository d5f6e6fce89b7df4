package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.chain.ChainFaults;
import dev.jetcord.sandbox.chain.StubChain;
import dev.jetcord.sandbox.chain.StubChains;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Endpoint;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Control routes of the stub chains: what is on them, and how their endpoints fail. */
public final class ChainControl {
    private static final int USUAL_DECIMALS = 18;
    private static final int MAX_MINED = 1000;

    private final StubChains chains;

    public ChainControl(StubChains chains) {
        this.chains = chains;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/control/chains", call -> list());
        routes.open("POST", "/control/chains", guarded(this::add));
        routes.open("POST", "/control/chains/{chain}/contracts", guarded(this::deploy));
        routes.open("PUT", "/control/chains/{chain}/balances", guarded(this::setBalances));
        routes.open("POST", "/control/chains/{chain}/blocks", guarded(this::mine));
        routes.open("PUT", "/control/chains/{chain}/faults", guarded(this::setFaults));
    }

    private Reply list() {
        ArrayNode list = Json.array();
        chains.all().forEach(chain -> list.add(view(chain)));
        return Reply.ok(list);
    }

    private Reply add(Call call) throws ApiException {
        ObjectNode request = call.object();
        return Reply.created(view(chains.add(
                Json.text(request, "name").orElse(""), request.path("chain_id").asLong())));
    }

    private Reply deploy(Call call) throws ApiException {
        StubChain chain = chain(call);
        ObjectNode request = call.object();
        String kind = Json.text(request, "kind").orElse("");
        String address = switch (kind) {
            case "erc20" -> chain.deployErc20(decimals(request.path("decimals")));
            case "erc721" -> chain.deployErc721();
            case "erc1155" -> chain.deployErc1155();
            case "mute" -> chain.deployMute();
            default -> throw new IllegalArgumentException("kind is erc20, erc721, erc1155 or mute, not '" + kind + "'");
        };
        return Reply.created(Json.object().put("address", address).put("block", chain.block()));
    }

    private static Optional<Integer> decimals(JsonNode decimals) {
        if (decimals.isNull()) {
            return Optional.empty();
        }
        if (!decimals.isMissingNode() && !decimals.isInt()) {
            throw new IllegalArgumentException("decimals is a whole number, or null for a token without");
        }
        return Optional.of(decimals.asInt(USUAL_DECIMALS));
    }

    private Reply setBalances(Call call) throws ApiException {
        StubChain chain = chain(call);
        ObjectNode request = call.object();
        Optional<String> contract = Json.text(request, "contract");
        if (contract.isEmpty()) {
            chain.setCoins(amounts(request));
        } else if (request.has("owners")) {
            Map<BigInteger, String> owners = new HashMap<>();
            request.path("owners")
                    .properties()
                    .forEach(owner -> owners.put(
                            StubChain.amount(owner.getKey()), owner.getValue().asText()));
            chain.setOwners(contract.get(), owners);
        } else if (request.has("token_id")) {
            chain.setItems(
                    contract.get(), StubChain.amount(request.path("token_id").asText()), amounts(request));
        } else {
            chain.setTokens(contract.get(), amounts(request));
        }
        return Reply.ok(view(chain));
    }

    private Reply mine(Call call) throws ApiException {
        StubChain chain = chain(call);
        int count = call.object().path("count").asInt(1);
        if (count < 1 || count > MAX_MINED) {
            throw new IllegalArgumentException("count is from 1 to " + MAX_MINED + ", not " + count);
        }
        chain.mine(count);
        return Reply.ok(view(chain));
    }

    private Reply setFaults(Call call) throws ApiException {
        StubChain chain = chain(call);
        ObjectNode request = call.object();
        ChainFaults.Mode mode = ChainFaults.Mode.valueOf(
                Json.text(request, "mode").orElse("none").toUpperCase(Locale.ROOT));
        chain.setFaults(new ChainFaults(
                mode, Duration.ofMillis(request.path("latency_ms").asLong())));
        chain.setSafeLag(request.path("safe_lag").asInt());
        return Reply.ok(view(chain));
    }

    private static Map<String, BigInteger> amounts(ObjectNode request) {
        Map<String, BigInteger> amounts = new HashMap<>();
        request.path("balances")
                .properties()
                .forEach(balance -> amounts.put(
                        balance.getKey(), StubChain.amount(balance.getValue().asText())));
        if (amounts.isEmpty()) {
            throw new IllegalArgumentException("balances is {\"0x...\": \"amount\", ...}");
        }
        return amounts;
    }

    private StubChain chain(Call call) throws ApiException {
        return chains.find(call.text("chain")).orElseThrow(ApiException::notFound);
    }

    private static ObjectNode view(StubChain chain) {
        return Json.object()
                .put("name", chain.name())
                .put("chain_id", chain.id())
                .put("path", "/rpc/" + chain.name())
                .put("block", chain.block())
                .put("safe_lag", chain.safeLag())
                .put("fault", chain.faults().mode().name().toLowerCase(Locale.ROOT))
                .put("latency_ms", chain.faults().latency().toMillis())
                .put("requests", chain.requests())
                .put("calls", chain.calls());
    }

    private static Endpoint guarded(Endpoint endpoint) {
        return call -> {
            try {
                return endpoint.answer(call);
            } catch (IllegalArgumentException e) {
                throw Refusals.badRequest(e);
            }
        };
    }
}
