package dev.jetcord.launcher.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The tests of all modules together; Surefire itself counts each module's only.
 *
 * @param run how many tests ran, those that failed, ended in an error or were skipped included
 * @param reasons why tests were skipped, each once
 */
public record SurefireTotals(int run, int failures, int errors, int skipped, Set<String> reasons) {
    public SurefireTotals {
        reasons = Collections.unmodifiableSet(new TreeSet<>(reasons));
    }

    /**
     * Adds up the reports {@code MODULE/target/surefire-reports/TEST-*.xml} that are not older than the test run.
     *
     * @param root the folder with the modules
     * @param sinceMillis when the run began, in milliseconds since 1970
     */
    public static SurefireTotals read(Path root, long sinceMillis) throws IOException {
        var total = new SurefireTotals(0, 0, 0, 0, Set.of());
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.toList()) {
                for (Path report : reports(module.resolve("target/surefire-reports"))) {
                    if (Files.getLastModifiedTime(report).toMillis() >= sinceMillis) {
                        total = total.plus(parse(report));
                    }
                }
            }
        }
        return total;
    }

    /** In the form of Surefire's own closing line. */
    @Override
    public String toString() {
        return "Tests run: " + run + ", Failures: " + failures + ", Errors: " + errors + ", Skipped: " + skipped;
    }

    private SurefireTotals plus(SurefireTotals other) {
        Set<String> both = new TreeSet<>(reasons);
        both.addAll(other.reasons);
        return new SurefireTotals(
                run + other.run, failures + other.failures, errors + other.errors, skipped + other.skipped, both);
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList();
        }
    }

    private static SurefireTotals parse(Path report) throws IOException {
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            // The counts are attributes of the document's element.
            xml.nextTag();
            var counts = new SurefireTotals(
                    count(xml, "tests"), count(xml, "failures"), count(xml, "errors"), count(xml, "skipped"), Set.of());
            return counts.plus(new SurefireTotals(0, 0, 0, 0, reasons(xml)));
        } catch (XMLStreamException e) {
            throw new IOException("not a report of Surefire: " + report, e);
        }
    }

    private static Set<String> reasons(XMLStreamReader xml) throws XMLStreamException {
        Set<String> reasons = new TreeSet<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("skipped")) {
                Optional.ofNullable(xml.getAttributeValue(null, "message")).ifPresent(reasons::add);
            }
        }
        return reasons;
    }

    private static int count(XMLStreamReader xml, String attribute) {
        return Integer.parseInt(xml.getAttributeValue(null, attribute));
    }
}
