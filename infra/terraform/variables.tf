variable "name" {
  description = "Name of the environment, such as jetcord-production, which begins every name"
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}$", var.name))
    error_message = "name must be 3 to 31 lower case letters, digits and dashes, and begin with a letter."
  }
}

variable "image_tag" {
  description = "Tag of Jetcord's images: the version that is deployed"
  type        = string

  validation {
    condition     = var.image_tag != "latest" && var.image_tag != ""
    error_message = "image_tag must name one version: a tag that moves cannot be rolled back to."
  }
}

variable "nats_version" {
  description = "Tag of our NATS image: the version of the official one that it is made from and, when our configuration in it has changed since, a suffix, such as 2.15.2-2"
  type        = string
  default     = "2.15.2"

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9]+)?$", var.nats_version))
    error_message = "nats_version must be a whole version, such as 2.15.2, or 2.15.2-2."
  }
}

variable "images" {
  description = "Images by name (gateway-bridge, command-worker, event-worker, eligibility-worker, provision, nats, collector, database-client) that come from elsewhere than the repositories that are made here; whole, with tag or digest"
  type        = map(string)
  default     = {}
}

variable "image_repository_arns" {
  description = "The repositories of those images, for the right to pull them"
  type        = map(string)
  default     = {}
}

variable "collector_tag" {
  description = "Tag of the AWS Distro for OpenTelemetry's collector that was pushed"
  type        = string
  default     = "v0.48.0"
}

variable "database_client_tag" {
  description = "Tag of the PostgreSQL image that was pushed, whose psql makes the database users"
  type        = string
  default     = "18-alpine"
}

################################################################################
# Network
################################################################################

variable "cidr_block" {
  description = "IPv4 range of the VPC, /22 or larger"
  type        = string
  default     = "10.20.0.0/16"
}

variable "availability_zones" {
  description = "Three zones of the region, one for each NATS node"
  type        = list(string)
}

variable "single_nat_gateway" {
  description = "Whether one NAT gateway serves all zones: cheaper, and Discord is out of reach while its zone is"
  type        = bool
  default     = false
}

variable "namespace" {
  description = "Domain of the names within the VPC, for which NATS' certificates are made"
  type        = string
  default     = "jetcord.internal"
}

################################################################################
# NATS
################################################################################

variable "nats" {
  description = "Size of a NATS node, how much JetStream may store there (max_file_store in infra/nats), and whether nodes are replaced one by one: false only for the first apply after a restore, when no node can catch up before the others are there"
  type = object({
    cpu           = optional(number, 1024)
    memory        = optional(number, 2048)
    storage_bytes = optional(number, 10737418240)
    one_by_one    = optional(bool, true)
  })
  default = {}
}

################################################################################
# Services
################################################################################

variable "sizes" {
  description = "CPU units, memory in MiB, and least and most tasks of each worker"
  type = map(object({
    cpu    = number
    memory = number
    min    = number
    max    = number
  }))
  default = {
    command-worker     = { cpu = 512, memory = 1024, min = 2, max = 10 }
    event-worker       = { cpu = 512, memory = 1024, min = 2, max = 10 }
    eligibility-worker = { cpu = 512, memory = 1024, min = 2, max = 10 }
  }

  validation {
    condition     = toset(keys(var.sizes)) == toset(["command-worker", "event-worker", "eligibility-worker"])
    error_message = "sizes must be of command-worker, event-worker and eligibility-worker."
  }
}

variable "gateway" {
  description = "The bot's shards, how many of them a bridge should run, a bridge's size, and the events that Discord sends"
  type = object({
    shards            = number
    shards_per_bridge = optional(number, 16)
    cpu               = optional(number, 1024)
    memory            = optional(number, 2048)
    intents           = optional(list(string), ["GUILDS", "GUILD_MEMBERS"])
  })

  validation {
    condition     = var.gateway.shards >= 1 && var.gateway.shards_per_bridge >= 1
    error_message = "gateway.shards and gateway.shards_per_bridge must be at least 1."
  }
}

variable "stop_timeout" {
  description = "Seconds in which a service finishes what it has in hand; ECS kills it 15 s later"
  type        = number
  default     = 45

  validation {
    condition     = var.stop_timeout >= 1 && var.stop_timeout <= 105
    error_message = "stop_timeout must be from 1 to 105: Fargate waits 120 s at most."
  }
}

variable "scaling" {
  description = "For each consumer: how many messages a task may have waiting, how old in seconds the oldest may get before tasks are added, and before somebody is told"
  type = map(object({
    pending_per_task = number
    oldest_age       = number
    alarm_age        = number
  }))
  default = {
    command-worker     = { pending_per_task = 50, oldest_age = 2, alarm_age = 10 }
    event-worker       = { pending_per_task = 5000, oldest_age = 20, alarm_age = 60 }
    eligibility-worker = { pending_per_task = 500, oldest_age = 120, alarm_age = 900 }
    eligibility-sync   = { pending_per_task = 20, oldest_age = 600, alarm_age = 3600 }
  }

  validation {
    condition     = toset(keys(var.scaling)) == toset(["command-worker", "event-worker", "eligibility-worker", "eligibility-sync"])
    error_message = "scaling must be of command-worker, event-worker, eligibility-worker and eligibility-sync."
  }
}

variable "wallet_domain" {
  description = "Who asks for a wallet's signature, as the wallet shows it: a host name that your users know"
  type        = string
}

variable "chains" {
  description = "Whether rules may speak of chains, whose endpoints and keys the secret \"chains\" then holds"
  type        = bool
  default     = false
}

################################################################################
# Database
################################################################################

variable "database" {
  description = "PostgreSQL: its version, size and backups"
  type = object({
    engine_version        = optional(string, "18")
    instance_class        = optional(string, "db.t4g.medium")
    allocated_storage     = optional(object({ initial = number, max = number }), { initial = 50, max = 500 })
    multi_az              = optional(bool, true)
    backup_retention_days = optional(number, 14)
    deletion_protection   = optional(bool, true)
  })
  default = {}
}

################################################################################
# Operations
################################################################################

variable "log_retention_days" {
  description = "How long logs are kept, one of the periods that CloudWatch knows"
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "log_retention_days must be a period that CloudWatch Logs knows, such as 30."
  }
}

variable "alarm_emails" {
  description = "Who is told of alarms; each must confirm by the mail that AWS sends"
  type        = set(string)
  default     = []
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
