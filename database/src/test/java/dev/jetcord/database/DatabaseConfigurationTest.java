package dev.jetcord.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigurationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://bot:p%40ss%2Fword@db.example:5433/jetcord?sslmode=require",
                "postgres://bot:p%40ss%2Fword@db.example:5433/jetcord?sslmode=require",
                "jdbc:postgresql://bot:p%40ss%2Fword@db.example:5433/jetcord?sslmode=require",
                "jdbc:postgresql://db.example:5433/jetcord?user=bot&password=p%40ss%2Fword&sslmode=require",
            })
    void readsEveryUsualForm(String url) {
        DatabaseConfiguration configuration = load(url);

        assertThat(configuration.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/jetcord");
        assertThat(configuration.user()).contains("bot");
        assertThat(configuration.password()).contains(new Secret("p@ss/word"));
        assertThat(configuration.parameters()).isEqualTo(Map.of("sslmode", "require"));
    }

    @Test
    void takesSeveralServers() {
        assertThat(load("postgresql://bot@a:5432,b:5432/jetcord?targetServerType=primary")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://a:5432,b:5432/jetcord");
    }

    @Test
    void showsNoPassword() {
        assertThat(load("postgresql://bot:hidden@db.example/jetcord?sslpassword=hidden")
                        .toString())
                .isEqualTo("db.example/jetcord");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://bot:hidden@db.example/jetcord", "hidden", "postgresql://bot:hidden@db.example"})
    void refusesWhatIsNoAddressWithoutShowingIt(String url) {
        assertThatThrownBy(() -> load(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DATABASE_URL must be of the form")
                .hasMessageNotContaining("hidden");
    }

    private static DatabaseConfiguration load(String url) {
        return Settings.load(Map.of("DATABASE_URL", url), DatabaseConfiguration::from);
    }
}
