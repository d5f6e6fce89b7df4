package dev.jetcord.e2e;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.testkit.TestEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages as a release wrote them: one of each subject, without its partition. */
record Recording(List<Message> messages) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String LAST_RELEASE = "1";
    private static final Path FOLDER = Path.of(System.getProperty("jetcord.root"), "e2e/src/test/resources/compat");

    Recording {
        messages = List.copyOf(messages);
    }

    /** The recording of the release before this version, which it must work beside. */
    static Recording ofLastRelease() throws IOException {
        return new Recording(JSON.readValue(Files.readString(file(LAST_RELEASE)), new TypeReference<>() {}));
    }

    void write(String release) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(file(release), JSON.writeValueAsString(messages) + "\n");
    }

    private static Path file(String release) {
        return FOLDER.resolve(release + ".json");
    }

    /** One message of a stream. */
    record Message(String stream, String subject, Map<String, String> headers, String body) {
        Message {
            headers = new TreeMap<>(headers);
        }

        TestEvent event() {
            return new TestEvent(subject, headers, body);
        }

        /** Its subject without what differs from guild to guild. */
        String kind() {
            return subject.replaceFirst("\\.p\\d\\d$", "");
        }

        /** Its headers, with what differs from message to message made alike. */
        Map<String, String> form() {
            Map<String, String> form = new TreeMap<>(headers);
            form.replaceAll((_, value) -> value.replaceAll("[0-9a-f]+", "0"));
            return form;
        }

        @Override
        public String toString() {
            return kind();
        }
    }
}
