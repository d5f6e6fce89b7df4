package dev.jetcord.e2e.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Something that can be measured. */
interface Scenario {
    /** As it is named on the command line. */
    String name();

    /** What it measures, in a line. */
    String description();

    /**
     * Measures.
     *
     * @throws UnmeasurableException when what ran did not do its work: then there is no figure at all
     */
    List<? extends Row> run(Effort effort, Consumer<String> progress) throws Exception;

    /**
     * How much is measured.
     *
     * @param seconds about as long as one measurement takes; at least 1
     * @param rounds how often each is repeated; at least 1
     */
    record Effort(int seconds, int rounds) {
        public Effort {
            if (seconds < 1 || rounds < 1) {
                throw new IllegalArgumentException("--seconds and --rounds are at least 1");
            }
        }

        Duration duration() {
            return Duration.ofSeconds(seconds);
        }
    }
}
