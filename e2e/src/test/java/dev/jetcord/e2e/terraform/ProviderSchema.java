package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arguments and attributes of what is used of the AWS provider, since the provider itself is not at hand in every build. A type
 * that is new to the configuration is added to {@code aws-provider.json} from the provider's documentation.
 */
final class ProviderSchema {
    /** What every block of Terraform may hold. */
    private static final Set<String> META =
            Set.of("count", "for_each", "depends_on", "lifecycle", "provider", "dynamic", "timeouts");

    private final JsonNode types;

    private ProviderSchema(JsonNode types) {
        this.types = types;
    }

    static ProviderSchema read() {
        try (InputStream file = Objects.requireNonNull(ProviderSchema.class.getResourceAsStream("aws-provider.json"))) {
            return new ProviderSchema(new ObjectMapper().readTree(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Finds arguments that there are not, and needed ones that are absent. */
    void check(String kind, Block block, Findings findings) {
        JsonNode type = types.path(kind).path(block.type());
        findings.require(!type.isMissingNode(), block, "is of a type that aws-provider.json does not know");
        if (!type.isMissingNode()) {
            check(type, block.body(), block.toString(), findings);
        }
    }

    /** Whether a type has an argument, block or attribute. */
    boolean has(String kind, String type, String attribute) {
        JsonNode schema = types.path(kind).path(type);
        return Stream.of("required", "optional", "computed").anyMatch(list -> lists(schema.path(list), attribute))
                || schema.path("blocks").has(attribute);
    }

    private static void check(JsonNode schema, JsonNode body, String where, Findings findings) {
        JsonNode blocks = schema.path("blocks");
        JsonNode dynamic = body.path("dynamic");
        body.properties().forEach(argument -> {
            String name = argument.getKey();
            if (blocks.has(name)) {
                argument.getValue().forEach(nested -> check(blocks.path(name), nested, where + '.' + name, findings));
            } else if (!META.contains(name)) {
                findings.require(
                        lists(schema.path("required"), name) || lists(schema.path("optional"), name),
                        where,
                        "has no argument " + name);
            }
        });
        dynamic.properties().forEach(made -> {
            findings.require(blocks.has(made.getKey()), where, "has no block " + made.getKey());
            made.getValue()
                    .forEach(block -> block.path("content")
                            .forEach(content ->
                                    check(blocks.path(made.getKey()), content, where + '.' + made.getKey(), findings)));
        });
        schema.path("required")
                .forEach(name -> findings.require(body.has(name.asText()), where, "lacks " + name.asText()));
        blocks.properties()
                .forEach(nested -> findings.require(
                        !nested.getValue().path("needed").asBoolean()
                                || body.has(nested.getKey())
                                || dynamic.has(nested.getKey()),
                        where,
                        "lacks a block " + nested.getKey()));
    }

    private static boolean lists(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (entry.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
