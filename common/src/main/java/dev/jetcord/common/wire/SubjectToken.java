package dev.jetcord.common.wire;

/**
 * Encodes a name as one token of a NATS subject. White space, control characters and {@code . * > %} are written as
 * {@code %} and two upper-case hexadecimal digits a byte of UTF-8; the empty name is {@code %}. Everything else stands
 * for itself, so ordinary command names are readable in a subject (NATS Docs, "Subject-Based Messaging").
 */
public final class SubjectToken {
    private static final String FORBIDDEN = ".*>%";
    private static final Escaping ESCAPING = new Escaping('%', SubjectToken::forbidden);

    private SubjectToken() {}

    public static String encode(String name) {
        return ESCAPING.encode(name);
    }

    private static boolean forbidden(int codePoint) {
        return FORBIDDEN.indexOf(codePoint) >= 0
                || Character.isISOControl(codePoint)
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint);
    }
}
