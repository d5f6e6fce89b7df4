package dev.jetcord.provision.keys;

/**
 * A certificate and its private key, both in PEM.
 *
 * @param key a secret
 */
record Issued(String certificate, String key) {
    @Override
    public String toString() {
        return "certificate and key";
    }
}
