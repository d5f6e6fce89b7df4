# The images of all of Jetcord, one a service: docker build --target service --build-arg SERVICE=gateway-bridge .
# and that of its NATS servers: docker build --target nats . (docker compose --profile tools build makes them all).
#
# A service's image has a Java runtime cut down to what Jetcord uses, that service's jars, and the ahead-of-time cache of a
# training run (JEP 483, 514, 515). No shell, no package manager, no compiler; it runs as user 65532 on a file system that
# may be read-only, /tmp included.

ARG JDK_IMAGE=eclipse-temurin:25-jdk-noble
ARG NATS_IMAGE=nats:2.15.2-alpine
ARG RUNTIME_IMAGE=gcr.io/distroless/base-nossl-debian12:nonroot

# One of three NATS servers. Its keys are mounted at /etc/nats/keys, its data at /data; see infra/nats/base.conf. It stands first
# because a builder without BuildKit also builds all that stands above.
FROM ${NATS_IMAGE} AS nats
COPY infra/nats/accounts.conf infra/nats/base.conf infra/nats/nats-cluster.conf infra/nats/nats-server.conf /etc/nats/
RUN mkdir -p /data /etc/nats/keys && chown 65532:65532 /data /etc/nats/keys
USER 65532:65532
ENV NATS_STORE_DIR=/data \
    NATS_MONITORING=0.0.0.0:8222 \
    NATS_CA_FILE=/etc/nats/keys/ca.pem \
    NATS_CERT_FILE=/etc/nats/keys/server.pem \
    NATS_KEY_FILE=/etc/nats/keys/server-key.pem
EXPOSE 4222 6222 8222
# Lame duck: clients are sent to another server before this one stops.
STOPSIGNAL SIGUSR2
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8222/healthz?js-server-only=true"]
ENTRYPOINT ["nats-server"]
CMD ["-c", "/etc/nats/nats-cluster.conf"]

# The jars.
FROM ${JDK_IMAGE} AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -pl distribution -am package -Dmaven.test.skip=true -Dspotless.check.skip=true

# The runtime: what jdeps finds in the jars, and jcmd and the flight recorder for whoever looks into a running service.
FROM ${JDK_IMAGE} AS runtime
RUN "$JAVA_HOME/bin/jlink" --output /opt/jre --strip-java-debug-attributes --no-header-files --no-man-pages \
    --generate-cds-archive --add-modules \
java.compiler,java.desktop,java.naming,java.net.http,java.security.jgss,java.sql,jdk.httpserver,jdk.jcmd,jdk.jfr,\
jdk.management,jdk.unsupported,jdk.zipfs

# The training run. It takes place where the jars and the runtime will be: a cache is only used with those it was made with.
FROM build AS trained
COPY --from=runtime /opt/jre /opt/jre
COPY --from=nats /usr/local/bin/nats-server /usr/local/bin/nats-server
RUN mkdir -p /opt/jetcord /training && cp -R distribution/target/lib /opt/jetcord/lib \
    && chown -R nobody /opt/jetcord /training
# PostgreSQL refuses to run as root, and as a user without a name.
USER nobody
RUN infra/images/train

FROM trained AS assembled
ARG SERVICE
RUN infra/images/assemble "$SERVICE" /training

FROM ${RUNTIME_IMAGE} AS service
COPY --from=runtime /opt/jre /opt/jre
COPY --from=assembled /training/image /
# Where the job that makes secrets has its volumes: a new volume gets the owner of the folder that it covers.
COPY --from=assembled --chown=65532:65532 /training/secrets /secrets
USER 65532:65532
ENV LOG_FORMAT=json
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["/opt/jre/bin/java", "@/opt/jetcord/health/options"]
ENTRYPOINT ["/opt/jre/bin/java", "@/opt/jetcord/options"]
