package dev.jetcord.e2e.bench;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What another JVM has used since it started: time of the processors, and bytes that its threads have allocated. */
final class ProcessCost implements AutoCloseable {
    private static final String THREADS = "java.lang:type=Threading";
    private static final String ALLOCATED = "TotalThreadAllocatedBytes";
    // proc_pid_stat(5): in ticks, of which Linux shows 100 a second to programs on all usual processors.
    private static final double MICROS_A_TICK = 10_000;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Path stat;
    private final JMXConnector connector;

    private ProcessCost(Path stat, JMXConnector connector) {
        this.stat = stat;
        this.connector = connector;
    }

    /** Attaches to a JVM of the same user. */
    @SuppressWarnings("BanJNDI") // the address is that of a process which this program has started itself
    static ProcessCost of(long pid) throws Exception {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            throw new UnmeasurableException(
                    "process " + pid + " has ended, or this system has no /proc to read its time from");
        }
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new ProcessCost(
                    stat, JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** In microseconds of one processor. */
    double processorMicros() throws IOException {
        String line = Files.readString(stat);
        // The name of the program, which stands in brackets, may hold blanks.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * MICROS_A_TICK;
    }

    /** By all threads, those that have ended included; without what native code takes. */
    long allocatedBytes() throws Exception {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        return (Long) server.getAttribute(new ObjectName(THREADS), ALLOCATED);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
