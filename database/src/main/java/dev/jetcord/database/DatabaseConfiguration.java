package dev.jetcord.database;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a service's PostgreSQL is and who it is there.
 *
 * @param address {@code host:port}, or several with commas between them, of which the driver takes the first that answers
 * @param database its name
 * @param parameters of the driver, such as {@code sslmode}
 */
public record DatabaseConfiguration(
        String address,
        String database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> parameters) {
    private static final Pattern URL = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<address>[^/?@]+)/(?<database>[^?/]+)(?:\\?(?<query>.*))?");

    public DatabaseConfiguration {
        requireNonNull(address, "address");
        requireNonNull(database, "database");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        parameters = Map.copyOf(parameters);
    }

    /** Reads {@code DATABASE_URL}, as {@code postgresql://user:password@host:port/database} or as JDBC's. */
    public static DatabaseConfiguration from(Settings settings) {
        Matcher url = URL.matcher(settings.secret("DATABASE_URL").reveal());
        if (!url.matches()) {
            // The text itself is not shown: it may hold a password.
            settings.problem(
                    "DATABASE_URL",
                    "must be of the form postgresql://user:password@host:port/database (or jdbc:postgresql://...)");
            return new DatabaseConfiguration("localhost", "none", Optional.empty(), Optional.empty(), Map.of());
        }
        Map<String, String> parameters =
                parameters(Optional.ofNullable(url.group("query")).orElse(""));
        Optional<String> user = Optional.ofNullable(parameters.remove("user"));
        Optional<String> password = Optional.ofNullable(parameters.remove("password"));
        return new DatabaseConfiguration(
                url.group("address"),
                decode(url.group("database")),
                Optional.ofNullable(url.group("user"))
                        .map(DatabaseConfiguration::decode)
                        .or(() -> user),
                Optional.ofNullable(url.group("password"))
                        .map(DatabaseConfiguration::decode)
                        .or(() -> password)
                        .map(Secret::new),
                parameters);
    }

    /** For the driver, without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + address + '/' + database;
    }

    /** Without what is secret: for messages to operators. */
    @Override
    public String toString() {
        return address + '/' + database;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
