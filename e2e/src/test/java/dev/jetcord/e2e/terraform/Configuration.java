package dev.jetcord.e2e.terraform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All Terraform files of a folder, parsed. */
final class Configuration {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> texts;
    private final Map<String, JsonNode> parsed;

    private Configuration(Map<String, String> texts, Map<String, JsonNode> parsed) {
        this.texts = Map.copyOf(texts);
        this.parsed = new TreeMap<>(parsed);
    }

    static Configuration read(Path folder, HclParser parser) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, JsonNode> parsed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path ->
                            path.toString().endsWith(".tf") && !path.toString().contains("/.terraform/"))
                    .toList()) {
                String name = folder.relativize(file).toString();
                texts.put(name, Files.readString(file));
                parsed.put(name, parser.parse(name, requireNonNull(texts.get(name))));
            }
        }
        return new Configuration(texts, parsed);
    }

    /** The same with a text, which stands once in a file, replaced. */
    Configuration with(String file, String from, String to, HclParser parser) throws IOException {
        String text = texts.getOrDefault(file, "");
        assertThat(text.split(Pattern.quote(from), -1))
                .as("%s holds once: %s", file, from)
                .hasSize(2);
        Map<String, JsonNode> changed = new TreeMap<>(parsed);
        changed.put(file, parser.parse(file, text.replace(from, to)));
        return new Configuration(texts, changed);
    }

    List<Block> resources(String type) {
        return labelled("resource", type);
    }

    /** Every resource of every type. */
    List<Block> resources() {
        List<Block> all = new ArrayList<>();
        parsed.forEach((file, body) -> body.path("resource")
                .fieldNames()
                .forEachRemaining(type ->
                        all.addAll(named(file, type, body.path("resource").path(type)))));
        return all;
    }

    /** The resource of a name, in a module of a folder. */
    Block resource(String module, String type, String name) {
        return only(resources(type), module, type, name);
    }

    /** The call of a module, in a module of a folder. */
    Block call(String module, String name) {
        return only(blocks("module"), module, "module", name);
    }

    /** A variable of a module of a folder. */
    Block variable(String module, String name) {
        return only(blocks("variable"), module, "variable", name);
    }

    /** A policy, in a module of a folder. */
    Block policy(String module, String name) {
        return only(data("aws_iam_policy_document"), module, "aws_iam_policy_document", name);
    }

    List<Block> data(String type) {
        return labelled("data", type);
    }

    List<Block> ephemeral(String type) {
        return labelled("ephemeral", type);
    }

    /** The blocks of {@code kind} that have one label: modules, variables, outputs. */
    List<Block> blocks(String kind) {
        List<Block> all = new ArrayList<>();
        parsed.forEach((file, body) -> all.addAll(named(file, kind, body.path(kind))));
        return all;
    }

    /** The local values of a module. */
    JsonNode locals(String module) {
        ObjectNode all = JSON.createObjectNode();
        parsed.forEach((file, body) -> {
            if (new Block(file, "locals", "", body).module().equals(module)) {
                body.path("locals")
                        .forEach(block ->
                                block.properties().forEach(local -> all.set(local.getKey(), local.getValue())));
            }
        });
        return all;
    }

    private static Block only(List<Block> blocks, String module, String type, String name) {
        return blocks.stream()
                .filter(block -> block.module().equals(module) && block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + type + '.' + name + " in " + module));
    }

    private List<Block> labelled(String kind, String type) {
        List<Block> all = new ArrayList<>();
        parsed.forEach(
                (file, body) -> all.addAll(named(file, type, body.path(kind).path(type))));
        return all;
    }

    private static List<Block> named(String file, String type, JsonNode blocks) {
        List<Block> all = new ArrayList<>();
        blocks.properties()
                .forEach(named ->
                        named.getValue().forEach(body -> all.add(new Block(file, type, named.getKey(), body))));
        return all;
    }
}
