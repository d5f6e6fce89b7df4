# What Terraform itself makes of the configuration, with a provider that only pretends: terraform init -backend=false, then
# terraform test. What is written in the configuration is held elsewhere, by tests that need no provider; these hold what is computed.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:made-Ab12Cd" }
  }

  mock_resource "aws_db_instance" {
    defaults = {
      master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:owner-Ab12Cd" }]
    }
  }
}

# What must never be destroyed cannot be tidied away after a test either.
override_module {
  target = module.storage
  outputs = {
    file_system_id   = "fs-test"
    access_point_ids = { nats-1 = "fsap-1", nats-2 = "fsap-2", nats-3 = "fsap-3" }
    task_policies    = { nats-1 = "{}", nats-2 = "{}", nats-3 = "{}" }
    mount_targets    = ["fsmt-1", "fsmt-2", "fsmt-3"]
  }
}

variables {
  name               = "jetcord-test"
  image_tag          = "1.0.0"
  availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  wallet_domain      = "wallet.example.com"
  gateway            = { shards = 100, shards_per_bridge = 16 }
}

run "bridges_are_as_many_as_the_shards_need" {
  command = plan

  assert {
    condition     = output.tasks["gateway-bridge"] == 7
    error_message = "100 shards at 16 a bridge need 7 bridges."
  }
}

run "two_bridges_at_least" {
  command = plan

  variables {
    gateway = { shards = 1 }
  }

  assert {
    condition     = output.tasks["gateway-bridge"] == 2
    error_message = "One bridge alone would be no fleet."
  }
}

run "everything_can_be_made" {
  command = apply

  assert {
    condition     = output.nats_url == "tls://nats-1.jetcord.internal:4222,tls://nats-2.jetcord.internal:4222,tls://nats-3.jetcord.internal:4222"
    error_message = "Services must be told all three nodes, by TLS."
  }

  assert {
    condition     = length(output.private_subnet_ids) == 3
    error_message = "There must be a private subnet in each zone."
  }

  assert {
    condition     = length(output.repository_urls) == 8
    error_message = "There must be a repository for each of the eight images."
  }
}

run "a_tag_that_moves_is_refused" {
  command = plan

  variables {
    image_tag = "latest"
  }

  expect_failures = [var.image_tag]
}

run "a_stop_that_fargate_would_cut_short_is_refused" {
  command = plan

  variables {
    stop_timeout = 110
  }

  expect_failures = [var.stop_timeout]
}

run "an_uneven_retention_is_refused" {
  command = plan

  variables {
    log_retention_days = 31
  }

  expect_failures = [var.log_retention_days]
}
