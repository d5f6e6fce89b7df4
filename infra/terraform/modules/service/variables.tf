variable "name" {
  description = "Name of the environment, such as jetcord-production"
  type        = string
}

variable "service" {
  description = "Name of the service, such as gateway-bridge"
  type        = string
}

variable "cluster" {
  description = "The ECS cluster's name and ARN"
  type = object({
    name = string
    arn  = string
  })
}

variable "task_definition_arn" {
  description = "What it runs"
  type        = string
}

variable "subnet_ids" {
  description = "The private subnets"
  type        = list(string)
}

variable "security_group_id" {
  description = "Its security group"
  type        = string
}

variable "registry_arn" {
  description = "Where its tasks are registered by name, if they are"
  type        = string
  default     = null
}

variable "tasks" {
  description = "How many tasks run at least and at most; the same twice without autoscaling"
  type = object({
    min = number
    max = number
  })

  validation {
    condition     = var.tasks.min >= 1 && var.tasks.max >= var.tasks.min
    error_message = "tasks.min must be at least 1, and tasks.max no smaller."
  }
}

variable "consumers" {
  description = "What it is scaled by: its consumers, and for each how many messages a task may have waiting, and how old in seconds the oldest may get before tasks are added. None: not scaled"
  type = map(object({
    pending_per_task = number
    oldest_age       = number
  }))
  default = {}
}

variable "metrics_namespace" {
  description = "Where the collector writes the metrics of the consumers"
  type        = string
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
