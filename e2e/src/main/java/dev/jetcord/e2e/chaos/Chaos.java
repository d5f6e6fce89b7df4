package dev.jetcord.e2e.chaos;

import dev.jetcord.e2e.chaos.Fault.Findings;
import dev.jetcord.e2e.chaos.Judge.Beginning;
import dev.jetcord.e2e.fleet.Jars;
import dev.jetcord.e2e.fleet.Launcher;
import dev.jetcord.launcher.process.Folders;
import dev.jetcord.launcher.terminal.Table;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./jetcord chaos}. */
@Command(
        name = "jetcord chaos",
        description =
                "Kill, freeze and cut off real processes under load, and compare what Discord sent with what is stored.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every figure is as it should be", "1:one is not, or a scenario could not be judged"})
public final class Chaos implements Callable<Integer> {
    private static final double MILLIS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--scenario", paramLabel = "NAME", description = "One of those that --list prints; default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Print the scenarios.")
    private boolean list;

    @Option(
            names = "--minutes",
            defaultValue = "0",
            description = "Go on from the start until this time is over. Default: each scenario once.")
    private int minutes;

    @Option(names = "--rate", defaultValue = "2000", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    private Chaos() {}

    public static void main(String[] arguments) {
        Launcher.endWithIt();
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Fault> faults = chosen();
        if (list) {
            faults.forEach(fault -> out.println(fault.name() + "\t" + fault.description()));
            return 0;
        }
        var table = new Table("SCENARIO", "SENT", "STORED", "LOST", "DOUBLED", "UNSEEN", "OUT OF ORDER", "GAP", "");
        boolean good = true;
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        do {
            for (Fault fault : faults) {
                out.println(fault.name() + ": " + fault.description());
                out.flush();
                good &= run(fault, table, out);
            }
        } while (System.nanoTime() < end);
        out.println();
        out.println(table);
        out.flush();
        return good ? 0 : 1;
    }

    private boolean run(Fault fault, Table table, PrintWriter out) throws Exception {
        Path folder = Files.createTempDirectory("jetcord-chaos");
        try {
            List<String> wrong = judge(fault, folder, table, out);
            if (wrong.isEmpty()) {
                Folders.delete(folder);
            } else {
                out.println("  WRONG: " + String.join("; ", wrong) + "; the logs are in " + folder);
            }
            return wrong.isEmpty();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // One that can't be judged must not take the others' verdicts with it.
            table.row(fault.name(), "", "", "", "", "", "", "", "NOT JUDGED");
            out.println("  could not be judged: " + e);
            return false;
        }
    }

    // Each fault has a fleet of its own: what one leaves behind must not help or hurt the next.
    private List<String> judge(Fault fault, Path folder, Table table, PrintWriter out) throws Exception {
        try (ChaosFleet fleet = ChaosFleet.start(Jars.ofThisProgram(), folder, fault.setup())) {
            var load = new SteadyLoad(fleet, rate, SteadyLoad.USUAL_PAUSE);
            Beginning beginning = load.begin();
            Findings findings = fault.injection().into(fleet);
            load.endAndSettle();
            Verdict verdict = Judge.judge(fleet, beginning);
            var wrong = new ArrayList<>(verdict.wrong(fault.expectation()));
            wrong.addAll(findings.wrong());
            findings.measured().forEach(line -> out.println("  " + line));
            out.println("  " + verdict);
            table.row(
                    fault.name(),
                    Long.toString(verdict.sent()),
                    Long.toString(verdict.stored()),
                    Long.toString(verdict.lost()),
                    Long.toString(verdict.doubled()),
                    Long.toString(verdict.unseen()),
                    Long.toString(verdict.outOfOrder()),
                    String.format(Locale.ROOT, "%.1f s", verdict.longestGap().toMillis() / MILLIS),
                    wrong.isEmpty() ? "ok" : "WRONG");
            return wrong;
        }
    }

    private List<Fault> chosen() {
        List<Fault> all = Faults.all();
        for (String name : names) {
            if (all.stream().noneMatch(fault -> fault.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "no scenario '" + name + "'; --list prints them");
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(fault -> names.contains(fault.name())).toList();
    }
}
