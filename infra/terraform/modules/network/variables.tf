variable "name" {
  description = "Prefix of every name"
  type        = string
}

variable "cidr_block" {
  description = "IPv4 range of the VPC; each zone gets a sixteenth of it for tasks and a sixteenth for its NAT gateway"
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr_block, 0)) && try(tonumber(split("/", var.cidr_block)[1]) <= 22, false)
    error_message = "cidr_block must be an IPv4 range of /22 or larger, such as 10.20.0.0/16."
  }
}

variable "availability_zones" {
  description = "The zones, one for each NATS node"
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) == 3 && length(distinct(var.availability_zones)) == 3
    error_message = "availability_zones must name three different zones: a quorum must outlive one of them."
  }
}

variable "single_nat_gateway" {
  description = "Whether one NAT gateway serves all zones: cheaper, and Discord is out of reach while its zone is"
  type        = bool
  default     = false
}

variable "interface_endpoints" {
  description = "AWS services that tasks reach inside the VPC instead of through NAT"
  type        = set(string)
  default     = ["aps-workspaces", "ecr.api", "ecr.dkr", "ecs", "logs", "secretsmanager"]
}

variable "endpoint_security_group_id" {
  description = "Security group of the interface endpoints"
  type        = string
}

variable "logs_kms_key_arn" {
  description = "Key that encrypts the flow log"
  type        = string
}

variable "log_retention_days" {
  description = "How long the flow log is kept"
  type        = number
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
