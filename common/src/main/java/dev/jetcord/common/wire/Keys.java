package dev.jetcord.common.wire;

/** The keys in the contract's key-value buckets, which NATS allows less in than in a subject (NATS ADR-8). */
public final class Keys {
    private static final Escaping ESCAPING = new Escaping('=', Keys::forbidden);
    private static final String ALLOWED = "-_";

    private Keys() {}

    /**
     * Where a command's policy stands: {@code <kind>.<name>}, with everything in the name but ASCII letters, digits,
     * {@code -} and {@code _} written as {@code =} and two upper-case hexadecimal digits a byte of UTF-8.
     */
    public static String commandPolicy(InteractionKind kind, String name) {
        return of(kind.token(), name);
    }

    /**
     * Where something is kept under a name of any characters: {@code <group>.<name>}, the name written likewise.
     *
     * @param group one token
     */
    public static String of(String group, String name) {
        return group + '.' + ESCAPING.encode(name);
    }

    private static boolean forbidden(int codePoint) {
        boolean allowed = (codePoint >= 'a' && codePoint <= 'z')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= '0' && codePoint <= '9')
                || ALLOWED.indexOf(codePoint) >= 0;
        return !allowed;
    }
}
