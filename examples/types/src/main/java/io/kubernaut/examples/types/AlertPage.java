package io.kubernaut.examples.types;

import io.kubernaut.types.alert.Alert;
import io.kubernaut.types.alert.AlertNotification;
import io.kubernaut.types.alert.DeliveryAttempt;
import io.kubernaut.types.alert.RedeliveryPolicy;
import io.kubernaut.types.alert.RoutingConfig;
import io.kubernaut.types.alert.RoutingTree;
import io.kubernaut.types.schema.Codecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of {@code io.kubernaut.types.alert}. */
public final class AlertPage {

  private AlertPage() {}

  /**
   * Makes what is sent to the receivers of an alert.
   *
   * @param routes the routes and receivers, in the YAML of Alertmanager
   * @param labels the labels of the alert
   * @param now the time
   * @return one notification for each receiver, in the order of the routes
   */
  public static List<AlertNotification> told(
      byte[] routes, Map<String, String> labels, Instant now) {
    Alert alert = Alert.firing(labels, Map.of("summary", "97 %"), now);
    RoutingConfig config = Codecs.yaml(RoutingConfig.class).read(routes);
    List<AlertNotification> told = new ArrayList<>();
    for (RoutingTree.Stop stop : config.tree().match(alert.labels())) {
      told.add(
          AlertNotification.of(stop.receiver(), List.of(alert), now)
              .grouped(stop.groupKey(alert.labels()), stop.groupLabels(alert.labels())));
    }
    return told;
  }

  /**
   * Tells when to try again.
   *
   * @param policy how often and when
   * @param last the latest attempt
   * @return how long to wait; empty if there is nothing more to do
   */
  public static Optional<Duration> next(RedeliveryPolicy policy, DeliveryAttempt last) {
    boolean isOver = last.isDelivered() || last.isHopeless() || last.attempt() >= policy.attempts();
    return isOver ? Optional.empty() : Optional.of(policy.waitAfter(last.attempt()));
  }
}
