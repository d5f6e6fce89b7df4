package dev.jetcord.e2e.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.launcher.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has found, as a table for people and as JSON. Not thread-safe. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double WHOLE_NUMBERS_FROM = 100;
    private static final String UNMEASURED = "not measured: ";

    private final String machine;
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    Report(String machine) {
        this.machine = machine;
    }

    void add(String scenario, List<? extends Row> found) {
        rows.put(scenario, List.copyOf(found));
    }

    void addFailure(String scenario, String problem) {
        failures.put(scenario, problem);
    }

    /** Whether everything was measured, and every hard gate reached. */
    boolean good() {
        return failures.isEmpty()
                && rows.values().stream().flatMap(List::stream).allMatch(row -> switch (row) {
                    case Figure figure -> !figure.failsTheRun();
                    case Unmeasured _ -> false;
                });
    }

    String table() {
        var table =
                new Table("SCENARIO", "MEASURED", "UNIT", "OURS", "MIN..MAX", "CEILING", "MIN..MAX", "RATIO", "GATE");
        rows.forEach((scenario, list) -> list.forEach(row -> {
            switch (row) {
                case Figure figure -> addTo(table, scenario, figure);
                case Unmeasured unmeasured ->
                    table.row(scenario, unmeasured.what(), "", "", "", "", "", "", UNMEASURED + unmeasured.problem());
            }
        }));
        var text = new StringBuilder(machine).append('\n').append(table);
        failures.forEach((scenario, problem) -> text.append('\n')
                .append(scenario)
                .append(" could not be measured: ")
                .append(problem));
        return text.toString();
    }

    private static void addTo(Table table, String scenario, Figure figure) {
        table.row(
                scenario,
                figure.what(),
                figure.unit(),
                number(figure.ours().median()),
                range(figure.ours()),
                figure.ceiling().map(spread -> number(spread.median())).orElse(""),
                figure.ceiling().map(Report::range).orElse(""),
                figure.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", figure.ratio().getAsDouble())
                        : "",
                verdict(figure));
    }

    ObjectNode json() {
        ObjectNode document = JSON.createObjectNode().put("machine", machine).put("good", good());
        ArrayNode figures = document.putArray("figures");
        ArrayNode unmeasured = document.putArray("unmeasured");
        rows.forEach((scenario, list) -> list.forEach(row -> {
            switch (row) {
                case Figure figure -> add(figures.addObject().put("scenario", scenario), figure);
                case Unmeasured missing ->
                    unmeasured
                            .addObject()
                            .put("scenario", scenario)
                            .put("measured", missing.what())
                            .put("problem", missing.problem());
            }
        }));
        var failed = document.putObject("failures");
        failures.forEach(failed::put);
        return document;
    }

    private static void add(ObjectNode node, Figure figure) {
        node.put("measured", figure.what()).put("unit", figure.unit()).put("gate", verdict(figure));
        add(node.putObject("ours"), figure.ours());
        figure.ceiling().ifPresent(spread -> add(node.putObject("ceiling"), spread));
        figure.ratio().ifPresent(ratio -> node.put("ratio", ratio));
    }

    private static void add(ObjectNode node, Spread spread) {
        node.put("median", spread.median()).put("min", spread.min()).put("max", spread.max());
        spread.values().forEach(node.withArray("rounds")::add);
    }

    private static String verdict(Figure figure) {
        String word = figure.reached() ? "reached" : "MISSED";
        return switch (figure.gate()) {
            case Gate.None _ -> "";
            case Gate.RatioAtLeast ratio -> word + " (>= " + ratio.least() + hard(ratio.hard()) + ")";
            case Gate.RatioAtMost ratio -> word + " (<= " + ratio.most() + " times" + hard(ratio.hard()) + ")";
            case Gate.AtMost limit -> word + " (<= " + number(limit.most()) + hard(limit.hard()) + ")";
        };
    }

    private static String hard(boolean hard) {
        return hard ? ", hard" : "";
    }

    private static String range(Spread spread) {
        return number(spread.min()) + ".." + number(spread.max());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= WHOLE_NUMBERS_FROM ? "%,.0f" : "%.2f", value);
    }
}
