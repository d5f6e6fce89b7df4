package dev.jetcord.e2e.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The configuration looks as Terraform itself would write it. */
class FormatTest {
    @Test
    void terraformWouldChangeNothing() throws IOException, InterruptedException {
        assumeTrue(HclParser.onPath("terraform"), "the format is Terraform's own");
        Process process = new ProcessBuilder("terraform", "fmt", "-check", "-recursive", "-diff")
                .directory(Path.of(System.getProperty("jetcord.root"), "infra/terraform")
                        .toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}
