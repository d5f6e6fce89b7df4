variable "name" {
  description = "Name of the environment, which begins every alarm's name"
  type        = string
}

variable "topic_arn" {
  description = "Where alarms are sent"
  type        = string
}

variable "cluster_name" {
  description = "The ECS cluster"
  type        = string
}

variable "tasks" {
  description = "The ECS services, with how many tasks each must have"
  type        = map(number)
}

variable "nats_log_groups" {
  description = "Where the NATS nodes log, by node"
  type        = map(string)
}

variable "consumers" {
  description = "The consumers, with how old in seconds the oldest message of each may get"
  type        = map(number)
}

variable "clients" {
  description = "The services that must be connected to NATS"
  type        = set(string)
}

variable "metrics_namespace" {
  description = "Where the collector writes"
  type        = string
}

variable "file_system_id" {
  description = "The file system of NATS"
  type        = string
}

variable "nats_storage_bytes" {
  description = "How much all NATS nodes together may store"
  type        = number
}

variable "database_identifier" {
  description = "The PostgreSQL instance"
  type        = string
}

variable "database_free_bytes" {
  description = "How much of the database's disk must be free"
  type        = number
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
