package dev.jetcord.eligibility.wallet;

import dev.jetcord.common.eligibility.Answers.Wallet;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.sql.Columns;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Wallets and the texts that wait for a signature. Each call is part of its caller's transaction. */
public final class WalletStore {
    private WalletStore() {}

    /** The wallets of some users; users without are left out. */
    public static Map<Snowflake, Set<Address>> of(Handle handle, Collection<Snowflake> users) {
        Map<Snowflake, Set<Address>> wallets = new HashMap<>();
        handle.createQuery("SELECT user_id, address FROM wallets WHERE user_id = ANY(:users)")
                .bindBySqlType("users", Columns.ids(users), Types.ARRAY)
                .map((row, _) -> Map.entry(new Snowflake(row.getLong(1)), new Address(row.getString(2))))
                .forEach(owned -> wallets.computeIfAbsent(owned.getKey(), _ -> new HashSet<>())
                        .add(owned.getValue()));
        return wallets;
    }

    static List<Wallet> list(Handle handle, Snowflake user) {
        return handle.createQuery(
                        "SELECT address, linked_at FROM wallets WHERE user_id = :user ORDER BY linked_at, address")
                .bind("user", user.value())
                .map((row, _) ->
                        new Wallet(row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
    }

    static Optional<Snowflake> owner(Handle handle, Address address) {
        return handle.createQuery("SELECT user_id FROM wallets WHERE address = :address")
                .bind("address", address.value())
                .mapTo(Long.class)
                .findOne()
                .map(Snowflake::new);
    }

    /** Gives a wallet to a user. Returns false when it is somebody's already */
    static boolean add(Handle handle, Address address, Snowflake user) {
        return handle.createUpdate(
                                "INSERT INTO wallets (address, user_id) VALUES (:address, :user) ON CONFLICT DO NOTHING")
                        .bind("address", address.value())
                        .bind("user", user.value())
                        .execute()
                == 1;
    }

    static boolean remove(Handle handle, Address address, Snowflake user) {
        return handle.createUpdate("DELETE FROM wallets WHERE address = :address AND user_id = :user")
                        .bind("address", address.value())
                        .bind("user", user.value())
                        .execute()
                == 1;
    }

    /** Returns how many there were */
    static int removeAll(Handle handle, Snowflake user) {
        handle.createUpdate("DELETE FROM nonces WHERE user_id = :user")
                .bind("user", user.value())
                .execute();
        return handle.createUpdate("DELETE FROM wallets WHERE user_id = :user")
                .bind("user", user.value())
                .execute();
    }

    static void keepText(Handle handle, SignInMessage message) {
        handle.createUpdate("""
                        INSERT INTO nonces (nonce, user_id, message, expires_at)
                        VALUES (:nonce, :user, :message, :expires)
                        """)
                .bind("nonce", message.nonce())
                .bind("user", message.user().value())
                .bind("message", message.text())
                .bind("expires", Columns.time(message.expiresAt()))
                .execute();
    }

    static int texts(Handle handle, Snowflake user, Instant now) {
        return handle.createQuery("SELECT count(*) FROM nonces WHERE user_id = :user AND expires_at > :now")
                .bind("user", user.value())
                .bind("now", Columns.time(now))
                .mapTo(Integer.class)
                .one();
    }

    /** Takes the text of a nonce, which then is used. */
    static Optional<SignInMessage> takeText(Handle handle, String nonce) {
        return handle.createQuery("DELETE FROM nonces WHERE nonce = :nonce RETURNING message")
                .bind("nonce", nonce)
                .mapTo(String.class)
                .findOne()
                .map(SignInMessage::parse);
    }

    /** Removes texts that can be used no more. */
    public static void expire(Handle handle) {
        handle.execute("DELETE FROM nonces WHERE expires_at < now() - interval '1 hour'");
    }
}
