package dev.jetcord.command.eligibility;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.interaction.Choice;
import dev.jetcord.common.interaction.Options;
import java.util.List;
import java.util.Optional;

/**
 * Makes a rule's expression of what an administrator entered: of options for a single condition, or of JSON for any. What
 * stands in it is checked by the eligibility worker, whose words name the fields; here is only said which option is missing.
 */
final class RuleDraft {
    static final String KIND = "kind";
    static final String CHAIN = "chain";
    static final String CONTRACT = "contract";
    static final String MINIMUM = "minimum";
    static final String TOKEN_ID = "token_id";
    static final String DAYS = "days";
    static final String HAS_ROLE = "has_role";
    static final String EXPRESSION = "expression";

    static final List<Choice> KINDS = List.of(
            new Choice("Tokens (ERC-20)", "erc20_balance"),
            new Choice("NFTs of a collection (ERC-721)", "erc721_balance"),
            new Choice("An item of a contract (ERC-1155)", "erc1155_balance"),
            new Choice("The chain's own coin", "native_balance"),
            new Choice("Age of the Discord account", "account_age"),
            new Choice("Time as a member", "membership_age"),
            new Choice("Has a role", "has_role"));

    private RuleDraft() {}

    /**
     * The expression, as JSON.
     *
     * @throws IncompleteException when an option is missing
     */
    static String of(Options options) throws IncompleteException {
        Optional<String> expression = options.text(EXPRESSION);
        Optional<String> kind = options.text(KIND);
        if (expression.isPresent() == kind.isPresent()) {
            throw new IncompleteException("Give either a `kind` of rule with its options, or a whole `expression`.");
        }
        return expression.isPresent()
                ? expression.get()
                : condition(kind.get(), options).toString();
    }

    private static ObjectNode condition(String kind, Options options) throws IncompleteException {
        ObjectNode condition = JsonNodeFactory.instance.objectNode().put("type", kind);
        return switch (kind) {
            case "erc20_balance" ->
                condition
                        .put("chain", text(options, CHAIN))
                        .put("contract", text(options, CONTRACT))
                        .put("minimum_tokens", text(options, MINIMUM));
            case "native_balance" ->
                condition.put("chain", text(options, CHAIN)).put("minimum_tokens", text(options, MINIMUM));
            case "erc721_balance" ->
                condition
                        .put("chain", text(options, CHAIN))
                        .put("contract", text(options, CONTRACT))
                        .put("minimum", options.text(MINIMUM).orElse("1"));
            case "erc1155_balance" ->
                condition
                        .put("chain", text(options, CHAIN))
                        .put("contract", text(options, CONTRACT))
                        .put("token_id", text(options, TOKEN_ID))
                        .put("minimum", options.text(MINIMUM).orElse("1"));
            case "account_age", "membership_age" ->
                condition.put("days", options.integer(DAYS).orElseThrow(() -> missing(DAYS)));
            case "has_role" ->
                condition.put(
                        "role",
                        options.id(HAS_ROLE)
                                .orElseThrow(() -> missing(HAS_ROLE))
                                .toString());
            default -> throw new IncompleteException("There is no such kind of rule.");
        };
    }

    private static String text(Options options, String name) throws IncompleteException {
        return options.text(name).map(String::strip).orElseThrow(() -> missing(name));
    }

    private static IncompleteException missing(String option) {
        return new IncompleteException("This kind of rule needs `" + option + "` as well.");
    }

    /** Says to the administrator what is missing. */
    static final class IncompleteException extends Exception {
        private final String text;

        IncompleteException(String text) {
            super(text);
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
