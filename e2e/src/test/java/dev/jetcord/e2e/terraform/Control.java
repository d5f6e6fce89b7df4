package dev.jetcord.e2e.terraform;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/**
 * Something that the configuration must hold.
 *
 * @param name what it must hold, in a sentence
 * @param check adds what it finds wrong
 * @param breaks changes that this control must notice, each by itself
 */
record Control(String name, BiConsumer<Configuration, Findings> check, List<Break> breaks) {
    Control {
        breaks = List.copyOf(breaks);
        if (breaks.isEmpty()) {
            throw new IllegalArgumentException("nothing shows that this control can fail: " + name);
        }
    }

    static Control of(String name, BiConsumer<Configuration, Findings> check, Break... breaks) {
        return new Control(name, check, List.of(breaks));
    }

    List<String> findings(Configuration configuration) {
        Findings findings = new Findings();
        try {
            check.accept(configuration, findings);
        } catch (NoSuchElementException gone) {
            findings.require(false, name, String.valueOf(gone.getMessage()));
        }
        return findings.all();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A change of one file: a text that stands there once becomes another. */
    record Break(String file, String from, String to) {
        @Override
        public String toString() {
            return (from + " -> " + to).replaceAll("\\s+", " ");
        }
    }
}
