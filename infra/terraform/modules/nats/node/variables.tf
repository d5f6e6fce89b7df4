variable "name" {
  description = "Name of the environment, such as jetcord-production"
  type        = string
}

variable "node" {
  description = "Name of the node, by which it is known and dialled"
  type        = string
}

variable "others" {
  description = "Names of the other nodes"
  type        = list(string)
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
  description = "CPU units"
  type        = number
}

variable "memory" {
  description = "Memory in MiB"
  type        = number
}

variable "subnet_id" {
  description = "The private subnet of the node's zone"
  type        = string
}

variable "security_group_id" {
  description = "Security group of NATS"
  type        = string
}

variable "registry_arn" {
  description = "Where the node's name is registered"
  type        = string
}

variable "file_system_id" {
  description = "The file system of the storage"
  type        = string
}

variable "access_point_id" {
  description = "The node's directory on it"
  type        = string
}

variable "storage_policy" {
  description = "What lets the node mount it, as JSON"
  type        = string
}

variable "secrets" {
  description = "ARNs of what the server reads from files"
  type = object({
    authority       = string
    certificate     = string
    certificate_key = string
    nkeys           = string
    jetstream       = string
  })
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

variable "after" {
  description = "What must be well before this node is replaced"
  type        = list(string)
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
