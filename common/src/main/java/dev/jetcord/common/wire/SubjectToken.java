package dev.jetcord.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Encodes a name as one token of a NATS subject. White space, control characters and {@code . * > %} are written as
 * {@code %} and two upper-case hexadecimal digits a byte of UTF-8; the empty name is {@code %}. Everything else stands
 * for itself, so ordinary command names are readable in a subject (NATS Docs, "Subject-Based Messaging").
 */
public final class SubjectToken {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String FORBIDDEN = ".*>%";

    private SubjectToken() {}

    public static String encode(String name) {
        if (name.isEmpty()) {
            return "%";
        }
        if (name.codePoints().noneMatch(SubjectToken::forbidden)) {
            return name;
        }
        StringBuilder token = new StringBuilder();
        name.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            if (forbidden(codePoint)) {
                for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
                    token.append('%').append(HEX.toHexDigits(octet));
                }
            } else {
                token.append(character);
            }
        });
        return token.toString();
    }

    private static boolean forbidden(int codePoint) {
        return FORBIDDEN.indexOf(codePoint) >= 0
                || Character.isISOControl(codePoint)
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint);
    }
}
