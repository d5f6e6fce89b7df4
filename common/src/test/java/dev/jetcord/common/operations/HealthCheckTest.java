package dev.jetcord.common.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    @Test
    void isFineWhenTheServiceIs() throws Exception {
        try (OperationsServer server = server(Health.Status.OK)) {
            assertThat(check(server)).isEqualTo(new Result(0, ""));
        }
    }

    @Test
    void failsWithWhatTheServiceSays() throws Exception {
        try (OperationsServer server = server(Health.Status.unhealthy("start NATS"))) {
            Result result = check(server);

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).contains("503").contains("start NATS");
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        assertThat(HealthCheck.ask(URI.create("http://127.0.0.1:1/readyz"))).contains("does not answer");
    }

    private static OperationsServer server(Health.Status status) throws IOException {
        return new OperationsServer(
                0, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), Map.of(), Map.of("nats", () -> status));
    }

    private static Result check(OperationsServer server) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(HealthCheck.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        HealthCheck.class.getName(),
                        "http://127.0.0.1:" + server.port() + "/readyz")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output.strip());
    }

    private record Result(int exitCode, String output) {}
}
