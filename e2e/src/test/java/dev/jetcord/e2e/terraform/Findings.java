package dev.jetcord.e2e.terraform;

import java.util.ArrayList;
import java.util.List;

/** What a control finds wrong. */
final class Findings {
    private final List<String> all = new ArrayList<>();

    /** Adds a finding when something does not hold. */
    void require(boolean holds, Object where, String what) {
        if (!holds) {
            all.add(where + ": " + what);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
