package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.FleetControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description =
                "Drain and stop the fleet, also one that crashed or is half started; nothing of it keeps running.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private final Context context;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        FleetControl fleet = context.fleet();
        context.steps().run("stopping the fleet", () -> words(fleet.down()));
        return 0;
    }

    private static String words(int stopped) {
        return switch (stopped) {
            case 0 -> "nothing was running";
            case 1 -> "1 process stopped";
            default -> stopped + " processes stopped";
        };
    }
}
