variable "name" {
  description = "Name of the environment, such as jetcord-production"
  type        = string
}

variable "subnet_ids" {
  description = "The private subnets"
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group of PostgreSQL"
  type        = string
}

variable "key_arns" {
  description = "The keys by purpose"
  type        = map(string)
}

variable "engine_version" {
  description = "Version of PostgreSQL: the major version, so that AWS keeps the minor one current"
  type        = string
  default     = "18"

  validation {
    condition     = can(regex("^[0-9]+$", var.engine_version)) && tonumber(var.engine_version) >= 16
    error_message = "engine_version must be a major version of PostgreSQL, 16 or newer."
  }
}

variable "instance_class" {
  description = "Size of the instance"
  type        = string
}

variable "allocated_storage" {
  description = "Disk in GiB at the start, and up to which it may grow"
  type = object({
    initial = number
    max     = number
  })
}

variable "multi_az" {
  description = "Whether a second instance in another zone stands by"
  type        = bool
}

variable "backup_retention_days" {
  description = "How far back the database can be restored to any second"
  type        = number

  validation {
    condition     = var.backup_retention_days >= 7 && var.backup_retention_days <= 35
    error_message = "backup_retention_days must be from 7 to 35."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the database"
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long logs are kept"
  type        = number
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
