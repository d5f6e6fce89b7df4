package dev.jetcord.launcher.fleet;

import java.time.Duration;

/** Is told what becomes of the services of a fleet that is supervised. Called on the thread of one service at a time. */
public interface Supervision {
    /**
     * A service has ended unasked.
     *
     * @param exitCode as the system tells it: 128 and the signal's number where a signal ended it
     * @param lastWords the end of its log
     * @param again when it will be started again
     */
    void ended(String service, int exitCode, String lastWords, Duration again);

    /** It is ready again. */
    void ready(String service, Duration took);

    /** It could not be started, or was not ready in time; it is tried again when it ends. */
    void failed(String service, String problem);

    /** It was stopped, or started, by another launcher, who sees to it from now on. */
    void released(String service);
}
