package dev.jetcord.testing;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.jetcord.sandbox.nats.NatsInfo;
import dev.jetcord.sandbox.nats.NatsServer;
import dev.jetcord.sandbox.nats.NatsServerException;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The NATS server as a container, on a host port that stays the same when it is started again. */
final class NatsContainer implements NatsServer {
    /** Pinned, so that a test run means the same next year. */
    private static final DockerImageName IMAGE = DockerImageName.parse("nats:2.15.0");

    private static final int PORT = 4222;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 50;

    private final GenericContainer<?> container;
    private final String url;
    private final NatsInfo info;

    private NatsContainer(GenericContainer<?> container, int hostPort) {
        this.container = container;
        this.url = "nats://" + container.getHost() + ":" + hostPort;
        this.info = awaitReady();
    }

    static NatsContainer start() {
        // Docker would choose another port at each start, and a server that moves is not what a restart is.
        int hostPort = FreePorts.take();
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withCommand("-js", "-sd", "/store")
                .withExposedPorts(PORT)
                .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig(), "host config")
                        .withPortBindings(new PortBinding(Ports.Binding.bindPort(hostPort), new ExposedPort(PORT))))
                .waitingFor(Wait.forLogMessage(".*Server is ready.*", 1));
        container.start();
        return new NatsContainer(container, hostPort);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String version() {
        return info.version();
    }

    @Override
    public void kill() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void stop() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void restart() {
        stop();
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        awaitReady();
    }

    @Override
    public void close() {
        container.close();
    }

    private NatsInfo awaitReady() {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try {
                return NatsInfo.read(url, GREETING_TIMEOUT);
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new NatsServerException("the NATS container does not answer at " + url, e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NatsServerException("interrupted while waiting for the NATS container", e);
        }
    }
}
