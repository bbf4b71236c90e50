package io.kubernaut.types.alert;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body that Alertmanager's webhook sends: a group of alerts for one receiver, version 4.
 *
 * <pre>{@code
 * AlertNotification told =
 *     AlertNotification.of("gateway", alerts, now).grouped(groupKey, groupLabels);
 * byte[] body = Codecs.json(AlertNotification.class).write(told);
 * }</pre>
 *
 * @param receiver who is told
 * @param status firing if any alert of the group is
 * @param alerts the alerts, without those that were cut off
 * @param groupLabels what the group was made by
 * @param commonLabels the labels that all alerts of the group have
 * @param commonAnnotations the annotations that all alerts of the group have
 * @param externalURL where the sender can be reached
 * @param version {@code 4}; Grafana, whose body has these fields and more, writes {@code 1}
 * @param groupKey the identity of the group, the same each time it is told
 * @param truncatedAlerts how many alerts were cut off; old senders leave it out
 * @param extra fields of a later version, or of another sender
 * @see <a
 *     href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">Alertmanager,
 *     {@code webhook_config}</a>
 */
@SchemaType(name = "alert-notification", version = 1)
public record AlertNotification(
    String receiver,
    Open<AlertStatus> status,
    List<NotifiedAlert> alerts,
    Map<String, String> groupLabels,
    Map<String, String> commonLabels,
    Map<String, String> commonAnnotations,
    String externalURL,
    @Matches(value = "[14]", as = "\"4\"") String version,
    String groupKey,
    @Nullable @Min(0) Long truncatedAlerts,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param receiver who is told
   * @param status firing if any alert of the group is
   * @param alerts the alerts
   * @param groupLabels what the group was made by
   * @param commonLabels the labels that all alerts of the group have
   * @param commonAnnotations the annotations that all alerts of the group have
   * @param externalURL where the sender can be reached
   * @param version {@code 4}
   * @param groupKey the identity of the group
   * @param truncatedAlerts how many alerts were cut off
   * @param extra fields of a later version
   */
  public AlertNotification {
    alerts = Frozen.list(alerts);
    groupLabels = Frozen.map(groupLabels);
    commonLabels = Frozen.map(commonLabels);
    commonAnnotations = Frozen.map(commonAnnotations);
    extra = Frozen.map(extra);
  }

  /**
   * Tells a receiver of alerts.
   *
   * @param receiver who is told
   * @param alerts the alerts of one group
   * @param now the time it is told
   * @return the body, not grouped by anything
   */
  public static AlertNotification of(String receiver, List<Alert> alerts, Instant now) {
    List<NotifiedAlert> told = alerts.stream().map(alert -> NotifiedAlert.of(alert, now)).toList();
    boolean isFiring = told.stream().anyMatch(NotifiedAlert::isFiring);
    return new AlertNotification(
        receiver,
        Open.of(isFiring ? AlertStatus.FIRING : AlertStatus.RESOLVED),
        told,
        Map.of(),
        Labels.common(alerts, Alert::labels),
        Labels.common(alerts, Alert::annotations),
        "",
        "4",
        "{}:{}",
        0L,
        Map.of());
  }

  /**
   * Returns this body, with what the group was made by.
   *
   * @param key the identity of the group
   * @param labels the labels it was made by
   * @return the body
   */
  public AlertNotification grouped(String key, Map<String, String> labels) {
    return new AlertNotification(
        receiver,
        status,
        alerts,
        labels,
        commonLabels,
        commonAnnotations,
        externalURL,
        version,
        key,
        truncatedAlerts,
        extra);
  }

  /**
   * Returns this body, with the place of the sender.
   *
   * @param url where the sender can be reached
   * @return the body
   */
  public AlertNotification sentFrom(String url) {
    return new AlertNotification(
        receiver,
        status,
        alerts,
        groupLabels,
        commonLabels,
        commonAnnotations,
        url,
        version,
        groupKey,
        truncatedAlerts,
        extra);
  }

  /**
   * Returns this body with fewer alerts, as {@code max_alerts} of a receiver asks for. What is
   * common stays common to all, those cut off included.
   *
   * @param most how many alerts to keep; 0 for all
   * @return the body, saying how many were cut off
   */
  public AlertNotification atMost(int most) {
    if (most <= 0 || alerts.size() <= most) {
      return this;
    }
    long cut = (truncatedAlerts == null ? 0 : truncatedAlerts) + alerts.size() - most;
    return new AlertNotification(
        receiver,
        status,
        alerts.subList(0, most),
        groupLabels,
        commonLabels,
        commonAnnotations,
        externalURL,
        version,
        groupKey,
        cut,
        extra);
  }

  /**
   * Tells whether any alert of the group goes on.
   *
   * @return true unless all are over
   */
  public boolean isFiring() {
    return status.is(AlertStatus.FIRING);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        isFiring() || alerts.stream().noneMatch(NotifiedAlert::isFiring),
        "/status",
        status,
        "must be \"firing\" if any alert is",
        "Compute it from the alerts.");
    for (int i = 0; i < alerts.size(); i++) {
      if (!alerts.get(i).labels().entrySet().containsAll(commonLabels.entrySet())) {
        found.add(
            "/alerts/" + i + "/labels",
            alerts.get(i).labels(),
            "must hold all of commonLabels " + commonLabels,
            "Compute what is common from all alerts of the group.");
      }
    }
  }
}
