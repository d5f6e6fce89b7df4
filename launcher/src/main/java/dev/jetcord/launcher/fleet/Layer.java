package dev.jetcord.launcher.fleet;

/** The order of starting; stopping goes the other way, so that who brings work in stops before who does it. */
public enum Layer {
    NATS,
    POSTGRES,
    SANDBOX,
    PROVISION,
    WORKERS,
    BRIDGE
}
