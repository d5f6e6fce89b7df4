variable "name" {
  description = "Name of the environment, such as jetcord-production"
  type        = string
}

variable "cluster" {
  description = "The ECS cluster's name and ARN"
  type = object({
    name = string
    arn  = string
  })
}

variable "services" {
  description = "The ECS services whose tasks are scraped"
  type        = list(string)
}

variable "port" {
  description = "Port of their metrics"
  type        = number
}

variable "metrics_namespace" {
  description = "CloudWatch namespace of what alarms and autoscaling go by"
  type        = string
}

variable "image" {
  description = "AWS Distro for OpenTelemetry's collector"
  type        = string
}

variable "subnet_ids" {
  description = "The private subnets"
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group of the collector"
  type        = string
}

variable "topic_arn" {
  description = "Where alerts are sent"
  type        = string
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

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
