package dev.jetcord.sandbox.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.jetcord.sandbox.json.Json;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Answers the calls of JSON-RPC 2.0 that read a chain, singly or in batches (Ethereum Execution JSON-RPC API), and signs texts
 * for the accounts of a development node.
 */
final class JsonRpc {
    private static final int INVALID_REQUEST = -32600;
    private static final int UNKNOWN_METHOD = -32601;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int INTERNAL = -32603;
    private static final int SERVER = -32000;
    private static final int REVERTED = 3;

    private final StubChain chain;
    private final ChainFaults faults;

    JsonRpc(StubChain chain) {
        this.chain = chain;
        this.faults = chain.faults();
    }

    JsonNode answer(JsonNode request) {
        if (request instanceof ArrayNode batch && !batch.isEmpty()) {
            chain.count(batch.size());
            ArrayNode answers = Json.array();
            batch.forEach(call -> answers.add(one(call)));
            return answers;
        }
        chain.count(1);
        return one(request);
    }

    private ObjectNode one(JsonNode call) {
        ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", call.path("id"));
        if (faults.mode() == ChainFaults.Mode.ERROR) {
            return failed(answer, INTERNAL, "internal error");
        }
        Optional<String> method = Json.text(call, "method");
        if (method.isEmpty()) {
            return failed(answer, INVALID_REQUEST, "the request has no method");
        }
        try {
            return answer.set("result", result(method.get(), call.path("params")));
        } catch (Refusal refusal) {
            return failed(answer, refusal.code, String.valueOf(refusal.getMessage()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return failed(answer, INVALID_PARAMETERS, "invalid argument: " + e.getMessage());
        }
    }

    private JsonNode result(String method, JsonNode parameters) throws Refusal {
        return switch (method) {
            case "eth_chainId" -> quantity(chain.id() + (faults.mode() == ChainFaults.Mode.OTHER_CHAIN ? 1 : 0));
            case "eth_blockNumber" -> quantity(chain.block());
            case "eth_getBlockByNumber" -> block(number(parameters.path(0)));
            case "eth_getBalance" ->
                TextNode.valueOf(Hex.quantity(state(parameters.path(1))
                        .coins()
                        .getOrDefault(Hex.address(parameters.path(0).asText()), BigInteger.ZERO)));
            case "eth_getCode" ->
                TextNode.valueOf(
                        contract(parameters.path(0).asText(), parameters.path(1))
                                        .isPresent()
                                ? "0x60"
                                : "0x");
            case "eth_call" -> called(parameters);
            case "eth_accounts" -> accounts();
            case "personal_sign" -> signature(parameters);
            default -> throw new Refusal(UNKNOWN_METHOD, "the method " + method + " is not known here");
        };
    }

    private TextNode called(JsonNode parameters) throws Refusal {
        JsonNode transaction = parameters.path(0);
        Optional<Contract> contract = contract(transaction.path("to").asText(), parameters.path(1));
        if (contract.isEmpty()) {
            return TextNode.valueOf("0x");
        }
        String data = Json.text(transaction, "input")
                .or(() -> Json.text(transaction, "data"))
                .orElse("");
        Optional<String> returned;
        try {
            returned = AbiCall.read(data).flatMap(contract.get()::call);
        } catch (IllegalArgumentException | ArithmeticException wrongArguments) {
            returned = Optional.empty();
        }
        return TextNode.valueOf(returned.orElseThrow(() -> new Refusal(REVERTED, "execution reverted")));
    }

    private static ArrayNode accounts() {
        ArrayNode addresses = Json.array();
        Accounts.addresses().forEach(addresses::add);
        return addresses;
    }

    private static TextNode signature(JsonNode parameters) {
        String address = parameters.path(1).asText();
        return TextNode.valueOf(Accounts.sign(Hex.bytes(parameters.path(0).asText()), address)
                .orElseThrow(() -> new IllegalArgumentException("there is no account " + address + " here")));
    }

    private Optional<Contract> contract(String address, JsonNode block) throws Refusal {
        return Optional.ofNullable(state(block).contracts().get(Hex.address(address)));
    }

    private JsonNode block(long number) {
        if (chain.at(number).isEmpty()) {
            return Json.object().nullNode();
        }
        return Json.object()
                .put("number", Hex.quantity(BigInteger.valueOf(number)))
                .put("hash", "0x" + Hex.word(BigInteger.valueOf(number)));
    }

    private ChainState state(JsonNode block) throws Refusal {
        long number = number(block);
        return chain.at(number).orElseThrow(() -> new Refusal(SERVER, "header not found: block " + number));
    }

    private long number(JsonNode block) {
        return switch (block.asText()) {
            case "latest", "" -> chain.block();
            case "safe", "finalized" -> Math.max(0, chain.block() - chain.safeLag());
            case String hexadecimal -> Long.decode(hexadecimal);
        };
    }

    private static TextNode quantity(long number) {
        return TextNode.valueOf(Hex.quantity(BigInteger.valueOf(number)));
    }

    private static ObjectNode failed(ObjectNode answer, int code, String message) {
        return answer.set("error", Json.object().put("code", code).put("message", message));
    }

    /** An error of JSON-RPC. */
    private static final class Refusal extends Exception {
        private final int code;

        Refusal(int code, String message) {
            super(message);
            this.code = code;
        }
    }
}
