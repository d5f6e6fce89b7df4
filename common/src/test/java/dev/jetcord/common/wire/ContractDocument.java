package dev.jetcord.common.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The published contract, {@code docs/asyncapi.yaml}, for the tests that hold it against the code. */
public final class ContractDocument {
    private final JsonNode root;

    private ContractDocument(JsonNode root) {
        this.root = root;
    }

    public static ContractDocument read() {
        Path file = Path.of(System.getProperty("jetcord.root"), "docs", "asyncapi.yaml");
        try {
            return new ContractDocument(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What stands at a JSON pointer; fails where nothing does. */
    public JsonNode at(String pointer) {
        JsonNode node = root.at(pointer);
        if (node.isMissingNode()) {
            throw new AssertionError("docs/asyncapi.yaml has nothing at " + pointer);
        }
        return node;
    }

    public String address(String channel) {
        return at("/channels/" + channel + "/address").asText();
    }

    public List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    public List<String> names(String pointer) {
        return List.copyOf(map(pointer).keySet());
    }

    /** An object's fields as texts. */
    public Map<String, String> map(String pointer) {
        Map<String, String> map = new LinkedHashMap<>();
        at(pointer)
                .properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }
}
