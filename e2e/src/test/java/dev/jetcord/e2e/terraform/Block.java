package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A block of the configuration.
 *
 * @param file from the root of the configuration, such as {@code modules/storage/main.tf}
 * @param type of the resource or data source; {@code module}, {@code variable} or {@code output} for those
 */
record Block(String file, String type, String name, JsonNode body) {
    /** The folder of its module, {@code .} for the root. */
    String module() {
        return module(file);
    }

    static String module(String file) {
        int end = file.lastIndexOf('/');
        return end < 0 ? "." : file.substring(0, end);
    }

    /** The text of an argument, through blocks that stand there once; empty where there is none. */
    String text(String... path) {
        return text(body, path);
    }

    static String text(JsonNode from, String... path) {
        JsonNode node = at(from, path);
        return node.isValueNode() ? node.asText() : node.isMissingNode() ? "" : node.toString();
    }

    /** An argument, through blocks that stand there once. */
    JsonNode at(String... path) {
        return at(body, path);
    }

    static JsonNode at(JsonNode from, String... path) {
        JsonNode node = from;
        for (String step : path) {
            JsonNode only = node.isArray() ? node.size() == 1 ? node.get(0) : MissingNode.getInstance() : node;
            node = only.path(step);
        }
        return node;
    }

    /** The texts of a list. */
    Set<String> texts(String... path) {
        return texts(body, path);
    }

    static Set<String> texts(JsonNode from, String... path) {
        Set<String> texts = new TreeSet<>();
        at(from, path).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Whether an argument has this text. */
    boolean has(String text, String... path) {
        return text(path).equals(text);
    }

    /** The nested blocks of a name, those that are made by {@code dynamic} included. */
    List<JsonNode> blocks(String nested) {
        List<JsonNode> found = new ArrayList<>();
        body.path(nested).forEach(found::add);
        body.path("dynamic")
                .path(nested)
                .forEach(dynamic -> dynamic.path("content").forEach(found::add));
        return found;
    }

    @Override
    public String toString() {
        return file + ": " + type + "." + name;
    }
}
