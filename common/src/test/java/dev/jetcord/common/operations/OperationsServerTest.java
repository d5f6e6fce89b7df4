package dev.jetcord.common.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsServerTest {
    private final PrometheusMeterRegistry registry = ServiceMetrics.registry("test-service", "1.2.3");
    private final LateHealth consumer = LateHealth.unhealthyUntilSet();
    private final LateHealth loop = LateHealth.healthyUntilSet();
    private final HttpClient client = HttpClient.newHttpClient();
    private OperationsServer server;

    @BeforeEach
    void start() throws IOException {
        server = new OperationsServer(
                0, registry, Map.of("loop", loop), Map.of("nats", () -> Health.Status.OK, "consumer", consumer));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        registry.close();
    }

    @Test
    void isUnreadyAndSaysWhyUntilEveryCheckIsRight() throws Exception {
        HttpResponse<String> starting = send("GET", "/readyz");
        consumer.set(() -> Health.Status.OK);
        HttpResponse<String> started = send("GET", "/readyz");

        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.body()).isEqualTo("[-] consumer: starting\n[+] nats: ok\n");
        assertThat(started.statusCode()).isEqualTo(200);
        assertThat(started.body()).isEqualTo("[+] consumer: ok\n[+] nats: ok\n");
    }

    @Test
    void isAliveWhileItStartsAndNotWhenALoopHasStopped() throws Exception {
        HttpResponse<String> starting = send("GET", "/livez");
        loop.set(() -> Health.Status.unhealthy("has not turned for a minute"));
        HttpResponse<String> stuck = send("GET", "/livez");

        assertThat(starting.statusCode()).isEqualTo(200);
        assertThat(stuck.statusCode()).isEqualTo(503);
        assertThat(stuck.body()).isEqualTo("[-] loop: has not turned for a minute\n");
    }

    @Test
    void showsMetricsAsPrometheusReadsThem() throws Exception {
        HttpResponse<String> metrics = send("GET", "/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body())
                .contains("jetcord_build_info{service=\"test-service\",version=\"1.2.3\"} 1", "jvm_memory_used_bytes");
    }

    @Test
    void answersHeadWithoutABodyAndRefusesWhatIsNoRead() throws Exception {
        HttpResponse<String> head = send("HEAD", "/livez");
        HttpResponse<String> post = send("POST", "/livez");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/readyz/more").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/metricsandmore").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhatToDoWhenThePortIsTaken() {
        assertThatThrownBy(() -> new OperationsServer(server.port(), registry, Map.of(), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(server.port()))
                .hasMessageContaining("OPERATIONS_PORT");
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
