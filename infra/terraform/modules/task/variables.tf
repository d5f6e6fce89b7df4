variable "name" {
  description = "Name of the environment, such as jetcord-production"
  type        = string
}

variable "task" {
  description = "Name of the task within it, such as gateway-bridge"
  type        = string
}

variable "containers" {
  description = "The containers. What is secret is named in secrets, as the ARN of a secret or of a key within one (ARN:KEY::), and never in environment"
  type = list(object({
    name        = string
    image       = string
    user        = string
    essential   = optional(bool, true)
    command     = optional(list(string))
    entry_point = optional(list(string))
    environment = optional(map(string), {})
    secrets     = optional(map(string), {})
    ports       = optional(list(number), [])
    mounts = optional(list(object({
      volume    = string
      path      = string
      read_only = optional(bool, false)
    })), [])
    depends_on   = optional(map(string), {})
    stop_timeout = optional(number)
    health_check = optional(object({
      command      = list(string)
      interval     = optional(number, 10)
      timeout      = optional(number, 5)
      retries      = optional(number, 3)
      start_period = optional(number, 60)
    }))
  }))

  validation {
    condition = alltrue(flatten([
      for container in var.containers : [
        for variable in keys(container.environment) : !can(regex("TOKEN|NKEY|PASSWORD|SECRET|DATABASE_URL|CHAINS|_KEY$", variable))
      ]
    ]))
    error_message = "A variable that is secret belongs into secrets."
  }

  validation {
    condition     = alltrue([for container in var.containers : try(container.stop_timeout, null) == null ? true : container.stop_timeout <= 120])
    error_message = "Fargate kills a container after 120 s at most."
  }
}

variable "cpu" {
  description = "CPU units, 1024 being one virtual processor"
  type        = number
}

variable "memory" {
  description = "Memory in MiB"
  type        = number
}

variable "scratch_volumes" {
  description = "Volumes that live and die with the task"
  type        = set(string)
  default     = []
}

variable "storage" {
  description = "The directory that outlives the task, if there is one"
  type = object({
    volume          = string
    file_system_id  = string
    access_point_id = string
  })
  default = null
}

variable "task_policies" {
  description = "What the containers themselves may do, as JSON by name; nothing by default"
  type        = map(string)
  default     = {}
}

variable "repository_arns" {
  description = "The repositories of the images"
  type        = list(string)
}

variable "key_arns" {
  description = "The keys by purpose"
  type        = map(string)
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
