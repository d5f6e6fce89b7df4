package dev.jetcord.common.service;

import dev.jetcord.common.config.ConfigurationException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the body of a {@code main} method and turns what ends it into a message for an operator and an exit code. */
public final class ServiceMain {
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    private ServiceMain() {}

    /** Runs a service until it has stopped. Exit code 0, or 2 for a wrong configuration and 1 for any other failure. */
    public static void run(String name, Body body) {
        Logger log = LoggerFactory.getLogger("dev.jetcord." + name);
        try {
            body.run();
        } catch (ConfigurationException wrong) {
            log.error("{} cannot start. {}", name, wrong.getMessage());
            System.exit(MISCONFIGURED);
        } catch (ServiceException explained) {
            log.error("{} cannot go on. {}", name, explained.getMessage());
            log.debug("because of", explained.getCause());
            System.exit(FAILED);
        } catch (InterruptedException interrupted) {
            log.info("{} was interrupted while starting", name);
        } catch (Exception failure) {
            log.error("{} cannot go on: {}", name, failure.getMessage(), failure);
            System.exit(FAILED);
        }
    }

    /** The build's version, as the jar of {@code type} says; {@code development} outside a jar. */
    public static String version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("development");
    }

    /** What a service does. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }
}
