variable "region" {
  description = "AWS region, such as eu-central-1"
  type        = string
}

variable "account_id" {
  description = "The account that this is meant for: no other is touched"
  type        = string
}

variable "image_tag" {
  description = "Tag of Jetcord's images: the version that is deployed"
  type        = string
}

variable "shards" {
  description = "How many shards the bot has"
  type        = number
}

variable "wallet_domain" {
  description = "Host name that wallets show when they are asked for a signature"
  type        = string
}

variable "alarm_emails" {
  description = "Who is told of alarms"
  type        = set(string)
  default     = []
}

variable "nats_one_by_one" {
  description = "Whether NATS nodes are replaced one by one: false only for the first apply after a restore"
  type        = bool
  default     = true
}
