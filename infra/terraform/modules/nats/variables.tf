variable "name" {
  description = "Name of the environment, such as jetcord-production"
  type        = string
}

variable "namespace" {
  description = "Domain of the nodes' names"
  type        = string
}

variable "cluster_arn" {
  description = "The ECS cluster"
  type        = string
}

variable "image" {
  description = "The NATS image, whose STOPSIGNAL is SIGUSR2"
  type        = string
}

variable "user_id" {
  description = "The image's user, to whom the storage belongs"
  type        = number
}

variable "cpu" {
  description = "CPU units of a node"
  type        = number
}

variable "memory" {
  description = "Memory of a node in MiB"
  type        = number
}

variable "subnet_ids" {
  description = "The private subnets, one for each node"
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) == 3
    error_message = "Three nodes need three subnets."
  }
}

variable "security_group_id" {
  description = "Security group of NATS"
  type        = string
}

variable "registry_arns" {
  description = "Where the nodes' names are registered, by node"
  type        = map(string)
}

variable "storage" {
  description = "The file system, and each node's directory on it and right to mount it"
  type = object({
    file_system_id   = string
    access_point_ids = map(string)
    task_policies    = map(string)
    mount_targets    = list(string)
  })
}

variable "secret_arns" {
  description = "The secrets by name"
  type        = map(string)
}

variable "repository_arn" {
  description = "Repository of the image"
  type        = string
}

variable "key_arns" {
  description = "The keys by purpose"
  type        = map(string)
}

variable "log_retention_days" {
  description = "How long logs are kept"
  type        = number
}

variable "one_by_one" {
  description = "Whether the next node waits until this one is well"
  type        = bool
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
