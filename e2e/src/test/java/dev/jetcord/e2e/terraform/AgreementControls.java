package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the deployment says of the rest of Jetcord is so. */
final class AgreementControls {
    private static final String COLLECTOR = "modules/scraping/collector.yaml";
    private static final String NODE = "modules/nats/node";
    private static final Pattern SECTION = Pattern.compile("docs/operations\\.md#(\\w+)");
    private static final Pattern METRIC = Pattern.compile("\"metric_name\":\"(jetcord_\\w+)\"");
    private static final Pattern PUBLISHED = Pattern.compile("^ +- (\\^jetcord_\\S+\\$)$", Pattern.MULTILINE);
    private static final Pattern NATS_VARIABLE = Pattern.compile("\\$(NATS_\\w+)");

    private AgreementControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "what an alarm says to read is there",
                        AgreementControls::runbook,
                        new Break(
                                "modules/alarms/main.tf",
                                "run. See docs/operations.md#jetcordservicedown",
                                "run. See docs/operations.md#jetcordtasks")),
                Control.of(
                        "what alarms and scaling go by is a metric of a service, and is published",
                        AgreementControls::metrics,
                        new Break(
                                "modules/service/main.tf",
                                "\"jetcord_consumer_pending\"",
                                "\"jetcord_consumer_waiting\""),
                        new Break(
                                COLLECTOR,
                                "(pending|oldest_unprocessed_age_seconds|",
                                "(oldest_unprocessed_age_seconds|"),
                        new Break(COLLECTOR, "          - ^jetcord_nats_connected$$\n", "")),
                Control.of(
                        "a service is told only what it knows",
                        AgreementControls::variables,
                        new Break("main.tf", "    STOP_TIMEOUT = \"", "    STOP_TIME = \""),
                        new Break("main.tf", "        DISCORD_SHARDS  =", "        DISCORD_SHARD  =")),
                Control.of(
                        "a NATS node is given every variable that its configuration reads, and may store what alarms"
                                + " expect",
                        AgreementControls::nats,
                        new Break(NODE + "/main.tf", "        NATS_CA_FILE     = \"/etc/nats/keys/ca.pem\"\n", ""),
                        new Break("variables.tf", "10737418240", "1073741824")));
    }

    private static void runbook(Configuration all, Findings findings) {
        String sections = all.text("../../docs/operations.md").toLowerCase(Locale.ROOT);
        for (Block alarm : all.resources("aws_cloudwatch_metric_alarm")) {
            for (String section : matches(SECTION, alarm.text("alarm_description"))) {
                findings.require(sections.contains("\n### " + section + '\n'), alarm, "names no section: " + section);
            }
        }
    }

    private static void metrics(Configuration all, Findings findings) {
        Set<Pattern> published = new HashSet<>();
        matches(PUBLISHED, all.text(COLLECTOR)).forEach(pattern -> published.add(Pattern.compile(pattern)));
        Set<String> named = new TreeSet<>();
        all.resources()
                .forEach(
                        resource -> named.addAll(matches(METRIC, resource.body().toString())));
        findings.require(named.size() >= 5, COLLECTOR, "few metrics are gone by: " + named);
        for (String metric : named) {
            findings.require(
                    all.text("../../docs/metrics.md").contains("| `" + metric + "` |"), metric, "no service has it");
            findings.require(
                    published.stream()
                            .anyMatch(pattern -> pattern.matcher(metric).matches()),
                    metric,
                    "is not published");
        }
    }

    private static void variables(Configuration all, Findings findings) {
        Set<String> told = new TreeSet<>();
        names(all.locals(".").path("common"), told);
        for (JsonNode service : all.locals(".").path("services")) {
            names(service.path("environment"), told);
            names(service.path("secrets"), told);
        }
        names(all.call(".", "provision").at("containers").path(0).path("environment"), told);
        findings.require(told.contains("NATS_URL") && told.contains("DISCORD_TOKEN"), "main.tf", "tells only " + told);
        for (String variable : told) {
            findings.require(
                    all.text("../../docs/services.md").contains("| `" + variable + "` |"),
                    variable,
                    "no service reads it");
        }
    }

    private static void nats(Configuration all, Findings findings) {
        Set<String> given = new TreeSet<>();
        names(all.call(NODE, "task").at("containers").path(1).path("environment"), given);
        Set<String> read =
                matches(NATS_VARIABLE, all.text("../nats/base.conf") + all.text("../nats/nats-cluster.conf"));
        findings.require(given.equals(read), NODE, "is given " + given + ", and reads " + read);
        findings.require(
                all.text("../nats/nats-cluster.conf").contains("max_file_store: 10GB")
                        && all.variable(".", "nats").text("type").contains("optional(number, 10737418240)"),
                NODE,
                "may store other than storage_bytes says");
    }

    private static void names(JsonNode object, Set<String> names) {
        object.fieldNames().forEachRemaining(names::add);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
