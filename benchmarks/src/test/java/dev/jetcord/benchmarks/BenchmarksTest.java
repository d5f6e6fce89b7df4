package dev.jetcord.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;

class BenchmarksTest {
    @Test
    void eachRunsOnce() throws Exception {
        var results = Benchmarks.run(Benchmarks.options()
                .forks(0)
                .mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(1));

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)", "$1"))
                .contains(
                        "FrameScanBenchmark.scan",
                        "InflateBenchmark.zlib",
                        "InflateBenchmark.zstd",
                        "HeadersBenchmark.encode",
                        "DecodeBenchmark.decode",
                        "LanesBenchmark.run");
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
