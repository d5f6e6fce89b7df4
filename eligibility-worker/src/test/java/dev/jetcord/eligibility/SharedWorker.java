package dev.jetcord.eligibility;

import dev.jetcord.sandbox.fault.Faults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A worker for all tests of a class, which leaves no rule and no fault from one to the next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedWorker {
    /** True of everybody: no account is so old. */
    static final String ALWAYS = "{\"type\": \"not\", \"of\": {\"type\": \"account_age\", \"days\": 3650}}";

    RunningWorker world;

    @BeforeAll
    void start() throws Exception {
        world = new RunningWorker();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @AfterEach
    void withoutRulesAndFaults() throws Exception {
        world.sandbox.setFaults(Faults.NONE);
        world.directory.recover();
        world.removeRules();
    }
}
