/**
 * Alerts, as rules raise them and as Alertmanager takes and tells them; silences; and the tree that
 * says who is told of what.
 *
 * <pre>{@code
 * Alert alert =
 *     Alert.firing(
 *         Map.of("alertname", "HighCPU", "severity", "critical"), Map.of("summary", "97 %"), now);
 *
 * RoutingConfig config = Codecs.yaml(RoutingConfig.class).read(file);
 * for (RoutingTree.Stop stop : config.tree().match(alert.labels())) {
 *   AlertNotification told =
 *       AlertNotification.of(stop.receiver(), List.of(alert), now)
 *           .grouped(stop.groupKey(alert.labels()), stop.groupLabels(alert.labels()));
 *   byte[] body = Codecs.json(AlertNotification.class).write(told);    // the webhook, version 4
 * }
 * RedeliveryPolicy.standard().waitAfter(2);                             // PT1M
 * }</pre>
 *
 * <p>Expressions in matchers come from outside: they are in the syntax of Go and matched in linear
 * time. Not here: inhibition, and the meaning of time intervals; both stay as they are written.
 */
package io.kubernaut.types.alert;
