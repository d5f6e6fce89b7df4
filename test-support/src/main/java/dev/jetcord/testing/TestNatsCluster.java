package dev.jetcord.testing;

import dev.jetcord.sandbox.port.FreePorts;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Three NATS servers that hold JetStream together. They need the binary, as {@link TestNatsNode} does. Not thread-safe. */
public final class TestNatsCluster implements AutoCloseable {
    private static final int NODES = 3;

    private final List<TestNatsNode> nodes = new ArrayList<>();

    /** Starts them and returns when JetStream has a leader. */
    public TestNatsCluster() {
        List<Integer> ports =
                IntStream.range(0, NODES).mapToObj(node -> FreePorts.take()).toList();
        String routes = ports.stream().map(port -> "nats://127.0.0.1:" + port).collect(Collectors.joining(", "));
        for (int node = 0; node < NODES; node++) {
            nodes.add(new TestNatsNode("""
                    server_name: %s
                    cluster { name: test, host: 127.0.0.1, port: %d, routes: [ %s ] }
                    """.formatted(name(node), ports.get(node), routes)));
        }
        Awaitility.await("a leader of JetStream").ignoreExceptions().until(this::answers);
    }

    /** Where clients connect to one of them; they learn of the others there. */
    public String url() {
        return nodes.getFirst().url();
    }

    /** The node with a name, as the server gives it for the leader of a stream or consumer. */
    public TestNatsNode node(String name) {
        return IntStream.range(0, NODES)
                .filter(node -> name(node).equals(name))
                .mapToObj(nodes::get)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        nodes.forEach(TestNatsNode::close);
    }

    private boolean answers() throws IOException, InterruptedException {
        Connection connection = Nats.connect(url());
        try {
            return connection.jetStreamManagement().getStreamNames().isEmpty();
        } catch (JetStreamApiException notYet) {
            return false;
        } finally {
            connection.close();
        }
    }

    private static String name(int node) {
        return "node-" + node;
    }
}
