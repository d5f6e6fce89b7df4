package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the provider takes, and how modules are written. */
final class ConventionControls {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![\\w.])(?<kind>data\\.)?(?<type>aws_\\w+)\\.(?<name>\\w+)(?:\\[[^\\]]*])?\\.(?<attribute>\\w+)");

    private ConventionControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "every argument is one that the provider takes, and none that it needs is absent",
                        ConventionControls::arguments,
                        new Break("modules/storage/main.tf", "kms_key_id       = var", "kms_key       = var"),
                        new Break(
                                "modules/task/main.tf",
                                "  family                   = \"${var.name}-${var.task}\"\n",
                                ""),
                        new Break(
                                "modules/nats/node/main.tf",
                                "  deployment_circuit_breaker {\n    enable   = true",
                                "  deployment_circuit_breaker {\n    enabled   = true"),
                        new Break(
                                "modules/task/main.tf",
                                "dynamic \"volume\" {\n    for_each = var.scratch_volumes",
                                "dynamic \"volumes\" {\n    for_each = var.scratch_volumes"),
                        new Break(
                                "services.tf",
                                "resource \"aws_ecs_cluster\" \"this\"",
                                "resource \"aws_unheard_of\" \"this\" {}\n\nresource \"aws_ecs_cluster\" \"this\"")),
                Control.of(
                        "every reference is to something that is there, and to an attribute that it has",
                        ConventionControls::references,
                        new Break(
                                "modules/storage/outputs.tf",
                                "value       = aws_efs_file_system.this.id",
                                "value       = aws_efs_file_system.this.identifier"),
                        new Break(
                                "modules/storage/outputs.tf",
                                "value       = aws_efs_file_system.this.id",
                                "value       = aws_efs_file_system.that.id")),
                Control.of(
                        "every variable has a type and a description, and every output a description",
                        ConventionControls::documented,
                        new Break("modules/service/variables.tf", "  description = \"What it runs\"\n", ""),
                        new Break(
                                "modules/service/variables.tf",
                                "  description = \"What it runs\"\n  type        = string",
                                "  description = \"What it runs\""),
                        new Break("outputs.tf", "  description = \"The ECS cluster\"\n", "")),
                Control.of(
                        "every module says which Terraform and provider it needs, and lies in the usual files",
                        ConventionControls::layout,
                        new Break(
                                "modules/topic/versions.tf",
                                "required_version = \">= 1.11\"",
                                "required_version = \">= 1.0\""),
                        new Break("modules/topic/versions.tf", "version = \">= 6.0, < 7.0\"", "version = \">= 5.0\""),
                        new Break(
                                "modules/topic/main.tf",
                                "resource \"aws_sns_topic\" \"this\"",
                                "variable \"more\" {}\n\nresource \"aws_sns_topic\" \"this\"")),
                Control.of(
                        "each environment has an example that asks for all that differs",
                        ConventionControls::examples,
                        new Break(
                                "examples/production/main.tf",
                                "name               = \"jetcord-production\"",
                                "name               = \"jetcord-staging\""),
                        new Break("examples/staging/main.tf", "  source = \"../..\"", "  source = \"../production\""),
                        new Break(
                                "examples/production/versions.tf",
                                "allowed_account_ids = [var.account_id]",
                                "skip_region_validation = true"),
                        new Break(
                                "examples/production/main.tf",
                                "instance_class = \"db.m7g.large\"",
                                "multi_az = false")));
    }

    private static void arguments(Configuration all, Findings findings) {
        ProviderSchema schema = ProviderSchema.read();
        for (String kind : List.of("resource", "data")) {
            all.provided(kind).forEach(block -> schema.check(kind, block, findings));
        }
    }

    private static void references(Configuration all, Findings findings) {
        ProviderSchema schema = ProviderSchema.read();
        Set<String> there = new TreeSet<>();
        for (String kind : List.of("resource", "data")) {
            all.provided(kind).forEach(block -> there.add(key(block.module(), kind, block.type(), block.name())));
        }
        all.parsed().forEach((file, body) -> {
            String module = Block.module(file);
            if (module.equals("tests")) {
                return;
            }
            Matcher reference = REFERENCE.matcher(body.toString());
            while (reference.find()) {
                String kind = reference.group("kind") == null
                        ? "resource"
                        : reference.group("kind").replace(".", "");
                String type = reference.group("type");
                findings.require(
                        there.contains(key(module, kind, type, reference.group("name"))),
                        file,
                        "there is no " + reference.group());
                findings.require(
                        schema.has(kind, type, reference.group("attribute")),
                        file,
                        "has no such attribute: " + reference.group());
            }
        });
    }

    private static String key(String module, String kind, String type, String name) {
        return String.join(" ", module, kind, type, name);
    }

    private static void documented(Configuration all, Findings findings) {
        for (Block variable : all.blocks("variable")) {
            findings.require(!variable.text("type").isEmpty(), variable, "has no type");
            findings.require(!variable.text("type").contains("any"), variable, "is of any type");
            findings.require(variable.text("description").length() > 5, variable, "is not described");
        }
        for (Block output : all.blocks("output")) {
            findings.require(output.text("description").length() > 5, output, "is not described");
        }
    }

    private static void layout(Configuration all, Findings findings) {
        Set<String> modules = new TreeSet<>();
        all.parsed().keySet().forEach(file -> modules.add(Block.module(file)));
        for (String module : modules) {
            if (module.equals("tests")) {
                continue;
            }
            JsonNode versions = all.parsed()
                    .getOrDefault((module.equals(".") ? "" : module + '/') + "versions.tf", MissingNode.getInstance());
            Block block = new Block(module + "/versions.tf", "terraform", "", versions.path("terraform"));
            findings.text(block, ">= 1.11", "required_version");
            findings.text(block, ">= 6.0, < 7.0", "required_providers", "aws", "version");
        }
        all.blocks("variable")
                .forEach(variable -> findings.require(
                        variable.file().endsWith("variables.tf"), variable, "belongs into variables.tf"));
        all.blocks("output")
                .forEach(output ->
                        findings.require(output.file().endsWith("outputs.tf"), output, "belongs into outputs.tf"));
    }

    private static void examples(Configuration all, Findings findings) {
        for (String environment : List.of("staging", "production")) {
            Block call = all.call("examples/" + environment, "jetcord");
            findings.text(call, "../..", "source");
            findings.text(call, "jetcord-" + environment, "name");
            findings.require(
                    all.text("examples/" + environment + "/versions.tf")
                            .contains("allowed_account_ids = [var.account_id]"),
                    call,
                    "could be applied to any account");
        }
        Block production = all.call("examples/production", "jetcord");
        findings.require(
                !production.text("database").contains("false")
                        && production.text("single_nat_gateway").isEmpty(),
                production,
                "must outlive a zone");
    }
}
