# Three NATS servers, one a zone, that make one cluster. Each is a module call of its own, and not one of for_each, so that each waits
# for the one before: Terraform replaces one node, waits until it has caught up, and only then goes on.

module "node_1" {
  source = "./node"

  node            = "nats-1"
  others          = ["nats-2", "nats-3"]
  after           = var.storage.mount_targets
  subnet_id       = var.subnet_ids[0]
  registry_arn    = var.registry_arns["nats-1"]
  access_point_id = var.storage.access_point_ids["nats-1"]
  storage_policy  = var.storage.task_policies["nats-1"]

  secrets = {
    authority       = var.secret_arns["nats-authority"]
    certificate     = var.secret_arns["nats-1-certificate"]
    certificate_key = var.secret_arns["nats-1-key"]
    nkeys           = var.secret_arns["nats-nkeys"]
    jetstream       = var.secret_arns["nats-jetstream"]
  }

  name               = var.name
  namespace          = var.namespace
  cluster_arn        = var.cluster_arn
  image              = var.image
  user_id            = var.user_id
  cpu                = var.cpu
  memory             = var.memory
  security_group_id  = var.security_group_id
  file_system_id     = var.storage.file_system_id
  repository_arn     = var.repository_arn
  key_arns           = var.key_arns
  log_retention_days = var.log_retention_days
  one_by_one         = var.one_by_one

  tags = var.tags
}

module "node_2" {
  source = "./node"

  node            = "nats-2"
  others          = ["nats-1", "nats-3"]
  after           = [module.node_1.service_id]
  subnet_id       = var.subnet_ids[1]
  registry_arn    = var.registry_arns["nats-2"]
  access_point_id = var.storage.access_point_ids["nats-2"]
  storage_policy  = var.storage.task_policies["nats-2"]

  secrets = {
    authority       = var.secret_arns["nats-authority"]
    certificate     = var.secret_arns["nats-2-certificate"]
    certificate_key = var.secret_arns["nats-2-key"]
    nkeys           = var.secret_arns["nats-nkeys"]
    jetstream       = var.secret_arns["nats-jetstream"]
  }

  name               = var.name
  namespace          = var.namespace
  cluster_arn        = var.cluster_arn
  image              = var.image
  user_id            = var.user_id
  cpu                = var.cpu
  memory             = var.memory
  security_group_id  = var.security_group_id
  file_system_id     = var.storage.file_system_id
  repository_arn     = var.repository_arn
  key_arns           = var.key_arns
  log_retention_days = var.log_retention_days
  one_by_one         = var.one_by_one

  tags = var.tags
}

module "node_3" {
  source = "./node"

  node            = "nats-3"
  others          = ["nats-1", "nats-2"]
  after           = [module.node_2.service_id]
  subnet_id       = var.subnet_ids[2]
  registry_arn    = var.registry_arns["nats-3"]
  access_point_id = var.storage.access_point_ids["nats-3"]
  storage_policy  = var.storage.task_policies["nats-3"]

  secrets = {
    authority       = var.secret_arns["nats-authority"]
    certificate     = var.secret_arns["nats-3-certificate"]
    certificate_key = var.secret_arns["nats-3-key"]
    nkeys           = var.secret_arns["nats-nkeys"]
    jetstream       = var.secret_arns["nats-jetstream"]
  }

  name               = var.name
  namespace          = var.namespace
  cluster_arn        = var.cluster_arn
  image              = var.image
  user_id            = var.user_id
  cpu                = var.cpu
  memory             = var.memory
  security_group_id  = var.security_group_id
  file_system_id     = var.storage.file_system_id
  repository_arn     = var.repository_arn
  key_arns           = var.key_arns
  log_retention_days = var.log_retention_days
  one_by_one         = var.one_by_one

  tags = var.tags
}
