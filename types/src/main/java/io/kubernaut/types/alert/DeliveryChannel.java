package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Through what a notification is delivered. */
public enum DeliveryChannel {
  /** A line on the console. */
  @JsonProperty("console")
  CONSOLE,
  /** A mail. */
  @JsonProperty("email")
  EMAIL,
  /** A file. */
  @JsonProperty("file")
  FILE,
  /** A structured line of the log. */
  @JsonProperty("log")
  LOG,
  /** PagerDuty. */
  @JsonProperty("pagerduty")
  PAGERDUTY,
  /** Slack. */
  @JsonProperty("slack")
  SLACK,
  /** A text message. */
  @JsonProperty("sms")
  SMS,
  /** Microsoft Teams. */
  @JsonProperty("teams")
  TEAMS,
  /** A request to an HTTP server. */
  @JsonProperty("webhook")
  WEBHOOK
}
