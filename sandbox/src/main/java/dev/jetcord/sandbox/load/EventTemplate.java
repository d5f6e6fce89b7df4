package dev.jetcord.sandbox.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Dispatch;
import java.util.SplittableRandom;

/**
 * An event of one guild whose bytes are written in advance: to send one, only its numbers are put in. Immutable.
 *
 * <p>Its {@value #NUMBER} field is the event's number in its guild, from 1, as {@value #DIGITS} digits.
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are this record's own and never handed out
record EventTemplate(String event, long guild, byte[] data, int numberAt, int idAt) {

    /** Message, Create Message: a text of at most 25 characters that a client may choose. */
    static final String NUMBER = "nonce";

    static final int DIGITS = 19;

    private static final String NUMBER_PLACE = "9".repeat(DIGITS);
    private static final String ID_PLACE = "8".repeat(DIGITS);
    private static final String FILL_PLACE = "jetcord-fill";

    /**
     * Writes an event.
     *
     * @param filled the field whose text fills the data up
     * @param bytes how long the data is, if it is not longer without being filled
     */
    static EventTemplate of(String event, long guild, ObjectNode data, String filled, int bytes) {
        data.put(NUMBER, NUMBER_PLACE).put(filled, FILL_PLACE);
        String text = new String(Json.bytes(data), UTF_8);
        int missing = Math.max(0, bytes - (text.length() - FILL_PLACE.length()));
        String full = text.replace(FILL_PLACE, filling(guild, missing));
        return new EventTemplate(
                event, guild, full.getBytes(UTF_8), full.indexOf(NUMBER_PLACE), full.indexOf(ID_PLACE));
    }

    /** Letters in no order, the same every time: compression is not to have it easier than with what people write. */
    private static String filling(long seed, int length) {
        return new SplittableRandom(seed)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What stands for a new id in the data, where there is one. */
    static String idPlace() {
        return ID_PLACE;
    }

    Dispatch dispatch(long number, long id) {
        byte[] copy = data.clone();
        put(copy, numberAt, number);
        if (idAt >= 0) {
            put(copy, idAt, id);
        }
        return Dispatch.prepared(event, guild, copy);
    }

    private static void put(byte[] target, int at, long number) {
        long rest = number;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
