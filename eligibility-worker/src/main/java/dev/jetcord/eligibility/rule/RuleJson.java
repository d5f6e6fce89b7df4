package dev.jetcord.eligibility.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.eligibility.rule.RuleExpression.AccountAge;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.HasRole;
import dev.jetcord.eligibility.rule.RuleExpression.MembershipAge;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import java.util.List;

/**
 * Expressions as JSON: an object whose {@code type} says which, as {@code docs/eligibility.md} lists them. Reading is
 * strict: a field that is not known, twice there or of another kind is a problem, and all problems are told at once.
 */
public final class RuleJson {
    /** The longest text that is read, in characters. */
    public static final int MAX_LENGTH = 8192;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RuleJson() {}

    /**
     * Reads an expression at rest. Amounts are in the smallest unit.
     *
     * @throws RuleFormatException when {@code json} is not one
     */
    public static RuleExpression read(String json) throws RuleFormatException {
        return read(json, token -> {
            throw new Decimals.UnknownException("only minimum can be read here, in the token's smallest unit");
        });
    }

    /**
     * Reads an expression that a person wrote: {@code minimum_tokens} may stand instead of {@code minimum}, and is turned
     * into it by the token's decimals.
     *
     * @throws RuleFormatException when {@code json} is not one, or decimals are needed and cannot be told
     */
    public static RuleExpression read(String json, Decimals decimals) throws RuleFormatException {
        if (json.length() > MAX_LENGTH) {
            throw new RuleFormatException(
                    List.of("A rule has at most " + MAX_LENGTH + " characters but this has " + json.length()));
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new RuleFormatException(
                    List.of("The rule is not JSON: " + malformed.getOriginalMessage() + where(malformed)));
        }
        return new RuleReader(decimals).read(tree);
    }

    /** What {@link #read(String)} reads as an equal expression. */
    public static String write(RuleExpression expression) {
        return tree(expression).toString();
    }

    private static ObjectNode tree(RuleExpression expression) {
        return switch (expression) {
            case All all -> parts("all", all.parts());
            case Any any -> parts("any", any.parts());
            case Not not -> object("not").set("of", tree(not.part()));
            case Balance balance -> balance(balance);
            case AccountAge age -> object("account_age").put("days", age.days());
            case MembershipAge age -> object("membership_age").put("days", age.days());
            case HasRole role -> object("has_role").put("role", role.role().toString());
        };
    }

    private static ObjectNode balance(Balance balance) {
        ObjectNode node = switch (balance.asset()) {
            case Asset.Native _ -> object("native_balance");
            case Asset.Erc20 token ->
                object("erc20_balance").put("contract", token.contract().value());
            case Asset.Erc721 collection ->
                object("erc721_balance").put("contract", collection.contract().value());
            case Asset.Erc1155 item ->
                object("erc1155_balance")
                        .put("contract", item.contract().value())
                        .put("token_id", item.token().toString());
        };
        node.put("chain", balance.asset().chain())
                .put("minimum", balance.minimum().toString());
        balance.decimals().ifPresent(decimals -> node.put("decimals", decimals));
        return node;
    }

    private static ObjectNode parts(String type, List<RuleExpression> parts) {
        ObjectNode node = object(type);
        parts.forEach(part -> node.withArray("of").add(tree(part)));
        return node;
    }

    private static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static String where(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
