package dev.jetcord.common.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings from environment variables and collects what is wrong with them, so that an operator sees every
 * problem at once. Any variable {@code NAME} can instead be given as {@code NAME_FILE}, the path of a file that holds
 * the value (surrounding white space is cut).
 *
 * <p>A reader that has a problem notes it and goes on with a substitute; {@link #load} then throws instead of returning
 * what was built from substitutes. Not thread-safe: use it while starting, on one thread.
 */
public final class Settings {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Builds a configuration from {@code environment}.
     *
     * @throws ConfigurationException with every problem, when there is any
     */
    public static <T> T load(Map<String, String> environment, Function<Settings, T> reader) {
        Settings settings = new Settings(environment);
        T configuration;
        try {
            configuration = reader.apply(settings);
        } catch (IllegalArgumentException refused) {
            // A record refused a substitute, or a combination that no single reader can see.
            if (settings.problems.isEmpty()) {
                settings.problems.add(String.valueOf(refused.getMessage()));
            }
            throw new ConfigurationException(settings.problems);
        }
        if (!settings.problems.isEmpty()) {
            throw new ConfigurationException(settings.problems);
        }
        return configuration;
    }

    /** A required text. */
    public String text(String name) {
        return value(name).orElseGet(() -> {
            problem(name, "is required and is not set");
            return "";
        });
    }

    /** A text, or {@code fallback} where the variable is not set. */
    public String text(String name, String fallback) {
        return value(name).orElse(fallback);
    }

    /** A text that may be absent. */
    public Optional<String> optionalText(String name) {
        return value(name);
    }

    /** A required secret. */
    public Secret secret(String name) {
        return new Secret(text(name));
    }

    /** A secret that may be absent. */
    public Optional<Secret> optionalSecret(String name) {
        return value(name).map(Secret::new);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String name, int fallback, int min, int max) {
        return Math.toIntExact(number(name, fallback, min, max));
    }

    /** A whole number from {@code min} to {@code max}. */
    public long number(String name, long fallback, long min, long max) {
        return value(name)
                .map(text -> {
                    try {
                        long number = Long.parseLong(text);
                        if (number >= min && number <= max) {
                            return number;
                        }
                    } catch (NumberFormatException notANumber) {
                        // Told below, in the same words as a number out of range.
                    }
                    problem(name, "must be a whole number from " + min + " to " + max + " but is '" + text + "'");
                    return fallback;
                })
                .orElse(fallback);
    }

    /** A duration such as {@code 250ms}, {@code 25s}, {@code 5m}, {@code 72h}, {@code 14d} or ISO-8601's {@code PT25S}. */
    public Duration duration(String name, Duration fallback, Duration min, Duration max) {
        return value(name)
                .map(text -> {
                    Optional<Duration> duration = parseDuration(text);
                    if (duration.isPresent()
                            && duration.get().compareTo(min) >= 0
                            && duration.get().compareTo(max) <= 0) {
                        return duration.get();
                    }
                    problem(
                            name,
                            "must be a duration such as 25s, 5m or PT25S, from " + min + " to " + max + ", but is '"
                                    + text + "'");
                    return fallback;
                })
                .orElse(fallback);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        return value(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> {
                        problem(name, "must be true or false but is '" + text + "'");
                        yield fallback;
                    }
                })
                .orElse(fallback);
    }

    /** An absolute URI of one of {@code schemes}, with a host. */
    public URI uri(String name, URI fallback, String... schemes) {
        return value(name)
                .flatMap(text -> parseUri(name, text, List.of(schemes)))
                .orElse(fallback);
    }

    /** One of an enum's constants, written in any case, with {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        E[] constants = requireNonNull(type.getEnumConstants(), "not an enum");
        return value(name)
                .map(text -> {
                    for (E constant : constants) {
                        if (spelling(constant).equals(text.toLowerCase(Locale.ROOT))) {
                            return constant;
                        }
                    }
                    problem(
                            name,
                            "must be one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(constants)
                                                    .map(Settings::spelling)
                                                    .toList())
                                    + " but is '" + text + "'");
                    return fallback;
                })
                .orElse(fallback);
    }

    /** Notes a problem that a reader of its own has found. {@code message} goes on after the variable's name. */
    public void problem(String name, String message) {
        problems.add(name + " " + message);
    }

    private Optional<String> value(String name) {
        String direct = environment.get(name);
        String file = environment.get(name + "_FILE");
        if (direct != null && !direct.isBlank()) {
            if (file != null && !file.isBlank()) {
                problem(name, "is set twice: as " + name + " and as " + name + "_FILE; keep one");
            }
            return Optional.of(direct.strip());
        }
        return file == null || file.isBlank() ? Optional.empty() : read(name, file.strip());
    }

    private Optional<String> read(String name, String file) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (content.isEmpty()) {
                problem(name + "_FILE", "names a file that is empty: " + file);
            }
            return Optional.of(content);
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            problem(
                    name + "_FILE",
                    "names a file that cannot be read: " + file + " ("
                            + unreadable.getClass().getSimpleName() + ")");
            return Optional.of("");
        }
    }

    private Optional<URI> parseUri(String name, String text, List<String> schemes) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException notAUri) {
            // Told below: the text itself may hold credentials, so the parser's message is not shown.
        }
        problem(name, "must be a URL with a host that starts with " + String.join(":// or ", schemes) + "://");
        return Optional.empty();
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (!matcher.matches()) {
            try {
                return Optional.of(Duration.parse(text));
            } catch (DateTimeParseException neitherForm) {
                return Optional.empty();
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
