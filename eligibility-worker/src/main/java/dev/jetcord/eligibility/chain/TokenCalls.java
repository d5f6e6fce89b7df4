package dev.jetcord.eligibility.chain;

import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import java.util.List;
import java.util.Map;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes4;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/** The calls that ask a chain about assets. */
final class TokenCalls {
    /** ERC-165's ids of the interfaces of ERC-721 and ERC-1155, from these documents. */
    static final String ERC721 = "0x80ac58cd";

    static final String ERC1155 = "0xd9b67a26";

    private TokenCalls() {}

    /** @param block a number in hexadecimal, or a tag */
    static RpcQuery balance(BalanceQuery query, String block) {
        return switch (query.asset()) {
            case Asset.Native _ ->
                new RpcQuery("eth_getBalance", List.of(query.wallet().value(), block));
            case Asset.Erc20 token -> call(token.contract(), balanceOf(query.wallet()), block);
            case Asset.Erc721 collection -> call(collection.contract(), balanceOf(query.wallet()), block);
            case Asset.Erc1155 item ->
                call(item.contract(), function("balanceOf", abi(query.wallet()), new Uint256(item.token())), block);
        };
    }

    static RpcQuery code(Address contract, String block) {
        return new RpcQuery("eth_getCode", List.of(contract.value(), block));
    }

    static RpcQuery decimals(Address contract, String block) {
        return call(contract, function("decimals"), block);
    }

    static RpcQuery supportsInterface(Address contract, String interfaceId, String block) {
        return call(
                contract, function("supportsInterface", new Bytes4(Numeric.hexStringToByteArray(interfaceId))), block);
    }

    private static String balanceOf(Address wallet) {
        return function("balanceOf", abi(wallet));
    }

    private static RpcQuery call(Address contract, String data, String block) {
        return new RpcQuery("eth_call", List.of(Map.of("to", contract.value(), "data", data), block));
    }

    private static String function(String name, Type<?>... arguments) {
        return FunctionEncoder.encode(new Function(name, List.of(arguments), List.of()));
    }

    private static org.web3j.abi.datatypes.Address abi(Address address) {
        return new org.web3j.abi.datatypes.Address(address.value());
    }
}
