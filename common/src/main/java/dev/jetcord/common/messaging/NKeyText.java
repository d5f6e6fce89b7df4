package dev.jetcord.common.messaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How the keys of NATS users are written: a prefix that shows whose they are, the 32 bytes of Ed25519, and a checksum, in
 * base 32 (NATS, ADR-14 "JWT library free jwt validation" and github.com/nats-io/nkeys).
 */
final class NKeyText {
    static final int KEY_BYTES = 32;

    private static final int SEED = 18 << 3;
    private static final int USER = 20 << 3;
    private static final int CHECKSUM_BYTES = 2;
    /** Of a seed the prefix has 5 bits of its own, and then the 8 bits of the user's. */
    private static final byte[] SEED_PREFIX = {(byte) (SEED | (USER >> 5)), (byte) (USER << 3)};

    private static final byte[] PUBLIC_PREFIX = {(byte) USER};
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int CRC16_XMODEM = 0x1021;

    private NKeyText() {}

    static String ofSeed(byte[] seed) {
        return write(SEED_PREFIX, seed);
    }

    static String ofPublicKey(byte[] key) {
        return write(PUBLIC_PREFIX, key);
    }

    /**
     * The 32 bytes of a user's seed.
     *
     * @throws IllegalArgumentException when it is none; its message does not show the text
     */
    static byte[] seed(String text) {
        byte[] all = decode(text);
        int checked = SEED_PREFIX.length + KEY_BYTES;
        if (all.length != checked + CHECKSUM_BYTES) {
            throw new IllegalArgumentException("an NKey's seed has another length");
        }
        if (!Arrays.equals(Arrays.copyOf(all, SEED_PREFIX.length), SEED_PREFIX)) {
            throw new IllegalArgumentException("the NKey is not the seed of a user");
        }
        short sum = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getShort(checked);
        if (sum != crc16(all, checked)) {
            throw new IllegalArgumentException("the NKey's checksum is wrong");
        }
        return Arrays.copyOfRange(all, SEED_PREFIX.length, checked);
    }

    private static String write(byte[] prefix, byte[] key) {
        int checked = prefix.length + key.length;
        ByteBuffer all = ByteBuffer.allocate(checked + CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        all.put(prefix).put(key).putShort(crc16(all.array(), checked));
        return encode(all.array());
    }

    private static short crc16(byte[] bytes, int count) {
        int crc = 0;
        for (int at = 0; at < count; at++) {
            crc ^= (bytes[at] & 0xff) << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ CRC16_XMODEM;
            }
        }
        return (short) crc;
    }

    // RFC 4648, section 6, without padding.
    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte next : bytes) {
            held = (held << Byte.SIZE) | (next & 0xff);
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(ALPHABET.charAt((held >> (bits - BITS)) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((held << (BITS - bits)) & 31));
        }
        return text.toString();
    }

    private static byte[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * BITS / Byte.SIZE);
        int held = 0;
        int bits = 0;
        for (int at = 0; at < text.length(); at++) {
            int value = ALPHABET.indexOf(text.charAt(at));
            if (value < 0) {
                throw new IllegalArgumentException("an NKey has capital letters and the digits 2 to 7 only");
            }
            held = (held << BITS) | value;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}
