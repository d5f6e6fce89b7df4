package dev.jetcord.common.lifecycle;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a task of ours in the place of the JVM's own reaction to SIGTERM and SIGINT (Ctrl-C), which runs the shutdown hooks
 * and then exits with 128 plus the signal's number, however well the stop went.
 */
final class StopSignals {
    private static final Logger log = LoggerFactory.getLogger(StopSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    private StopSignals() {}

    /** Runs the task, which must return soon, at each such signal. */
    static void handle(Runnable task) {
        for (String name : NAMES) {
            try {
                handle(name, task);
            } catch (ReflectiveOperationException | IllegalArgumentException refused) {
                // The JVM was started with -Xrs, or is one without the class:
                // the shutdown hook still stops the service.
                log.warn("SIG{} is left to the JVM: the exit code after it will not be 0", name);
            }
        }
    }

    /**
     * Reflection, because javac warns of {@code sun.misc.Signal} without a way to suppress it, and warnings are errors here.
     * The class is one of those that JEP 260 keeps until there is a replacement.
     */
    private static void handle(String name, Runnable task) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        MethodHandle run = MethodHandles.lookup()
                .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                .bindTo(task);
        Object ours = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    }
}
