package dev.jetcord.command.eligibility;

import dev.jetcord.command.Command;
import dev.jetcord.common.eligibility.EligibilityClient;
import dev.jetcord.common.messaging.Requests;
import java.time.Duration;
import java.util.List;

/** The commands whose answers come from the eligibility worker. */
public final class EligibilityCommands {
    /** So that who waits for a worker that hangs is told within Discord's 3 s. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    /** For what reads chains or calls Discord meanwhile. That the worker is away is known as quickly all the same. */
    private static final Duration PATIENT = EligibilityClient.ANSWERED_WITHIN.plusSeconds(5);

    private EligibilityCommands() {}

    public static List<Command> create(Requests requests) {
        EligibilityDesk desk =
                new EligibilityDesk(new EligibilityClient(requests, QUICK), new EligibilityClient(requests, PATIENT));
        return List.of(
                WalletCommand.create(desk),
                EligibilityCommand.create(desk),
                RuleCommand.create(desk),
                PrivacyCommand.create(desk));
    }
}
