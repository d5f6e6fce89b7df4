package dev.jetcord.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyRoundsTest {
    private static final List<Double> BARE = List.of(0.5, 0.5);

    @Test
    void whatTheMedianTakesBeyondTheRestRoundTripIsHeldToItsLimit() {
        assertThat(overRest(List.of(1.0), List.of(4.0))).isEqualTo(3.0);
        assertThat(report(new LatencyRounds("500/s", true), List.of(1.0), List.of(4.0)))
                .contains("reached (<= 3.00)");
        assertThat(report(new LatencyRounds("500/s", true), List.of(1.0), List.of(4.1)))
                .contains("MISSED (<= 3.00)");
    }

    @Test
    void theLongestHundredthIsHeldToItsLimit() {
        assertThat(report(new LatencyRounds("500/s", true), List.of(1.0), List.of(1.0, 26.0)))
                .contains("MISSED (<= 25.00)");
    }

    @Test
    void otherRatesAreOnlyPrinted() {
        assertThat(report(new LatencyRounds("50/s", false), List.of(1.0), List.of(99.0)))
                .doesNotContain("MISSED", "reached");
    }

    @Test
    void aPercentileIsTheSmallestValueThatItsShareDoesNotPass() {
        List<Double> sorted = List.of(1.0, 2.0, 3.0, 4.0);

        assertThat(Percentile.P50.of(sorted)).isEqualTo(2.0);
        assertThat(Percentile.P99.of(sorted)).isEqualTo(4.0);
    }

    private static double overRest(List<Double> rest, List<Double> answered) {
        var rounds = new LatencyRounds("50/s", false);
        rounds.add(BARE, rest, answered);
        return rounds.rows().stream()
                .filter(row -> row.what().contains("over the REST round trip"))
                .map(Figure.class::cast)
                .findFirst()
                .orElseThrow()
                .ours()
                .median();
    }

    private static String report(LatencyRounds rounds, List<Double> rest, List<Double> answered) {
        rounds.add(BARE, rest, answered);
        var report = new Report("a machine");
        report.add("latency", rounds.rows());
        return report.table();
    }
}
