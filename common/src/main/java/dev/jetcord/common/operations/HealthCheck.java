package dev.jetcord.common.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/**
 * {@code HealthCheck URL}: asks a service of this machine how it is, for images without a shell or curl. Exit code 0 when the
 * answer is 200, else 1 with the answer printed. A JVM is started for each check, so this needs no other class of ours and
 * nothing of the JDK that takes long to load, such as its HTTP client.
 */
final class HealthCheck {
    private static final int TIMEOUT_MILLIS = 3000;
    private static final int DEFAULT_PORT = 80;
    private static final int ANSWER_LIMIT = 8192;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        String answer = ask(URI.create(arguments[0]));
        boolean well = answer.startsWith("HTTP/1.1 200 ");
        if (!well) {
            System.out.println(answer);
        }
        System.exit(well ? 0 : 1);
    }

    /** The whole answer, or why there is none. */
    static String ask(URI url) {
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        try (Socket socket = new Socket(url.getHost(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getHost() + ':' + port
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(ANSWER_LIMIT), UTF_8);
        } catch (IOException unanswered) {
            return url + " does not answer: " + unanswered.getMessage();
        }
    }
}
