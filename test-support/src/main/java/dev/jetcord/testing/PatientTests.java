package dev.jetcord.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lets awaited conditions come late on a busy machine: how long something takes is a matter of benchmarks. */
public final class PatientTests implements LauncherSessionListener {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
