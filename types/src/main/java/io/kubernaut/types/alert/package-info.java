/**
 * Alerts, as rules raise them and as Alertmanager takes and tells them.
 *
 * <pre>{@code
 * Alert alert =
 *     Alert.firing(
 *         Map.of("alertname", "HighCPU", "severity", "critical"), Map.of("summary", "97 %"), now);
 * AlertNotification told = AlertNotification.of("gateway", List.of(alert), now);
 * byte[] body = Codecs.json(AlertNotification.class).write(told);      // the webhook, version 4
 * }</pre>
 */
package io.kubernaut.types.alert;
