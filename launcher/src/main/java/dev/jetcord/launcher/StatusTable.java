package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.FleetStatus.Entry;
import dev.jetcord.launcher.terminal.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What runs where, as people read it. */
final class StatusTable {
    private StatusTable() {}

    /**
     * A line for each service.
     *
     * @param folder logs inside it are shown relative to it
     */
    static String of(List<Entry> entries, Path folder) {
        var table = new Table("NAME", "STATE", "PID", "ADDRESS", "LOG");
        for (Entry entry : entries) {
            var service = entry.service();
            Path log = Path.of(service.log());
            table.row(
                    service.name(),
                    state(entry),
                    Long.toString(service.pid()),
                    service.address(),
                    (log.startsWith(folder) ? folder.relativize(log) : log).toString());
        }
        return table.toString();
    }

    static String state(Entry entry) {
        return entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
