package dev.jetcord.provision.keys;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs the certificates of a fleet's NATS servers (RFC 5280, "Certificate and Certificate Extensions Profile"). */
final class Authority {
    private static final X500Name NAME = new X500Name("CN=Jetcord NATS authority");
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** An alert comes in good time before. */
    private static final Duration SERVER_LIFE = Duration.ofDays(365);
    /** For clocks that differ. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 128;

    private final PrivateKey key;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param issued an authority's own certificate and key
     * @throws IOException when they are none
     */
    Authority(Issued issued, InstantSource clock, SecureRandom random) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(issued.key()))) {
            if (!(parser.readObject() instanceof PrivateKeyInfo read)) {
                throw new IOException("the authority's key is no private key in PEM");
            }
            this.key = new JcaPEMKeyConverter().getPrivateKey(read);
        }
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /** A new authority, whose certificate it signs itself. */
    static Issued generate(InstantSource clock, SecureRandom random) throws IOException {
        KeyPair pair = pair(random);
        X509v3CertificateBuilder builder = builder(NAME, pair, AUTHORITY_LIFE, clock, random);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder, pair, pair.getPrivate());
    }

    /**
     * A certificate of a server, with which it also proves itself to its like.
     *
     * @param names host names and addresses by which it is dialled
     */
    Issued issue(List<String> names) throws IOException {
        KeyPair pair = pair(random);
        X509v3CertificateBuilder builder =
                builder(new X500Name("CN=" + names.getFirst()), pair, SERVER_LIFE, clock, random);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.stream().map(Authority::name).toArray(GeneralName[]::new)));
        return sign(builder, pair, key);
    }

    private static GeneralName name(String text) {
        boolean address = text.contains(":") || text.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, text);
    }

    private static X509v3CertificateBuilder builder(
            X500Name subject, KeyPair pair, Duration life, InstantSource clock, SecureRandom random) {
        Instant from = clock.instant().minus(BEFORE);
        return new X509v3CertificateBuilder(
                NAME,
                new BigInteger(SERIAL_BITS, random),
                Date.from(from),
                Date.from(from.plus(life)),
                subject,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    }

    private static Issued sign(X509v3CertificateBuilder builder, KeyPair pair, PrivateKey signer) throws IOException {
        try {
            X509CertificateHolder certificate = builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer));
            return new Issued(
                    pem(certificate),
                    pem(new PKCS8Generator(
                            PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded()), null)));
        } catch (OperatorCreationException impossible) {
            throw new IOException("the authority's key cannot sign", impossible);
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no P-256, which every Java must have", impossible);
        }
    }
}
