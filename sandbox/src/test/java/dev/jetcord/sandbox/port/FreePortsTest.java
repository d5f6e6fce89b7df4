package dev.jetcord.sandbox.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final int FIRST_FOR_CONNECTIONS = 32_768;

    @Test
    void noneIsGivenOutTwiceAndAllLieBelowThoseOfConnections() {
        List<Integer> ports =
                IntStream.range(0, 100).mapToObj(each -> FreePorts.take()).toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port < FIRST_FOR_CONNECTIONS);
    }

    @Test
    void thoseThatFollowOneAnotherPassOverWhatIsTaken() throws Exception {
        int before = FreePorts.take();
        try (var _ = new ServerSocket(before + 2, 1, InetAddress.getLoopbackAddress())) {
            int first = FreePorts.takeRow(4);

            assertThat(first).isGreaterThan(before + 2);
            assertThat(FreePorts.take()).isGreaterThanOrEqualTo(first + 4);
        }
    }
}
