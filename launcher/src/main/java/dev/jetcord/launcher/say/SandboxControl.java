package dev.jetcord.launcher.say;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The sandbox's control API and chain, as far as the launcher uses them. */
public final class SandboxControl implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 400;
    /** The chain that every sandbox has from its start; its accounts are those of any other. */
    private static final String CHAIN = "/rpc/sandbox";

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * Speaks to one sandbox.
     *
     * @param address the sandbox, as {@code http://host:port}
     */
    public SandboxControl(String address) {
        this.address = URI.create(requireNonNull(address, "address"));
    }

    /**
     * Types a command.
     *
     * @param text what the user types, such as {@code /ping}
     * @param timeout how long to wait for what the user sees
     * @return what the user sees by then
     * @throws SandboxRefusedException when the command can't be typed, such as one that is unknown
     */
    public JsonNode type(String text, Actor actor, Duration timeout)
            throws IOException, InterruptedException, SandboxRefusedException {
        return act(actor.addTo(act("command").put("text", text)), timeout);
    }

    /**
     * Presses a button of the last message of an interaction.
     *
     * @param interaction its id
     * @param button the button's custom id
     */
    JsonNode press(String interaction, String button, Actor actor, Duration timeout)
            throws IOException, InterruptedException, SandboxRefusedException {
        return act(actor.addTo(act("component").put("interaction", interaction).put("custom_id", button)), timeout);
    }

    /**
     * Submits the form that an interaction opened.
     *
     * @param interaction its id
     * @param fields what is entered, by the fields' custom ids
     */
    JsonNode submit(String interaction, Map<String, String> fields, Actor actor, Duration timeout)
            throws IOException, InterruptedException, SandboxRefusedException {
        ObjectNode act = actor.addTo(act("modal").put("interaction", interaction));
        ObjectNode values = act.putObject("values");
        fields.forEach(values::put);
        return act(act, timeout);
    }

    /** What a user sees, with the names of those whom it mentions. */
    public List<String> named(List<String> lines) throws IOException, InterruptedException, SandboxRefusedException {
        if (lines.stream().noneMatch(Mentions::anyIn)) {
            return lines;
        }
        Mentions mentions = Mentions.of(
                answer(request("/control/guilds", ANSWER_MARGIN).GET().build()));
        return lines.stream().map(mentions::shown).toList();
    }

    /**
     * Signs a text as a wallet does (JSON-RPC's {@code personal_sign}).
     *
     * @param account the wallet's address, which must be one of the chain's accounts
     */
    String sign(String text, String account) throws IOException, InterruptedException, SandboxRefusedException {
        ObjectNode call =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "personal_sign");
        call.putArray("params")
                .add("0x" + HexFormat.of().formatHex(text.getBytes(UTF_8)))
                .add(account);
        JsonNode answer = post(CHAIN, call, ANSWER_MARGIN);
        if (answer.has("error")) {
            throw new SandboxRefusedException(answer.path("error"));
        }
        return answer.path("result").asText();
    }

    @Override
    public void close() {
        http.close();
    }

    private static ObjectNode act(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private JsonNode act(ObjectNode act, Duration timeout)
            throws IOException, InterruptedException, SandboxRefusedException {
        return post("/control/interactions?wait_ms=" + timeout.toMillis(), act, timeout.plus(ANSWER_MARGIN));
    }

    private JsonNode post(String path, ObjectNode body, Duration timeout)
            throws IOException, InterruptedException, SandboxRefusedException {
        return answer(request(path, timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(timeout);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException, SandboxRefusedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new SandboxRefusedException(answer);
        }
        return answer;
    }
}
