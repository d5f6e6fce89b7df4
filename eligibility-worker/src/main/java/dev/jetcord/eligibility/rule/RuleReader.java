package dev.jetcord.eligibility.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.RuleExpression.AccountAge;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.HasRole;
import dev.jetcord.eligibility.rule.RuleExpression.MembershipAge;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one expression from a tree of JSON and notes what is wrong with it by its place. A part with a problem is absent,
 * and then so is the whole. Not thread-safe: one a text.
 */
final class RuleReader {
    private static final int SHORTEST_SNOWFLAKE_DIGITS = 15;

    private final Decimals decimals;
    private final List<String> problems = new ArrayList<>();
    private int conditions;

    RuleReader(Decimals decimals) {
        this.decimals = decimals;
    }

    RuleExpression read(JsonNode tree) throws RuleFormatException {
        Optional<RuleExpression> expression = expression(tree, "rule", 1);
        if (conditions > RuleExpression.MAX_CONDITIONS) {
            problems.add(
                    "A rule has at most " + RuleExpression.MAX_CONDITIONS + " conditions but this has " + conditions);
        }
        if (expression.isEmpty() || !problems.isEmpty()) {
            throw new RuleFormatException(problems);
        }
        return expression.get();
    }

    private Optional<RuleExpression> expression(JsonNode node, String path, int depth) {
        if (depth > RuleExpression.MAX_DEPTH) {
            problems.add(path + " is nested more than " + RuleExpression.MAX_DEPTH + " deep");
            return Optional.empty();
        }
        if (!node.isObject()) {
            problems.add(path + " must be an object with a type");
            return Optional.empty();
        }
        ObjectFields fields = new ObjectFields(node, path, problems);
        String type = fields.text("type").orElse("");
        Optional<? extends RuleExpression> read = switch (type) {
            case "all" -> parts(fields, depth).map(All::new);
            case "any" -> parts(fields, depth).map(Any::new);
            case "not" ->
                fields.node("of")
                        .flatMap(of -> expression(of, path + ".of", depth + 1))
                        .map(Not::new);
            case "native_balance", "erc20_balance", "erc721_balance", "erc1155_balance" -> balance(type, fields);
            case "account_age" -> days(fields).map(AccountAge::new);
            case "membership_age" -> days(fields).map(MembershipAge::new);
            case "has_role" ->
                fields.text("role").flatMap(role -> role(fields, role)).map(HasRole::new);
            case "" -> Optional.empty();
            default -> {
                fields.problem(
                        "type",
                        "is '" + type + "' but must be all, any, not, native_balance, erc20_balance,"
                                + " erc721_balance, erc1155_balance, account_age, membership_age or has_role");
                fields.forgive();
                yield Optional.empty();
            }
        };
        fields.refuseOthers();
        return read.map(known -> known);
    }

    private Optional<List<RuleExpression>> parts(ObjectFields fields, int depth) {
        Optional<JsonNode> list = fields.node("of");
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (!list.get().isArray() || list.get().isEmpty()) {
            fields.problem("of", "must be a list of at least one rule");
            return Optional.empty();
        }
        List<RuleExpression> parts = new ArrayList<>();
        for (int i = 0; i < list.get().size(); i++) {
            expression(list.get().get(i), fields.path() + ".of[" + i + "]", depth + 1)
                    .ifPresent(parts::add);
        }
        return parts.size() == list.get().size() ? Optional.of(parts) : Optional.empty();
    }

    private Optional<Integer> days(ObjectFields fields) {
        conditions++;
        return fields.whole("days", BigInteger.ONE, BigInteger.valueOf(RuleExpression.MAX_DAYS))
                .map(BigInteger::intValueExact);
    }

    private Optional<Snowflake> role(ObjectFields fields, String role) {
        conditions++;
        if (role.length() >= SHORTEST_SNOWFLAKE_DIGITS && role.chars().allMatch(Character::isDigit)) {
            try {
                return Optional.of(Snowflake.parse(role));
            } catch (IllegalArgumentException tooLarge) {
                // Told below, in the same words as what is no number at all.
            }
        }
        fields.problem("role", "must be the id of a role, as text");
        return Optional.empty();
    }

    private Optional<Balance> balance(String type, ObjectFields fields) {
        conditions++;
        Optional<String> chain = fields.text("chain").filter(name -> {
            boolean fits = Asset.isChainName(name);
            if (!fits) {
                fields.problem("chain", "must be the name of a chain: lower-case letters, digits and hyphens");
            }
            return fits;
        });
        Optional<Asset> asset = switch (type) {
            case "native_balance" -> chain.map(Asset.Native::new);
            case "erc20_balance" -> both(chain, fields.address("contract")).map(Placed::erc20);
            case "erc721_balance" -> both(chain, fields.address("contract")).map(Placed::erc721);
            case "erc1155_balance" -> {
                Optional<Placed> placed = both(chain, fields.address("contract"));
                Optional<BigInteger> token = fields.whole("token_id", BigInteger.ZERO, Asset.LARGEST);
                yield placed.flatMap(at -> token.map(at::erc1155));
            }
            default -> throw new IllegalArgumentException(type + " is no balance");
        };
        return new Amounts(fields, decimals).balance(type, asset);
    }

    private static Optional<Placed> both(Optional<String> chain, Optional<Address> contract) {
        return chain.flatMap(name -> contract.map(address -> new Placed(name, address)));
    }

    /** A contract on a chain. */
    private record Placed(String chain, Address contract) {
        Asset erc20() {
            return new Asset.Erc20(chain, contract);
        }

        Asset erc721() {
            return new Asset.Erc721(chain, contract);
        }

        Asset erc1155(BigInteger token) {
            return new Asset.Erc1155(chain, contract, token);
        }
    }
}
