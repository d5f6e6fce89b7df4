package dev.jetcord.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03", "58030", "25006"})
    void aServerThatCannotBeUsedIsUnavailable(String state) {
        assertThat(DatabaseFailures.isUnavailable(wrapped(state))).isTrue();
        assertThat(DatabaseFailures.isPassing(wrapped(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014"})
    void aLostRacePassesAndSaysNothingOfTheServer(String state) {
        assertThat(DatabaseFailures.isUnavailable(wrapped(state))).isFalse();
        assertThat(DatabaseFailures.isPassing(wrapped(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22001", ""})
    void aMistakeDoesNotPass(String state) {
        assertThat(DatabaseFailures.isPassing(wrapped(state))).isFalse();
    }

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailable() {
        assertThat(DatabaseFailures.isUnavailable(new SQLTransientConnectionException("none within 5 s")))
                .isTrue();
    }

    @Test
    void whatIsNotOfTheDatabaseIsNeither() {
        assertThat(DatabaseFailures.isPassing(new IllegalStateException("a bug")))
                .isFalse();
    }

    private static Exception wrapped(String state) {
        return new IllegalStateException("a library's", new SQLException("PostgreSQL's", state));
    }
}
