package dev.jetcord.common.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which NATS servers are believed to be who they say: those whose certificate an authority has signed, and is of the very
 * host that was dialled. The client leaves the second to us.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    /** RFC 2818's rules for names in certificates, which are everybody's. */
    private static final String HOST_RULES = "HTTPS";

    private final X509ExtendedTrustManager authorities;

    private final Consumer<Instant> believed;

    private ServerTrust(X509ExtendedTrustManager authorities, Consumer<Instant> believed) {
        this.authorities = authorities;
        this.believed = believed;
    }

    /**
     * What a connection is secured with.
     *
     * @param authority certificates in PEM; empty for those that Java trusts
     * @param believed told of each server that is believed until when its certificate is valid
     * @throws IllegalArgumentException when it holds no certificate
     */
    static SSLContext context(Optional<String> authority, Consumer<Instant> believed) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authority.isPresent() ? keyStore(authority.get()) : null);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new ServerTrust(extended(factory), believed)}, null);
            return context;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalArgumentException("no certificate in PEM can be read from it", unreadable);
        }
    }

    private static KeyStore keyStore(String authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(authority.getBytes(UTF_8)));
        if (certificates.isEmpty()) {
            throw new CertificateException("there is none");
        }
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    private static X509ExtendedTrustManager extended(TrustManagerFactory factory) {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("This Java has no trust manager for X.509, which every Java must have");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket secured)) {
            throw new CertificateException("the host cannot be compared with the certificate");
        }
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(HOST_RULES);
        secured.setSSLParameters(parameters);
        authorities.checkServerTrusted(chain, authType, secured);
        believed.accept(chain[0].getNotAfter().toInstant());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("the NATS client uses sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the host cannot be compared with the certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("a client has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a client has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a client has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
