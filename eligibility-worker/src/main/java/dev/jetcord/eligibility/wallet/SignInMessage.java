package dev.jetcord.eligibility.wallet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.Address;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that proves whose a wallet is (ERC-4361, "Sign-In with Ethereum"). Its statement names the Discord user, so that a
 * signature which somebody was tricked into is of no use to another.
 *
 * @param domain the authority that asks for the signature
 * @param nonce at least 8 letters and digits
 */
public record SignInMessage(
        String domain, Address address, Snowflake user, String nonce, Instant issuedAt, Instant expiresAt) {
    /** Of Ethereum's main network. Which chain it is plays no part in who holds the key. */
    private static final int CHAIN_ID = 1;

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\\d{1,5})?");
    private static final Pattern NONCE = Pattern.compile("[a-zA-Z0-9]{8,64}");
    private static final Pattern FORM = Pattern.compile("""
            (?<domain>[^ \\n]+) wants you to sign in with your Ethereum account:
            (?<address>0x[0-9a-fA-F]{40})

            Link this wallet to the Discord user (?<user>\\d{1,20})\\. Signing costs nothing and moves nothing\\.

            URI: https://(?<uri>[^ \\n]+)/
            Version: 1
            Chain ID: 1
            Nonce: (?<nonce>[a-zA-Z0-9]{8,64})
            Issued At: (?<issued>\\S+)
            Expiration Time: (?<expires>\\S+)""");

    public SignInMessage {
        requireNonNull(address, "address");
        requireNonNull(user, "user");
        requireNonNull(issuedAt, "issuedAt");
        if (!isDomain(domain)) {
            throw new IllegalArgumentException("A domain is a host name in lower case, with or without a port");
        }
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException("A nonce has 8 to 64 letters and digits");
        }
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("A text expires after it was issued");
        }
    }

    /** Whether a text can be the authority. */
    public static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    /** What is signed, character by character. */
    public String text() {
        return """
                %s wants you to sign in with your Ethereum account:
                %s

                Link this wallet to the Discord user %s. Signing costs nothing and moves nothing.

                URI: https://%s/
                Version: 1
                Chain ID: %d
                Nonce: %s
                Issued At: %s
                Expiration Time: %s""".formatted(domain, address, user, domain, CHAIN_ID, nonce, issuedAt, expiresAt);
    }

    /**
     * Reads a text, which must be exactly of the form that {@link #text} gives.
     *
     * @throws IllegalArgumentException otherwise; the message holds nothing of the text
     */
    public static SignInMessage parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("The text is not one of ours");
        }
        try {
            SignInMessage message = new SignInMessage(
                    form.group("domain"),
                    new Address(form.group("address")),
                    Snowflake.parse(form.group("user")),
                    form.group("nonce"),
                    Instant.parse(form.group("issued")),
                    Instant.parse(form.group("expires")));
            // Whatever has two spellings would be signed in one and kept in the other.
            if (!message.text().equals(text)) {
                throw new IllegalArgumentException("The text is not written as ours");
            }
            return message;
        } catch (DateTimeParseException noTime) {
            throw new IllegalArgumentException("The text has a time that is none", noTime);
        }
    }
}
