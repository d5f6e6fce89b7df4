package dev.jetcord.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LedgerCapacityTest {

    @Test
    void forgetsTheOldestAndSaysHowMany() {
        Ledger ledger = new Ledger(2 * Page.ENTRIES, InstantSource.system());
        SessionRecord session = ledger.open("session", 0, 1);

        for (int i = 1; i <= 2 * Page.ENTRIES + 1; i++) {
            ledger.note(session, i, ledger.nextNumber(), "EVENT", OptionalLong.empty(), OptionalLong.empty());
        }

        assertThat(ledger.summary(0).path("forgotten_entries").asInt()).isEqualTo(Page.ENTRIES);
        assertThat(ledger.summary(0).path("events").asInt()).isEqualTo(Page.ENTRIES + 1);
        assertThat(ledger.entries(0).findFirst())
                .hasValueSatisfying(
                        entry -> assertThat(entry.path("number").asInt()).isEqualTo(Page.ENTRIES + 1));
    }

    @Test
    void notesNothingThatNobodyCouldMissBeforeTheFirstSession() {
        Ledger ledger = new Ledger(1, InstantSource.system());

        ledger.noteUnserved(ledger.nextNumber(), "GUILD_CREATE", OptionalLong.of(1), OptionalLong.empty());

        assertThat(ledger.entries(0)).isEmpty();
    }
}
