package dev.jetcord.common.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A service of one part, for tests that end a whole process. It says {@code ready} and then waits for its stop. */
final class StoppingProcess {
    private StoppingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Lifecycle lifecycle = new Lifecycle(Duration.ofMillis(500));
        lifecycle.stopOnExit();
        lifecycle.onStop("part", part(arguments[0]));
        System.out.println("ready");
        if (arguments[0].equals("exits")) {
            System.exit(3);
        }
        lifecycle.awaitStopped();
    }

    private static Lifecycle.Stop part(String behaviour) {
        return switch (behaviour) {
            case "hangs" -> budget -> new CountDownLatch(1).await();
            case "fails" ->
                budget -> {
                    throw new IOException("the part fails");
                };
            default -> budget -> System.out.println("drained");
        };
    }
}
