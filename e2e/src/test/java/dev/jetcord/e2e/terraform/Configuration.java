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
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All Terraform files of a folder, parsed. */
final class Configuration {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the configuration reads or names outside its folder. */
    private static final List<String> OUTSIDE = List.of(
            "../nats/base.conf",
            "../nats/nats-cluster.conf",
            "../prometheus/alerts.yml",
            "../../docs/metrics.md",
            "../../docs/operations.md",
            "../../docs/services.md");

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
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/.terraform/"))
                    .toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        for (String file : OUTSIDE) {
            texts.put(file, Files.readString(folder.resolve(file)));
        }
        for (Map.Entry<String, String> file : texts.entrySet()) {
            if (isHcl(file.getKey())) {
                parsed.put(file.getKey(), parser.parse(file.getKey(), file.getValue()));
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
        Map<String, String> changedTexts = new TreeMap<>(texts);
        changedTexts.put(file, text.replace(from, to));
        Map<String, JsonNode> changed = new TreeMap<>(parsed);
        if (isHcl(file)) {
            changed.put(file, parser.parse(file, text.replace(from, to)));
        }
        return new Configuration(changedTexts, changed);
    }

    /** The text of a file. */
    String text(String file) {
        return requireNonNull(texts.get(file), file);
    }

    /** The files that are parsed. */
    Map<String, JsonNode> parsed() {
        return Map.copyOf(parsed);
    }

    List<Block> resources(String type) {
        return labelled("resource", type);
    }

    /** Every resource of every type. */
    List<Block> resources() {
        return provided("resource");
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

    /** Everything that the provider's documentation speaks of: {@code resource} or {@code data}. */
    List<Block> provided(String kind) {
        List<Block> all = new ArrayList<>();
        parsed.forEach((file, body) ->
                body.path(kind).properties().forEach(type -> all.addAll(named(file, type.getKey(), type.getValue()))));
        return all;
    }

    List<Block> data(String type) {
        return labelled("data", type);
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
            if (Block.module(file).equals(module)) {
                body.path("locals")
                        .forEach(block ->
                                block.properties().forEach(local -> all.set(local.getKey(), local.getValue())));
            }
        });
        return all;
    }

    private static boolean isHcl(String file) {
        return file.endsWith(".tf") || file.endsWith(".tftest.hcl");
    }

    private static Block only(List<Block> blocks, String module, String type, String name) {
        return blocks.stream()
                .filter(block -> block.module().equals(module) && block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no " + type + '.' + name + " in " + module));
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
