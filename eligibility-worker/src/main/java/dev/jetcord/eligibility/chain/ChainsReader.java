package dev.jetcord.eligibility.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the JSON of {@code CHAINS}. Says what is wrong with a chain without showing an endpoint, which may hold a key. */
final class ChainsReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FIELDS = Set.of("name", "chain_id", "endpoints", "block", "batch", "timeout_ms");
    private static final int USUAL_BATCH = 100;
    private static final int USUAL_TIMEOUT_MILLIS = 5000;
    private static final int LONGEST_TIMEOUT_MILLIS = 60_000;

    private final Consumer<String> problems;

    ChainsReader(Consumer<String> problems) {
        this.problems = problems;
    }

    List<ChainSettings> read(String json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            // Its message may quote the text, and so a key.
            problems.accept("is not JSON; see line " + malformed.getLocation().getLineNr() + ", column "
                    + malformed.getLocation().getColumnNr());
            return List.of();
        }
        if (!tree.isArray()) {
            problems.accept("must be a list of chains");
            return List.of();
        }
        List<ChainSettings> chains = new ArrayList<>();
        for (int i = 0; i < tree.size(); i++) {
            JsonNode node = tree.get(i);
            String place = "chain " + node.path("name").asText("number " + (i + 1));
            chain(node, place).ifPresent(chains::add);
        }
        return chains;
    }

    private Optional<ChainSettings> chain(JsonNode node, String place) {
        for (String field : (Iterable<String>) node::fieldNames) {
            if (!FIELDS.contains(field)) {
                problems.accept(place + " has the field " + field + ", which is not known");
            }
        }
        Optional<List<URI>> endpoints = endpoints(node.path("endpoints"), place);
        Optional<BlockPolicy> block = block(node.path("block"), place);
        long id = number(node, "chain_id", place, 0, 1, Long.MAX_VALUE);
        long batch = number(node, "batch", place, USUAL_BATCH, 1, ChainSettings.MAX_BATCH);
        long timeout = number(node, "timeout_ms", place, USUAL_TIMEOUT_MILLIS, 100, LONGEST_TIMEOUT_MILLIS);
        if (endpoints.isEmpty() || block.isEmpty() || id < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChainSettings(
                    node.path("name").asText(),
                    id,
                    endpoints.get(),
                    block.get(),
                    Math.toIntExact(batch),
                    Duration.ofMillis(timeout)));
        } catch (IllegalArgumentException refused) {
            problems.accept("is wrong: " + refused.getMessage());
            return Optional.empty();
        }
    }

    /** A number in its range; zero where it is required and absent, or has a problem. */
    private long number(JsonNode node, String field, String place, long fallback, long min, long max) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() && fallback != 0) {
            return fallback;
        }
        if (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= min
                && value.longValue() <= max) {
            return value.longValue();
        }
        problems.accept(place + " needs " + field + ", a whole number from " + min + " to " + max);
        return fallback;
    }

    private Optional<List<URI>> endpoints(JsonNode list, String place) {
        List<URI> endpoints = new ArrayList<>();
        for (JsonNode endpoint : list) {
            uri(endpoint.asText()).ifPresent(endpoints::add);
        }
        if (!list.isArray() || list.isEmpty() || endpoints.size() < list.size()) {
            problems.accept(place + " needs endpoints, a list of URLs that start with http:// or https://");
            return Optional.empty();
        }
        return Optional.of(endpoints);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }

    private Optional<BlockPolicy> block(JsonNode block, String place) {
        if (block.isMissingNode() || block.asText().equals("safe")) {
            return Optional.of(new BlockPolicy.Safe());
        }
        JsonNode confirmations = block.path("confirmations");
        if (confirmations.isInt()
                && confirmations.intValue() >= 0
                && confirmations.intValue() <= BlockPolicy.Confirmations.MAX) {
            return Optional.of(new BlockPolicy.Confirmations(confirmations.intValue()));
        }
        problems.accept(place + " needs block to be \"safe\" or {\"confirmations\": N}, N from 0 to "
                + BlockPolicy.Confirmations.MAX);
        return Optional.empty();
    }
}
