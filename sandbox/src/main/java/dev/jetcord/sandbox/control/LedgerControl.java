package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.ledger.Ledger;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/** Control routes that show the ledger: every dispatch, one a line, and what it adds up to. */
public final class LedgerControl {

    private final Ledger ledger;

    public LedgerControl(Ledger ledger) {
        this.ledger = ledger;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/control/ledger", this::entries);
        routes.open("GET", "/control/ledger/summary", call -> Reply.ok(ledger.summary(after(call))));
    }

    private Reply entries(Call call) throws ApiException {
        long after = after(call);
        return Reply.lines(target -> write(ledger.entries(after).iterator(), target));
    }

    /** Only events with a greater number are wanted. */
    private static long after(Call call) throws ApiException {
        return call.number("after", 0, 0, Long.MAX_VALUE);
    }

    private static void write(Iterator<ObjectNode> entries, OutputStream target) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(target, 1 << 16);
        while (entries.hasNext()) {
            buffered.write(Json.bytes(entries.next()));
            buffered.write('\n');
        }
        buffered.flush();
    }
}
