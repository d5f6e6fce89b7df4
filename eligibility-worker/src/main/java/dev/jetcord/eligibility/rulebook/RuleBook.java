package dev.jetcord.eligibility.rulebook;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.Questions.RuleAdd;
import dev.jetcord.common.eligibility.Questions.RuleChange;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.audit.AuditTrail.Action;
import dev.jetcord.eligibility.grant.RoleProblems;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.eligibility.guild.RoleObstacles;
import dev.jetcord.eligibility.refusal.RefusedException;
import dev.jetcord.eligibility.rule.RuleExpression;
import dev.jetcord.eligibility.rule.RuleFormatException;
import dev.jetcord.eligibility.rule.RuleJson;
import dev.jetcord.eligibility.rule.RuleNeeds;
import dev.jetcord.eligibility.rule.RuleWords;
import dev.jetcord.eligibility.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Changes a guild's rules. A rule that is added or enabled is applied to the whole guild by a sync; what a removed rule granted
 * is taken away by checks of those who have it; a disabled rule keeps its role where it is. Thread-safe.
 */
public final class RuleBook {
    private static final int MAX_RULES = 100;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,47}");

    private final Guilds guilds;
    private final Admission admission;
    private final Duration syncInterval;

    /** Takes in an expression that an administrator wrote. */
    @FunctionalInterface
    public interface Admission {
        /**
         * The expression to store.
         *
         * @throws RuleFormatException when it is refused; the message is for the administrator
         */
        RuleExpression admit(String json) throws RuleFormatException;
    }

    /** @param syncInterval how often a guild is checked whole, unless it is asked for */
    public RuleBook(Guilds guilds, Admission admission, Duration syncInterval) {
        this.guilds = requireNonNull(guilds, "guilds");
        this.admission = requireNonNull(admission, "admission");
        this.syncInterval = requireNonNull(syncInterval, "syncInterval");
    }

    /** A rule that may be added, and what the administrator should know. Asks the directory and chains. */
    public record Admitted(StoredRule rule, Optional<String> note) {
        public Admitted {
            requireNonNull(rule, "rule");
            requireNonNull(note, "note");
        }
    }

    /** Looks whether a rule may be added. Outside of any transaction: it waits for others. */
    public Admitted admit(RuleAdd asked) throws Exception {
        String name = asked.name().strip();
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException(
                    "A rule's name has 1 to 48 letters, digits, spaces, dots, hyphens and underscores,"
                            + " and begins with a letter or digit.");
        }
        DirectoryGuild guild = guilds.guild(asked.guildId()).orElseThrow(() -> new RefusedException(Guilds.UNKNOWN));
        Optional<String> impossible = RoleObstacles.forGood(guild, asked.roleId());
        if (impossible.isPresent()) {
            throw new RefusedException(impossible.get());
        }
        try {
            RuleExpression expression = admission.admit(asked.expression());
            return new Admitted(
                    new StoredRule(asked.guildId(), name, asked.roleId(), expression, true),
                    RoleObstacles.now(guild, asked.roleId()));
        } catch (RuleFormatException refused) {
            throw new RefusedException(String.join("\n", refused.problems()));
        }
    }

    public Answers.Rule add(Handle handle, Admitted admitted, Snowflake actor) throws RefusedException {
        StoredRule rule = admitted.rule();
        if (RuleStore.of(handle, rule.guild()).size() >= MAX_RULES) {
            throw new RefusedException("A server has at most " + MAX_RULES + " rules. Remove one first.");
        }
        if (!RuleStore.add(handle, rule)) {
            throw new RefusedException(
                    "There is a rule " + rule.name() + " already. Choose another name, or remove it.");
        }
        changed(handle, rule, actor, Action.RULE_ADDED, true);
        return answer(rule, admitted.note());
    }

    public Answers.Rule remove(Handle handle, RuleChange asked) throws RefusedException {
        StoredRule rule = find(handle, asked.guildId(), asked.name());
        RuleStore.remove(handle, rule);
        if (RuleStore.of(handle, rule.guild()).stream()
                .noneMatch(other -> other.role().equals(rule.role()))) {
            RoleProblems.solved(handle, rule.guild(), rule.role());
        }
        Schedule.askForHolders(handle, rule.guild(), rule.role());
        changed(handle, rule, asked.actorId(), Action.RULE_REMOVED, false);
        return answer(rule, Optional.empty());
    }

    public Answers.Rule enable(Handle handle, RuleChange asked, boolean enabled) throws RefusedException {
        StoredRule rule = find(handle, asked.guildId(), asked.name());
        if (rule.enabled() != enabled) {
            RuleStore.enable(handle, rule, enabled);
            changed(handle, rule, asked.actorId(), enabled ? Action.RULE_ENABLED : Action.RULE_DISABLED, enabled);
        }
        return answer(
                new StoredRule(rule.guild(), rule.name(), rule.role(), rule.expression(), enabled), Optional.empty());
    }

    public Answers.Rules list(Handle handle, Snowflake guild) {
        return new Answers.Rules(RuleStore.of(handle, guild).stream()
                .map(rule -> answer(rule, Optional.empty()))
                .toList());
    }

    /** A rule by its name, whatever the case. */
    public static StoredRule find(Handle handle, Snowflake guild, String name) throws RefusedException {
        return RuleStore.find(handle, guild, name.strip())
                .orElseThrow(() -> new RefusedException("There is no rule of that name. /rule list shows all."));
    }

    /** The roles that enabled rules speak of: a change of one may change what is due to a member. */
    static Set<Snowflake> dependencies(List<StoredRule> rules) {
        return RuleNeeds.of(rules.stream()
                        .filter(StoredRule::enabled)
                        .map(StoredRule::expression)
                        .toList())
                .roles();
    }

    private void changed(Handle handle, StoredRule rule, Snowflake actor, Action action, boolean sync) {
        RuleStore.changed(handle, rule.guild(), sync, syncInterval);
        AuditTrail.add(
                handle,
                action,
                Optional.of(rule.guild()),
                Optional.of(actor),
                Optional.of(rule.role()),
                rule.name() + ": " + RuleJson.write(rule.expression()));
    }

    private static Answers.Rule answer(StoredRule rule, Optional<String> note) {
        return new Answers.Rule(
                rule.name(),
                rule.role(),
                rule.enabled(),
                RuleJson.write(rule.expression()),
                RuleWords.of(rule.expression()),
                note);
    }
}
