# A task by itself: what its containers are given.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/made" }
  }
}

variables {
  name               = "jetcord-test"
  task               = "worker"
  cpu                = 256
  memory             = 512
  repository_arns    = ["arn:aws:ecr:eu-central-1:111122223333:repository/worker"]
  key_arns           = { logs = "arn:aws:kms:eu-central-1:111122223333:key/logs", secrets = "arn:aws:kms:eu-central-1:111122223333:key/secrets" }
  log_retention_days = 30

  containers = [{
    name        = "worker"
    image       = "worker:1"
    user        = "65532"
    environment = { LOG_FORMAT = "json" }
    secrets     = { DATABASE_URL = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:url-Ab12Cd:url::" }
  }]
}

run "a_container_is_locked_down" {
  command = apply

  module {
    source = "./modules/task"
  }

  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.this.container_definitions) :
      container.readonlyRootFilesystem && !container.privileged && contains(container.linuxParameters.capabilities.drop, "ALL") && container.user == "65532"
    ])
    error_message = "A container has rights that it does not need."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets[0].valueFrom == "arn:aws:secretsmanager:eu-central-1:111122223333:secret:url-Ab12Cd:url::"
    error_message = "The secret is not passed as a secret."
  }

  assert {
    condition     = join(",", local.secret_arns) == "arn:aws:secretsmanager:eu-central-1:111122223333:secret:url-Ab12Cd"
    error_message = "The right to read must be of the whole secret, without the key within it."
  }
}

run "a_secret_in_the_environment_is_refused" {
  command = plan

  module {
    source = "./modules/task"
  }

  variables {
    containers = [{
      name        = "worker"
      image       = "worker:1"
      user        = "65532"
      environment = { DISCORD_TOKEN = "x" }
    }]
  }

  expect_failures = [var.containers]
}
