package dev.jetcord.eligibility.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the minimum of a balance, in the smallest unit or in whole tokens. Exact: no amount is ever a floating number. */
final class Amounts {
    private static final int WEI_DECIMALS = 18;
    private static final Pattern TOKENS = Pattern.compile("\\d{1,78}(\\.\\d{1,255})?");

    private final ObjectFields fields;
    private final Decimals decimals;

    Amounts(ObjectFields fields, Decimals decimals) {
        this.fields = fields;
        this.decimals = decimals;
    }

    Optional<Balance> balance(String type, Optional<Asset> asset) {
        boolean divisible = type.equals("erc20_balance") || type.equals("native_balance");
        if (divisible && fields.has("minimum_tokens")) {
            if (fields.has("minimum")) {
                fields.problem("minimum", "and minimum_tokens are both given; keep one");
                return Optional.empty();
            }
            return asset.flatMap(this::inTokens);
        }
        Optional<Integer> digits = type.equals("erc20_balance") && fields.has("decimals")
                ? fields.whole("decimals", BigInteger.ZERO, BigInteger.valueOf(Balance.MAX_DECIMALS))
                        .map(BigInteger::intValueExact)
                : Optional.empty();
        return fields.whole("minimum", BigInteger.ONE, Asset.LARGEST)
                .flatMap(minimum -> asset.map(known -> new Balance(known, minimum, digits)));
    }

    private Optional<Balance> inTokens(Asset asset) {
        Optional<BigDecimal> tokens = fields.node("minimum_tokens").flatMap(this::exact);
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean token = asset instanceof Asset.Erc20;
            int digits = asset instanceof Asset.Erc20 erc20 ? decimals.of(erc20) : WEI_DECIMALS;
            BigInteger minimum = tokens.get().movePointRight(digits).toBigIntegerExact();
            if (minimum.signum() > 0 && minimum.compareTo(Asset.LARGEST) <= 0) {
                return Optional.of(new Balance(asset, minimum, token ? Optional.of(digits) : Optional.empty()));
            }
            fields.problem("minimum_tokens", "must be above 0 and fit in 2^256 - 1 of the smallest unit");
        } catch (Decimals.UnknownException unknown) {
            fields.problem("minimum_tokens", "cannot be converted: " + unknown.getMessage());
        } catch (ArithmeticException tooFine) {
            fields.problem("minimum_tokens", "has more digits behind the point than the token");
        }
        return Optional.empty();
    }

    private Optional<BigDecimal> exact(JsonNode node) {
        String text =
                node.isTextual() || node.isIntegralNumber() ? node.asText().strip() : "";
        if (TOKENS.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text));
        }
        fields.problem(
                "minimum_tokens",
                "must be a positive number as text, such as \"1.5\", but is " + ObjectFields.shortened(node));
        return Optional.empty();
    }
}
