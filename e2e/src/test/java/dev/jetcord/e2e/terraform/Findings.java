package dev.jetcord.e2e.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a control finds wrong. */
final class Findings {
    private final List<String> all = new ArrayList<>();

    /** Adds a finding when something does not hold. */
    void require(boolean holds, Object where, String what) {
        if (!holds) {
            all.add(where + ": " + what);
        }
    }

    /** Adds a finding when an argument has another text. */
    void text(Block block, String expected, String... path) {
        String found = block.text(path);
        require(found.equals(expected), block, String.join(".", path) + " is '" + found + "', not '" + expected + "'");
    }

    /** Adds a finding when a list has other texts. */
    void texts(Block block, Set<String> expected, String... path) {
        Set<String> found = block.texts(path);
        require(found.equals(expected), block, String.join(".", path) + " is " + found + ", not " + expected);
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
