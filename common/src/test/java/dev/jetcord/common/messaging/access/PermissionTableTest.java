package dev.jetcord.common.messaging.access;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jetcord.common.messaging.UserKey;
import dev.jetcord.testing.TestNatsNode;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with the configuration that is written from the code allows what the operator's page says, and nothing else. */
class PermissionTableTest {
    private static final Pattern REFUSED = Pattern.compile(
            "permissions violation for (publish|subscription) to \"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Path PAGE = Path.of(System.getProperty("jetcord.root"), "docs", "nats.md");
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private static final Map<NatsUser, UserKey> KEYS = new EnumMap<>(NatsUser.class);
    private static TestNatsNode server;
    private static List<Row> table;

    /** What each user may do with a subject: {@code pub}, {@code sub}. */
    private record Row(String subject, Map<NatsUser, Set<String>> rights) {
        boolean allows(NatsUser user, String right) {
            return rights.getOrDefault(user, Set.of()).contains(right);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        for (NatsUser user : NatsUser.values()) {
            KEYS.put(user, UserKey.generate());
        }
        Map<NatsUser, String> publicKeys = KEYS.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().publicKey()));
        server = new TestNatsNode(ServerAccess.keys(publicKeys) + ServerAccess.accounts());
        table = read();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void theServerAllowsWhatTheTableSays(NatsUser user) throws Exception {
        var refused = new Refused();
        Connection connection = connect(user, refused);
        try {
            for (Row row : table) {
                connection.publish(row.subject(), new byte[0]);
            }
            connection.flush(FLUSH);
            for (Row row : table) {
                connection.subscribe(row.subject()).unsubscribe();
            }
            connection.flush(FLUSH);
        } finally {
            connection.close();
        }

        assertThat(allowed(refused.publish)).isEqualTo(expected(user, "pub"));
        assertThat(allowed(refused.subscription)).isEqualTo(expected(user, "sub"));
    }

    @ParameterizedTest
    @EnumSource
    void noRightIsGrantedThatTheTableDoesNotShow(NatsUser user) {
        assertThat(user.permissions().publish()).allMatch(pattern -> shows(user, "pub", pattern));
        assertThat(user.permissions().subscribe()).allMatch(pattern -> shows(user, "sub", pattern));
    }

    @Test
    void whoHasNoKeyIsNotLetIn() {
        assertThat(catchThrowable(() -> Nats.connect(server.url()))).hasMessageContaining("Authorization");
    }

    private static Connection connect(NatsUser user, ErrorListener listener) throws IOException, InterruptedException {
        return Nats.connect(Options.builder()
                .server(server.url())
                .authHandler(requireNonNull(KEYS.get(user)).authentication())
                .inboxPrefix("_INBOX." + user.id())
                .maxReconnects(0)
                .errorListener(listener)
                .build());
    }

    private static Set<String> allowed(Set<String> refused) {
        var allowed = new TreeSet<String>();
        table.stream()
                .map(Row::subject)
                .filter(subject -> !refused.contains(subject))
                .forEach(allowed::add);
        return allowed;
    }

    private static Set<String> expected(NatsUser user, String right) {
        var expected = new TreeSet<String>();
        table.stream().filter(row -> row.allows(user, right)).map(Row::subject).forEach(expected::add);
        return expected;
    }

    private static boolean shows(NatsUser user, String right, String pattern) {
        Pattern subjects = Pattern.compile(
                Pattern.quote(pattern).replace("*", "\\E[^.]+\\Q").replace(">", "\\E.+\\Q"));
        return table.stream()
                .filter(row -> row.allows(user, right))
                .anyMatch(row -> subjects.matcher(row.subject()).matches());
    }

    private static List<Row> read() throws IOException {
        List<List<String>> lines = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| subject |"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> header = lines.getFirst();
        Map<NatsUser, Integer> columns = Stream.of(NatsUser.values())
                .collect(toMap(Function.identity(), user -> header.indexOf("`" + user.id() + "`")));
        return lines.stream()
                .skip(2)
                .filter(cells -> cells.get(1).startsWith("`"))
                .map(cells -> new Row(
                        cells.get(1).replace("`", ""),
                        columns.entrySet().stream()
                                .collect(toMap(
                                        Map.Entry::getKey,
                                        column -> Set.of(
                                                cells.get(column.getValue()).split(" "))))))
                .toList();
    }

    private static final class Refused implements ErrorListener {
        private final Set<String> publish = new ConcurrentSkipListSet<>();
        private final Set<String> subscription = new ConcurrentSkipListSet<>();

        @Override
        public void errorOccurred(Connection connection, String error) {
            Matcher matcher = REFUSED.matcher(error);
            if (matcher.find()) {
                (matcher.group(1).equalsIgnoreCase("publish") ? publish : subscription).add(matcher.group(2));
            }
        }
    }
}
