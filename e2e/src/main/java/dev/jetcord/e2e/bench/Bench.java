package dev.jetcord.e2e.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.e2e.bench.Scenario.Effort;
import dev.jetcord.e2e.fleet.Jars;
import dev.jetcord.e2e.fleet.Launcher;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program behind {@code ./jetcord bench}. */
@Command(
        name = "jetcord bench",
        description = "Measure Jetcord and, in turns with it, what this machine can do without it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything was measured, every hard gate reached", "1:it was not"})
public final class Bench implements Callable<Integer> {
    private static final int MIB = 1024 * 1024;

    private final List<Scenario> scenarios;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SCENARIO", description = "What to measure; default: all. See --list.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Print the scenarios.")
    private boolean list;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "About how long each measurement takes. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each is repeated. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every figure into a file.")
    private Optional<Path> json = Optional.empty();

    private Bench(List<Scenario> scenarios) {
        this.scenarios = List.copyOf(scenarios);
    }

    public static void main(String[] arguments) {
        // In seconds. A request on a connection that the sandbox just then
        // closes, having heard nothing for long, would fail.
        System.setProperty("jdk.httpclient.keepalive.timeout", "2");
        Launcher.endWithIt();
        var installation = Jars.ofThisProgram();
        System.exit(new CommandLine(new Bench(List.of(
                        new BridgeScenario(installation),
                        new GrowthScenario(installation),
                        new ConsumerScenario(),
                        new FleetScenario(installation),
                        new StartScenario(installation),
                        new MemoryScenario(installation),
                        new LatencyScenario(installation.libraries()),
                        new RecoveryScenario(installation),
                        new TracesScenario(),
                        new MicroScenario(installation))))
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            scenarios.forEach(scenario -> out.println(scenario.name() + "\t" + scenario.description()));
            return 0;
        }
        var effort = new Effort(seconds, rounds);
        var report = new Report(machine());
        for (Scenario scenario : chosen()) {
            out.println(scenario.name() + ": " + scenario.description());
            out.flush();
            measure(scenario, effort, report, out);
        }
        out.println();
        out.println(report.table());
        if (json.isPresent()) {
            Files.writeString(
                    json.get(),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json()));
        }
        return report.good() ? 0 : 1;
    }

    private static void measure(Scenario scenario, Effort effort, Report report, PrintWriter out)
            throws InterruptedException {
        try {
            report.add(scenario.name(), scenario.run(effort, words -> {
                out.println("  " + words);
                out.flush();
            }));
        } catch (InterruptedException e) {
            throw e;
        } catch (UnmeasurableException e) {
            report.addFailure(scenario.name(), String.valueOf(e.getMessage()));
        } catch (Exception e) {
            // One that is broken must not take the others' figures with it.
            report.addFailure(scenario.name(), e.toString());
        }
    }

    private List<Scenario> chosen() {
        List<String> known = scenarios.stream().map(Scenario::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "no scenario '" + name + "'; there are: " + String.join(", ", known));
            }
        }
        return names.isEmpty()
                ? scenarios
                : scenarios.stream()
                        .filter(scenario -> names.contains(scenario.name()))
                        .collect(Collectors.toList());
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return "%s %s, %d processors, Java %s, heap up to %d MiB"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        runtime.availableProcessors(),
                        Runtime.version(),
                        runtime.maxMemory() / MIB);
    }
}
