package dev.jetcord.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report("a machine");

    @Test
    void aFigureStandsBesideItsCeilingByTheirMedians() {
        report.add("speed", List.of(figure(List.of(90.0, 70.0, 80.0), new Gate.RatioAtLeast(0.7, true))));

        assertThat(report.table()).contains("80.00", "70.00..90.00", "100", "0.80", "reached (>= 0.7, hard)");
        assertThat(report.good()).isTrue();
    }

    @Test
    void aHardGateThatIsMissedFailsTheRunAndASoftOneDoesNot() {
        report.add("speed", List.of(figure(List.of(60.0), new Gate.RatioAtLeast(0.7, false))));
        assertThat(report.table()).contains("MISSED (>= 0.7)");
        assertThat(report.good()).isTrue();

        report.add("more", List.of(figure(List.of(60.0), new Gate.RatioAtLeast(0.7, true))));
        assertThat(report.good()).isFalse();
    }

    @Test
    void aLimitIsHeldAgainstTheMedian() {
        report.add("size", List.of(figure(List.of(1.0, 2.0, 30.0), new Gate.AtMost(2, true))));

        assertThat(report.table()).contains("reached (<= 2.00, hard)");
    }

    @Test
    void aLimitOfTheRatioIsHeldAgainstTheCeiling() {
        report.add("size", List.of(figure(List.of(130.0), new Gate.RatioAtMost(1.3, true))));
        assertThat(report.table()).contains("reached (<= 1.3 times, hard)");
        assertThat(report.good()).isTrue();

        report.add("more", List.of(figure(List.of(140.0), new Gate.RatioAtMost(1.3, true))));
        assertThat(report.good()).isFalse();
    }

    @Test
    void whatCouldNotBeMeasuredIsSaidAndFailsTheRun() {
        report.addFailure("speed", "a service has ended");

        assertThat(report.table()).contains("speed could not be measured: a service has ended");
        assertThat(report.json().at("/failures/speed").asText()).isEqualTo("a service has ended");
        assertThat(report.good()).isFalse();
    }

    @Test
    void aLineWithoutAFigureSaysWhyBesideThoseThatHaveOneAndFailsTheRun() {
        report.add("speed", List.of(figure(List.of(90.0), Gate.NONE), new Unmeasured("uphill", "1 of 2 arrived")));

        assertThat(report.table()).contains("90.00", "uphill", "not measured: 1 of 2 arrived");
        assertThat(report.json().at("/figures")).hasSize(1);
        assertThat(report.json().at("/unmeasured/0/problem").asText()).isEqualTo("1 of 2 arrived");
        assertThat(report.good()).isFalse();
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
    }

    @Test
    void aShareOfTheCeilingNeedsACeiling() {
        assertThatThrownBy(() -> new Figure(
                        "x", "ms", Spread.of(List.of(1.0)), Optional.empty(), new Gate.RatioAtLeast(0.5, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Figure figure(List<Double> ours, Gate gate) {
        return new Figure("passes", "runs/s", Spread.of(ours), Optional.of(Spread.of(List.of(100.0))), gate);
    }
}
