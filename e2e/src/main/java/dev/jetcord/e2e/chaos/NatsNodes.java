package dev.jetcord.e2e.chaos;

import dev.jetcord.sandbox.nats.NatsServerLocator;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One NATS server, or several that hold JetStream together. Not thread-safe. */
final class NatsNodes {
    private final List<Child> nodes = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();

    private NatsNodes() {}

    /** Starts so many; they answer a moment later. */
    static NatsNodes start(int count, Path folder) throws IOException {
        String binary = new NatsServerLocator(System.getenv(), folder)
                .locate()
                .orElseThrow(() -> new IOException("there is no nats-server; ./jetcord chaos brings one along"))
                .path()
                .toString();
        var started = new NatsNodes();
        List<Integer> routes = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            routes.add(FreePorts.take());
        }
        for (int node = 0; node < count; node++) {
            int port = FreePorts.take();
            Path configuration = folder.resolve(name(node) + ".conf");
            Files.writeString(
                    configuration,
                    "server_name: %s\nhost: 127.0.0.1\nport: %d\njetstream { store_dir: \"%s\" }\n%s"
                            .formatted(name(node), port, folder.resolve(name(node)), cluster(routes, node)));
            started.nodes.add(
                    Child.start(name(node), List.of(binary, "-c", configuration.toString()), Map.of(), folder));
            started.urls.add("nats://127.0.0.1:" + port);
        }
        return started;
    }

    // Nobody learns of other addresses than he was given, or he would go round the proxies.
    private static String cluster(List<Integer> routes, int node) {
        if (routes.size() == 1) {
            return "";
        }
        String all = routes.stream().map(port -> "nats://127.0.0.1:" + port).collect(Collectors.joining(", "));
        return "cluster { name: chaos, host: 127.0.0.1, port: %d, no_advertise: true, routes: [ %s ] }\n"
                .formatted(routes.get(node), all);
    }

    private static String name(int node) {
        return "nats-" + node;
    }

    List<String> urls() {
        return List.copyOf(urls);
    }

    List<Child> all() {
        return List.copyOf(nodes);
    }

    Child named(String name) {
        return IntStream.range(0, nodes.size())
                .filter(node -> name(node).equals(name))
                .mapToObj(nodes::get)
                .findFirst()
                .orElseThrow();
    }
}
