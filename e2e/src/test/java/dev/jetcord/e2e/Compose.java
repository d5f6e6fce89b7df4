package dev.jetcord.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** What compose files say together, the later adding to the earlier (Compose Specification, "Merge"). */
final class Compose {
    private final Map<String, Object> content;

    private Compose(Map<String, Object> content) {
        this.content = content;
    }

    static Compose of(Path root, String... files) throws IOException {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (String file : files) {
            merge(merged, map(new Yaml().load(Files.readString(root.resolve(file)))));
        }
        return new Compose(merged);
    }

    /** The services by their names. */
    Map<String, Service> services() {
        Map<String, Service> services = new LinkedHashMap<>();
        map(content.get("services")).forEach((name, said) -> services.put(name, new Service(name, map(said))));
        return services;
    }

    List<String> volumes() {
        return new ArrayList<>(map(content.get("volumes")).keySet());
    }

    private static void merge(Map<String, Object> into, Map<String, Object> other) {
        other.forEach((key, value) -> {
            if (value instanceof Map<?, ?> && into.get(key) instanceof Map<?, ?>) {
                Map<String, Object> both = new LinkedHashMap<>(map(into.get(key)));
                merge(both, map(value));
                into.put(key, both);
            } else {
                into.put(key, value);
            }
        });
    }

    @SuppressWarnings("unchecked") // every map of a compose file has text for its keys
    private static Map<String, Object> map(Object yaml) {
        return yaml instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** One service. */
    record Service(String name, Map<String, Object> said) {
        String text(String key) {
            return String.valueOf(said.get(key));
        }

        Map<String, Object> map(String key) {
            return Compose.map(said.get(key));
        }

        List<String> list(String key) {
            return said.get(key) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        List<String> healthTest() {
            return new Service(name, map("healthcheck")).list("test");
        }

        /** Its conditions by the service waited for. */
        Map<String, String> waitsFor() {
            Map<String, String> conditions = new LinkedHashMap<>();
            map("depends_on")
                    .forEach((other, how) -> conditions.put(
                            other, String.valueOf(Compose.map(how).get("condition"))));
            return conditions;
        }

        /** Whether it does something and ends. */
        boolean isJob() {
            return List.of("secrets", "provision", "jetcord").contains(name);
        }

        boolean isOurs() {
            return text("image").startsWith("jetcord/");
        }

        /** The volumes with secrets that it mounts. */
        TreeSet<String> secrets() {
            TreeSet<String> names = new TreeSet<>();
            list("volumes").stream()
                    .map(volume -> volume.split(":", 2)[0])
                    .filter(volume -> volume.startsWith("secrets-"))
                    .forEach(names::add);
            return names;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
