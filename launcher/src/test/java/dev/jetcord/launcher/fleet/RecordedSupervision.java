package dev.jetcord.launcher.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
final class RecordedSupervision implements Supervision {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile String lastWords = "";

    List<String> lines() {
        return lines;
    }

    String lastWords() {
        return lastWords;
    }

    @Override
    public void ended(String service, int exitCode, String words, Duration again) {
        lastWords = words;
        lines.add(service + " ended with " + exitCode + ", again in " + again.toSeconds() + " s");
    }

    @Override
    public void ready(String service, Duration took) {
        lines.add(service + " is ready");
    }

    @Override
    public void failed(String service, String problem) {
        lines.add(service + " failed: " + problem);
    }

    @Override
    public void released(String service) {
        lines.add(service + " is released");
    }
}
