locals {
  operations_port   = 8080
  metrics_namespace = "Jetcord/${var.name}"
  nats_nodes        = toset(["nats-1", "nats-2", "nats-3"])

  # The user of Jetcord's images.
  user_id = 65532

  tags = merge({ Application = "jetcord", Environment = var.name }, var.tags)

  # What is to be put into Secrets Manager by put-secrets. The database's secrets are those of modules/database.
  secrets = merge(
    {
      discord-token           = "The bot's token"
      nats-authority          = "ca.pem: who signs the NATS servers' certificates"
      nats-nkeys              = "nkeys.conf: the public keys of NATS' users"
      nats-jetstream          = "jetstream.conf: the key with which JetStream encrypts its files"
      nkey-gateway-bridge     = "Seed of the NKey of gateway-bridge"
      nkey-command-worker     = "Seed of the NKey of command-worker"
      nkey-event-worker       = "Seed of the NKey of event-worker"
      nkey-eligibility-worker = "Seed of the NKey of eligibility-worker"
      nkey-provision          = "Seed of the NKey of provision"
    },
    { for node in local.nats_nodes : "${node}-certificate" => "Certificate of ${node}" },
    { for node in local.nats_nodes : "${node}-key" => "Private key of the certificate of ${node}" },
    var.chains ? { chains = "CHAINS: the chains' endpoints, with their keys" } : {},
  )

  # What every service is told.
  common = {
    NATS_URL     = module.nats.url
    LOG_FORMAT   = "json"
    STOP_TIMEOUT = "${var.stop_timeout}s"
  }

  # The services: what each is told beside that, what it reads from which secret, and by which consumers it is scaled.
  services = {
    gateway-bridge = {
      environment = {
        DISCORD_SHARDS  = tostring(var.gateway.shards)
        DISCORD_INTENTS = join(",", var.gateway.intents)
      }
      secrets   = { DISCORD_TOKEN = local.secret_arns["discord-token"] }
      consumers = []
      size = {
        cpu    = var.gateway.cpu
        memory = var.gateway.memory
        min    = max(2, ceil(var.gateway.shards / var.gateway.shards_per_bridge))
        max    = max(2, ceil(var.gateway.shards / var.gateway.shards_per_bridge))
      }
    }

    command-worker = {
      environment = {}
      secrets     = { DISCORD_TOKEN = local.secret_arns["discord-token"] }
      consumers   = ["command-worker"]
      size        = var.sizes["command-worker"]
    }

    event-worker = {
      environment = {}
      secrets     = { DATABASE_URL = "${module.database.worker_secret_arns["event-worker"]}:url::" }
      consumers   = ["event-worker"]
      size        = var.sizes["event-worker"]
    }

    eligibility-worker = {
      environment = { WALLET_DOMAIN = var.wallet_domain }
      secrets = merge(
        {
          DISCORD_TOKEN = local.secret_arns["discord-token"]
          DATABASE_URL  = "${module.database.worker_secret_arns["eligibility-worker"]}:url::"
        },
        var.chains ? { CHAINS = local.secret_arns["chains"] } : {},
      )
      consumers = ["eligibility-worker", "eligibility-sync"]
      size      = var.sizes["eligibility-worker"]
    }
  }

  secret_arns = module.secrets.arns

  image_tags = merge(
    { for image in ["gateway-bridge", "command-worker", "event-worker", "eligibility-worker", "provision"] : image => var.image_tag },
    { nats = var.nats_version, collector = var.collector_tag, database-client = var.database_client_tag },
  )
  images          = merge({ for image, tag in local.image_tags : image => "${module.registry.urls[image]}:${tag}" }, var.images)
  repository_arns = merge(module.registry.arns, var.image_repository_arns)
  security_groups = module.security_groups.ids
  private_subnets = module.network.private_subnet_ids
  cluster         = { name = aws_ecs_cluster.this.name, arn = aws_ecs_cluster.this.arn }
  service_names   = toset(keys(local.services))
}

################################################################################
# What must be there and filled before anything runs
################################################################################

module "encryption" {
  source = "./modules/encryption"

  name = var.name
  tags = local.tags
}

module "registry" {
  source = "./modules/registry"

  name        = var.name
  images      = toset(keys(local.image_tags))
  kms_key_arn = module.encryption.key_arns["registry"]
  tags        = local.tags
}

module "secrets" {
  source = "./modules/secrets"

  name        = var.name
  names       = local.secrets
  kms_key_arn = module.encryption.key_arns["secrets"]
  tags        = local.tags
}

################################################################################
# Network
################################################################################

module "network" {
  source = "./modules/network"

  name                       = var.name
  cidr_block                 = var.cidr_block
  availability_zones         = var.availability_zones
  single_nat_gateway         = var.single_nat_gateway
  endpoint_security_group_id = local.security_groups["endpoints"]
  logs_kms_key_arn           = module.encryption.key_arns["logs"]
  log_retention_days         = var.log_retention_days
  tags                       = local.tags
}

module "security_groups" {
  source = "./modules/security-groups"

  name              = var.name
  vpc_id            = module.network.vpc_id
  vpc_cidr_block    = module.network.vpc_cidr_block
  s3_prefix_list_id = module.network.s3_prefix_list_id
  tags              = local.tags
}

module "discovery" {
  source = "./modules/discovery"

  namespace = var.namespace
  vpc_id    = module.network.vpc_id
  names     = setunion(local.nats_nodes, local.service_names)
  tags      = local.tags
}

################################################################################
# NATS
################################################################################

module "storage" {
  source = "./modules/storage"

  name              = var.name
  nodes             = local.nats_nodes
  subnet_ids        = local.private_subnets
  security_group_id = local.security_groups["storage"]
  kms_key_arn       = module.encryption.key_arns["storage"]
  user_id           = local.user_id
  tags              = local.tags
}

module "nats" {
  source = "./modules/nats"

  name               = var.name
  namespace          = module.discovery.namespace
  cluster_arn        = local.cluster.arn
  image              = local.images["nats"]
  user_id            = local.user_id
  cpu                = var.nats.cpu
  memory             = var.nats.memory
  one_by_one         = var.nats.one_by_one
  subnet_ids         = local.private_subnets
  security_group_id  = local.security_groups["nats"]
  registry_arns      = module.discovery.registry_arns
  storage            = module.storage
  secret_arns        = local.secret_arns
  repository_arn     = local.repository_arns["nats"]
  key_arns           = module.encryption.key_arns
  log_retention_days = var.log_retention_days
  tags               = local.tags
}

################################################################################
# Database
################################################################################

module "database" {
  source = "./modules/database"

  name                  = var.name
  subnet_ids            = local.private_subnets
  security_group_id     = local.security_groups["database"]
  key_arns              = module.encryption.key_arns
  engine_version        = var.database.engine_version
  instance_class        = var.database.instance_class
  allocated_storage     = var.database.allocated_storage
  multi_az              = var.database.multi_az
  backup_retention_days = var.database.backup_retention_days
  deletion_protection   = var.database.deletion_protection
  log_retention_days    = var.log_retention_days
  tags                  = local.tags
}

# Run by run-job: makes the workers' database users, or gives them their new passwords.
module "database_roles" {
  source = "./modules/task"

  name               = var.name
  task               = "database-roles"
  cpu                = 256
  memory             = 512
  repository_arns    = [local.repository_arns["database-client"]]
  key_arns           = module.encryption.key_arns
  log_retention_days = var.log_retention_days
  tags               = local.tags

  containers = [{
    name  = "database-roles"
    image = local.images["database-client"]
    user  = tostring(local.user_id)
    # psql's own commands are taken from its input alone.
    entry_point = ["/bin/sh", "-c", "printf '%s\\n' \"$STATEMENTS\" | psql --no-psqlrc --set=ON_ERROR_STOP=1 --quiet"]
    command     = []
    environment = {
      PGHOST     = module.database.address
      PGPORT     = tostring(module.database.port)
      PGDATABASE = module.database.database
      PGSSLMODE  = "require"
      STATEMENTS = file("${path.module}/database-roles.sql")
    }
    secrets = {
      PGUSER               = "${module.database.owner_secret_arn}:username::"
      PGPASSWORD           = "${module.database.owner_secret_arn}:password::"
      DIRECTORY_PASSWORD   = "${module.database.worker_secret_arns["event-worker"]}:password::"
      ELIGIBILITY_PASSWORD = "${module.database.worker_secret_arns["eligibility-worker"]}:password::"
    }
  }]
}
