package dev.jetcord.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** The stub chain by its control API and its JSON-RPC. Reading balances as a worker does it is tested with the worker. */
class ChainTest extends SandboxTest {
    private static final String ALICE = "0xAAAAaaaaAAAAaaaaAAAAaaaaAAAAaaaaAAAA0001";
    private static final String ALICE_WORD = "000000000000000000000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0001";

    private RestClient client;

    @BeforeEach
    void open() {
        client = new RestClient(discord);
    }

    @Test
    void deploysTokensAndSetsBalances() {
        String token = deploy("{\"kind\": \"erc20\", \"decimals\": 6}");
        control("PUT", "balances", "{\"contract\": \"%s\", \"balances\": {\"%s\": \"255\"}}".formatted(token, ALICE));

        assertThat(call(token, "70a08231" + ALICE_WORD)).isEqualTo("0x" + "0".repeat(62) + "ff");
        assertThat(call(token, "313ce567")).endsWith("06");
        assertThat(rpc("eth_getCode", "\"" + token + "\", \"latest\"")
                        .path("result")
                        .asText())
                .isEqualTo("0x60");
    }

    @Test
    void tellsTheOwnerOfACollectionsTokenAndWhatAnAddressHolds() {
        String collection = deploy("{\"kind\": \"erc721\"}");
        control("PUT", "balances", "{\"contract\": \"%s\", \"owners\": {\"7\": \"%s\"}}".formatted(collection, ALICE));

        assertThat(call(collection, "6352211e" + word(7))).isEqualTo("0x" + ALICE_WORD);
        assertThat(call(collection, "70a08231" + ALICE_WORD)).endsWith("01");
        assertThat(failure(collection, "6352211e" + word(8))).isEqualTo(3);
    }

    @Test
    void tellsBalancesOfManyTokensAtOnce() {
        String items = deploy("{\"kind\": \"erc1155\"}");
        control(
                "PUT",
                "balances",
                "{\"contract\": \"%s\", \"token_id\": \"5\", \"balances\": {\"%s\": 9}}".formatted(items, ALICE));

        assertThat(call(items, "00fdd58e" + ALICE_WORD + word(5))).endsWith("09");
        String batch =
                "4e1273f4" + word(64) + word(160) + word(2) + ALICE_WORD + ALICE_WORD + word(2) + word(5) + word(6);
        assertThat(call(items, batch)).isEqualTo("0x" + word(32) + word(2) + word(9) + word(0));
    }

    @Test
    void answersForTheBlockThatIsAskedFor() {
        control("PUT", "balances", "{\"balances\": {\"%s\": \"1\"}}".formatted(ALICE));
        control("PUT", "balances", "{\"balances\": {\"%s\": \"2\"}}".formatted(ALICE));
        control("PUT", "faults", "{\"safe_lag\": 1}");

        assertThat(coins("latest")).isEqualTo("0x2");
        assertThat(coins("safe")).isEqualTo("0x1");
        assertThat(coins("0x0")).isEqualTo("0x0");
        assertThat(rpc("eth_getBalance", "\"%s\", \"0x99\"".formatted(ALICE))
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo("header not found: block 153");
        assertThat(rpc("eth_getBlockByNumber", "\"safe\", false")
                        .path("result")
                        .path("number")
                        .asText())
                .isEqualTo("0x1");
        assertThat(rpc("eth_getBlockByNumber", "\"0x99\", false").path("result").isNull())
                .isTrue();
    }

    @Test
    void forgetsOldStatesAsANodeWithoutAnArchiveDoes() {
        control("POST", "blocks", "{\"count\": 200}");

        assertThat(coins("0x49")).isEqualTo("0x0");
        assertThat(rpc("eth_getBalance", "\"%s\", \"0x48\"".formatted(ALICE)).has("error"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cut, 503", "garbage, 200", "error, 200", "other_chain, 200", "none, 200"})
    void failsAsItIsTold(String mode, int status) {
        control("PUT", "faults", "{\"mode\": \"%s\"}".formatted(mode));

        RestClient.Answer answer = client.call("POST", "/rpc/sandbox", request("eth_chainId", ""));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("result").asText().equals("0xbde31")).isEqualTo(mode.equals("none"));
        assertThat(answer.body().has("error")).isEqualTo(mode.equals("error"));
    }

    @Test
    void countsRequestsAndTheCallsInThem() {
        client.call(
                "POST", "/rpc/sandbox", "[" + request("eth_chainId", "") + "," + request("eth_blockNumber", "") + "]");

        JsonNode chain = client.call("GET", "/control/chains", "").body().path(0);
        assertThat(chain.path("requests").asInt()).isEqualTo(1);
        assertThat(chain.path("calls").asInt()).isEqualTo(2);
    }

    @Test
    void hasAsManyChainsAsAreAdded() {
        assertThat(client.call("POST", "/control/chains", "{\"name\": \"moon\", \"chain_id\": 5}")
                        .status())
                .isEqualTo(201);

        assertThat(client.call("POST", "/rpc/moon", request("eth_chainId", ""))
                        .body()
                        .path("result")
                        .asText())
                .isEqualTo("0x5");
        assertThat(client.call("POST", "/rpc/mars", request("eth_chainId", "")).status())
                .isEqualTo(404);
        assertThat(client.call("POST", "/control/chains", "{\"name\": \"moon\", \"chain_id\": 5}")
                        .body()
                        .path("message")
                        .asText())
                .isEqualTo("there is a chain moon already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | contracts | {\"kind\": \"erc404\"}",
                "POST | contracts | {\"kind\": \"erc20\", \"decimals\": \"six\"}",
                "POST | blocks | {\"count\": 0}",
                "PUT | balances | {\"balances\": {\"0x12\": 1}}",
                "PUT | balances | {\"balances\": {}}",
                "PUT | balances | {\"contract\": \"0x0000000000000000000000000000000000000001\", \"balances\":"
                        + " {\"0x0000000000000000000000000000000000000001\": 1}}",
                "PUT | balances | {\"balances\": {\"0x0000000000000000000000000000000000000001\": -1}}",
                "PUT | faults | {\"mode\": \"lazy\"}",
                "PUT | faults | {\"safe_lag\": 128}"
            })
    void refusesWhatItCannotDo(String method, String path, String body) {
        RestClient.Answer answer = client.call(method, "/control/chains/sandbox/" + path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).isNotEmpty();
    }

    @Test
    void signsTextsForTheAccountsOfADevelopmentNode() throws Exception {
        String account = rpc("eth_accounts", "").path("result").path(0).asText();
        assertThat(account).isEqualTo("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
        String text = "0x" + HexFormat.of().formatHex("hello".getBytes(UTF_8));

        String signature = rpc("personal_sign", "\"%s\", \"%s\"".formatted(text, account.toLowerCase(Locale.ROOT)))
                .path("result")
                .asText();

        byte[] bytes = HexFormat.of().parseHex(signature.substring(2));
        BigInteger key = Sign.signedPrefixedMessageToKey(
                "hello".getBytes(UTF_8),
                new Sign.SignatureData(bytes[64], Arrays.copyOfRange(bytes, 0, 32), Arrays.copyOfRange(bytes, 32, 64)));
        assertThat(Keys.toChecksumAddress(Keys.getAddress(key))).isEqualTo(account);
        assertThat(rpc("personal_sign", "\"0x00\", \"%s\"".formatted(ALICE))
                        .path("error")
                        .path("message")
                        .asText())
                .contains("no account");
    }

    @Test
    void refusesAMethodThatItDoesNotKnow() {
        assertThat(rpc("eth_sendTransaction", "{}").path("error").path("code").asInt())
                .isEqualTo(-32601);
    }

    private String deploy(String contract) {
        return control("POST", "contracts", contract).path("address").asText();
    }

    private JsonNode control(String method, String path, String body) {
        RestClient.Answer answer = client.call(method, "/control/chains/sandbox/" + path, body);
        assertThat(answer.status()).isBetween(200, 201);
        return answer.body();
    }

    private String coins(String block) {
        return rpc("eth_getBalance", "\"%s\", \"%s\"".formatted(ALICE, block))
                .path("result")
                .asText();
    }

    private String call(String contract, String data) {
        return called(contract, data).path("result").asText();
    }

    private int failure(String contract, String data) {
        return called(contract, data).path("error").path("code").asInt();
    }

    private JsonNode called(String contract, String data) {
        return rpc("eth_call", "{\"to\": \"%s\", \"data\": \"0x%s\"}, \"latest\"".formatted(contract, data));
    }

    private JsonNode rpc(String method, String parameters) {
        return client.call("POST", "/rpc/sandbox", request(method, parameters)).body();
    }

    private static String request(String method, String parameters) {
        return "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"%s\", \"params\": [%s]}".formatted(method, parameters);
    }

    private static String word(int number) {
        return "%064x".formatted(number);
    }
}
