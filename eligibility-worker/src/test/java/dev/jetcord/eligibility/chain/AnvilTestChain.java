package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;

import dev.jetcord.eligibility.rule.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** A real EVM with real contracts: anvil, a process of its own. It mines a block for each transaction. */
public final class AnvilTestChain implements TestChain {
    private static final long ID = 31_337;

    /** The first of anvil's own accounts, which it signs for. */
    private static final String RICH = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private static final String GAS = "0x1c9c380";

    private final AnvilProcess process = AnvilProcess.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRpc rpc = new HttpRpc(client, endpoint(), Duration.ofSeconds(10));

    @Override
    public URI endpoint() {
        return process.endpoint();
    }

    @Override
    public long id() {
        return ID;
    }

    @Override
    public Address deployErc20(int decimals) {
        return deploy("TestErc20", new Uint8(decimals));
    }

    @Override
    public Address deployErc20WithoutDecimals() {
        return deploy("TestErc20WithoutDecimals");
    }

    @Override
    public Address deployErc721() {
        return deploy("TestErc721");
    }

    @Override
    public Address deployErc1155() {
        return deploy("TestErc1155");
    }

    @Override
    public Address deployMute() {
        return deploy("TestMute");
    }

    @Override
    public void setCoins(Address wallet, BigInteger wei) {
        ask("anvil_setBalance", List.of(wallet.value(), Numeric.encodeQuantity(wei)));
        mine(1);
    }

    @Override
    public void setTokens(Address token, Address wallet, BigInteger amount) {
        set(token, abi(wallet), new Uint256(amount));
    }

    @Override
    public void setOwner(Address collection, BigInteger token, Address wallet) {
        set(collection, abi(wallet), new Uint256(token));
    }

    @Override
    public void setItems(Address contract, BigInteger token, Address wallet, BigInteger amount) {
        set(contract, abi(wallet), new Uint256(token), new Uint256(amount));
    }

    @Override
    public void mine(int blocks) {
        ask("anvil_mine", List.of(Numeric.encodeQuantity(BigInteger.valueOf(blocks))));
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.close();
    }

    private Address deploy(String contract, Type<?>... arguments) {
        String code = "0x" + binary(contract) + FunctionEncoder.encodeConstructor(List.of(arguments));
        return Address.parse(
                transact(Map.of("from", RICH, "data", code, "gas", GAS)).getContractAddress());
    }

    private void set(Address contract, Type<?>... arguments) {
        String data = FunctionEncoder.encode(new Function("set", new ArrayList<>(Arrays.asList(arguments)), List.of()));
        transact(Map.of("from", RICH, "to", contract.value(), "data", data, "gas", GAS));
    }

    private TransactionReceipt transact(Map<String, String> transaction) {
        String hash = sent(new Request<>("eth_sendTransaction", List.of(transaction), rpc, EthSendTransaction.class))
                .getTransactionHash();
        Request<?, EthGetTransactionReceipt> lookup =
                new Request<>("eth_getTransactionReceipt", List.of(hash), rpc, EthGetTransactionReceipt.class);
        // Its block is mined a moment after the transaction was taken.
        TransactionReceipt receipt = Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sent(lookup).getTransactionReceipt(), Optional::isPresent)
                .orElseThrow();
        if (!receipt.isStatusOK()) {
            throw new IllegalStateException("the transaction reverted: " + receipt);
        }
        return receipt;
    }

    private void ask(String method, List<Object> parameters) {
        sent(new Request<>(method, parameters, rpc, Anything.class));
    }

    private <T extends Response<?>> T sent(Request<?, T> request) {
        try {
            T response = request.send();
            if (response.hasError()) {
                throw new IllegalStateException(
                        request.getMethod() + ": " + response.getError().getMessage());
            }
            return response;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static org.web3j.abi.datatypes.Address abi(Address address) {
        return new org.web3j.abi.datatypes.Address(address.value());
    }

    private static String binary(String contract) {
        try (InputStream file =
                requireNonNull(AnvilTestChain.class.getResourceAsStream("/contracts/" + contract + ".bin"), contract)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An answer whose result nobody looks at. */
    static final class Anything extends Response<Object> {}
}
