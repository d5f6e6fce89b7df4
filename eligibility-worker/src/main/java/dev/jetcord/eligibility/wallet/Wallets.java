package dev.jetcord.eligibility.wallet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.Answers.Challenge;
import dev.jetcord.common.eligibility.Questions.WalletChange;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.audit.AuditTrail.Action;
import dev.jetcord.eligibility.refusal.RefusedException;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Links wallets to users by signature. A text can be signed for ten minutes, and its nonce is used once; an address belongs to
 * one user at a time, until that user lets it go. Each call is part of its caller's transaction. Thread-safe.
 */
public final class Wallets {
    private static final Duration TEXT_LIFE = Duration.ofMinutes(10);
    private static final int NONCE_BYTES = 16;
    /** A user asks about each of them at every check. */
    private static final int MAX_WALLETS = 10;

    private static final int MAX_TEXTS = 10;

    private final String domain;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param domain who asks for the signature, as the wallet shows it
     * @param random a source that nobody can foresee
     */
    public Wallets(String domain, InstantSource clock, RandomGenerator random) {
        this.domain = requireNonNull(domain, "domain");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /** The text to sign for a wallet. */
    public Challenge begin(Handle handle, WalletChange asked) throws RefusedException {
        Address address = address(asked.address());
        requireFree(handle, address, asked.userId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (WalletStore.texts(handle, asked.userId(), now) >= MAX_TEXTS) {
            throw new RefusedException("You have asked for many texts and signed none of them. Wait ten minutes.");
        }
        SignInMessage message = new SignInMessage(domain, address, asked.userId(), nonce(), now, now.plus(TEXT_LIFE));
        WalletStore.keepText(handle, message);
        return new Challenge(message.text(), message.nonce(), message.expiresAt());
    }

    /** Links the wallet whose key signed a text of ours. */
    public Answers.Wallets verify(Handle handle, WalletVerify asked) throws RefusedException {
        SignInMessage message = WalletStore.takeText(handle, asked.nonce())
                .filter(text -> text.user().equals(asked.userId()))
                .filter(text -> text.domain().equals(domain))
                .orElseThrow(() -> new RefusedException(
                        "That text was used already, or was not made for you. Begin again with /wallet link."));
        if (!clock.instant().isBefore(message.expiresAt())) {
            throw new RefusedException("That text has expired. Begin again with /wallet link.");
        }
        if (!Signatures.signer(message.text(), asked.signature()).equals(message.address())) {
            throw new RefusedException("That signature is not of " + message.address()
                    + " for this text. Sign exactly the text that was shown, with that wallet.");
        }
        requireFree(handle, message.address(), asked.userId());
        if (WalletStore.list(handle, asked.userId()).size() >= MAX_WALLETS) {
            throw new RefusedException(
                    "You have linked " + MAX_WALLETS + " wallets, which is the most. Unlink one first.");
        }
        if (WalletStore.add(handle, message.address(), asked.userId())) {
            AuditTrail.add(
                    handle, Action.WALLET_LINKED, Optional.empty(), Optional.of(asked.userId()), Optional.empty(), "");
            Schedule.askForUser(handle, asked.userId());
        }
        return list(handle, asked.userId());
    }

    public Answers.Wallets list(Handle handle, Snowflake user) {
        return new Answers.Wallets(WalletStore.list(handle, user));
    }

    /** Takes a wallet away. */
    public Answers.Wallets unlink(Handle handle, WalletChange asked) throws RefusedException {
        Address address = address(asked.address());
        if (!WalletStore.remove(handle, address, asked.userId())) {
            throw new RefusedException("You have not linked " + address + ".");
        }
        AuditTrail.add(
                handle, Action.WALLET_UNLINKED, Optional.empty(), Optional.of(asked.userId()), Optional.empty(), "");
        Schedule.askForUser(handle, asked.userId());
        return list(handle, asked.userId());
    }

    /**
     * Forgets a user's wallets; a check of each guild follows that takes what depended on them.
     *
     * @return how many there were
     */
    public int forget(Handle handle, Snowflake user) {
        Schedule.askForUser(handle, user);
        return WalletStore.removeAll(handle, user);
    }

    private static void requireFree(Handle handle, Address address, Snowflake user) throws RefusedException {
        Optional<Snowflake> owner = WalletStore.owner(handle, address);
        if (owner.isPresent() && !owner.get().equals(user)) {
            throw new RefusedException(address
                    + " is linked to another Discord user, who must unlink it there with /wallet unlink first.");
        }
    }

    private static Address address(String text) throws RefusedException {
        try {
            return Address.parse(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(malformed.getMessage() + ".");
        }
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
