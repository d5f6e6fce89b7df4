package dev.jetcord.e2e.terraform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.e2e.terraform.Control.Break;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration holds each control, and each control notices when it is broken. */
class ControlsTest {
    private static final Path FOLDER = Path.of(System.getProperty("jetcord.root"), "infra/terraform");

    private static @Nullable HclParser parser;
    private static @Nullable Configuration configuration;

    @BeforeAll
    static void parse() throws Exception {
        parser = new HclParser();
        configuration = Configuration.read(FOLDER, parser);
    }

    @AfterAll
    static void stop() throws IOException {
        if (parser != null) {
            parser.close();
        }
    }

    static Stream<Control> controls() {
        return Stream.of(
                        NetworkControls.all(),
                        SecurityGroupControls.all(),
                        StorageControls.all(),
                        SecretControls.all(),
                        TaskControls.all(),
                        NatsControls.all(),
                        ServiceControls.all(),
                        MonitoringControls.all(),
                        ConventionControls.all(),
                        AgreementControls.all())
                .flatMap(List::stream);
    }

    static Stream<Arguments> breaks() {
        return controls().flatMap(control -> control.breaks().stream().map(change -> Arguments.of(control, change)));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void theConfigurationHolds(Control control) {
        assertThat(control.findings(requireNonNull(configuration))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBreakIsNoticed(Control control, Break change) throws IOException {
        Configuration broken =
                requireNonNull(configuration).with(change.file(), change.from(), change.to(), requireNonNull(parser));

        assertThat(control.findings(broken)).isNotEmpty();
    }
}
