package dev.jetcord.launcher.nats;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Fetches a file over HTTP. */
interface Download {
    /**
     * Fetches one file.
     *
     * @param target the file to write
     * @throws IOException when the server can't be reached or does not have the file
     */
    void fetch(URI source, Path target) throws IOException, InterruptedException;
}
