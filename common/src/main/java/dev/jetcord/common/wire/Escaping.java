package dev.jetcord.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * Writes what a name may not hold as an escape character and two upper-case hexadecimal digits a byte of UTF-8; the empty
 * name as the escape character alone. Everything else stands for itself, so ordinary names stay readable.
 *
 * @param escape must itself be forbidden, so that no two names become one
 * @param forbidden which code points cannot stand for themselves
 */
record Escaping(char escape, IntPredicate forbidden) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    Escaping {
        if (!forbidden.test(escape)) {
            throw new IllegalArgumentException("the escape character " + escape + " must be forbidden in a name");
        }
    }

    String encode(String name) {
        if (name.isEmpty()) {
            return String.valueOf(escape);
        }
        if (isFree(name)) {
            return name;
        }
        StringBuilder token = new StringBuilder();
        name.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            if (forbidden.test(codePoint)) {
                for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
                    token.append(escape).append(HEX.toHexDigits(octet));
                }
            } else {
                token.append(character);
            }
        });
        return token.toString();
    }

    /** No stream: names are encoded with every event. */
    private boolean isFree(String name) {
        int codePoint;
        for (int at = 0; at < name.length(); at += Character.charCount(codePoint)) {
            codePoint = name.codePointAt(at);
            if (forbidden.test(codePoint)) {
                return false;
            }
        }
        return true;
    }
}
