package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/**
 * JetStream's acknowledgement of a publish in the one form that is usual: stored, and for the first time (NATS, "JetStream wire
 * API"). The client's reader of JSON takes longer for it than all else that is done with an acknowledgement.
 *
 * @param stream its name
 * @param sequence in the stream
 */
record StoredAnswer(String stream, long sequence) {
    private static final byte[] BEFORE_STREAM = "{\"stream\":\"".getBytes(ISO_8859_1);
    private static final byte[] BEFORE_SEQUENCE = "\",\"seq\":".getBytes(ISO_8859_1);
    /** So many fit into a long, whatever they are. */
    private static final int MOST_DIGITS = 18;

    /** Reads an answer; empty when it is of another form, which may be as good. */
    static Optional<StoredAnswer> read(byte[] answer) {
        int stream = BEFORE_STREAM.length;
        if (!holds(answer, 0, BEFORE_STREAM)) {
            return Optional.empty();
        }
        int end = stream;
        while (end < answer.length && isPlain(answer[end])) {
            end++;
        }
        if (!holds(answer, end, BEFORE_SEQUENCE)) {
            return Optional.empty();
        }
        int last = answer.length - 1;
        int first = end + BEFORE_SEQUENCE.length;
        if (first >= last || last - first > MOST_DIGITS || answer[last] != '}') {
            return Optional.empty();
        }
        long sequence = 0;
        for (int at = first; at < last; at++) {
            int digit = answer[at] - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            sequence = 10 * sequence + digit;
        }
        return Optional.of(new StoredAnswer(new String(answer, stream, end - stream, ISO_8859_1), sequence));
    }

    private static boolean holds(byte[] answer, int at, byte[] part) {
        int end = at + part.length;
        return end <= answer.length && Arrays.equals(answer, at, end, part, 0, part.length);
    }

    /** What stands for itself in a JSON string. */
    private static boolean isPlain(byte character) {
        return character >= ' ' && character != '"' && character != '\\';
    }
}
