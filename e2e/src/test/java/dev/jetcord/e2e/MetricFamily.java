package dev.jetcord.e2e;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A metric as {@code /metrics} shows it: its samples are merged into the set of their labels. */
record MetricFamily(String name, String type, String meaning, Set<String> labels, Set<String> services) {
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z][a-z0-9_]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");
    /** Of a histogram's buckets and a summary's quantiles: no labels of ours. */
    private static final Set<String> PARTS = Set.of("le", "quantile");

    /** Adds what a service shows. */
    static void read(String exposition, String service, Map<String, MetricFamily> families) {
        Map<String, String> meanings = new TreeMap<>();
        for (String line : exposition.lines().toList()) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                meanings.put(help.group(1), help.group(2).strip());
            } else if (type.matches()) {
                families.computeIfAbsent(
                                type.group(1),
                                name -> new MetricFamily(
                                        name,
                                        type.group(2),
                                        meanings.getOrDefault(name, ""),
                                        new TreeSet<>(),
                                        new TreeSet<>()))
                        .services()
                        .add(service);
            } else if (sample.matches()) {
                MetricFamily family = families.get(sample.group(1));
                if (family == null) {
                    family = families.get(PART.matcher(sample.group(1)).replaceFirst(""));
                }
                if (family == null) {
                    throw new AssertionError("a sample of no family: " + line);
                }
                if (sample.group(2) != null) {
                    LABEL.matcher(sample.group(2))
                            .results()
                            .map(label -> label.group(1))
                            .filter(label -> !PARTS.contains(label))
                            .forEach(family.labels()::add);
                }
            }
        }
    }

    /** Its row in the page, of which {@link #parse} is the opposite. */
    String row() {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(name, type, String.join(", ", labels), String.join(", ", services), meaning);
    }

    static MetricFamily parse(String row) {
        String[] cells = row.split("\\|", -1);
        return new MetricFamily(
                cells[1].strip().replace("`", ""),
                cells[2].strip(),
                cells[5].strip(),
                words(cells[3]),
                words(cells[4]));
    }

    private static Set<String> words(String cell) {
        return cell.isBlank() ? Set.of() : new TreeSet<>(Set.of(cell.strip().split(", ")));
    }
}
