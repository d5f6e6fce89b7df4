package dev.jetcord.e2e.bench;

import java.util.concurrent.CountDownLatch;

/** A JVM that does nothing: the ceiling of what a service can be. Ends at once when it is told to. */
final class IdleJvm {
    static final String STAY = "stay";

    private IdleJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("ready");
        if (arguments.length > 0 && arguments[0].equals(STAY)) {
            new CountDownLatch(1).await();
        }
    }
}
