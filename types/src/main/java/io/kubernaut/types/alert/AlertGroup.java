package io.kubernaut.types.alert;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import java.util.List;
import java.util.Map;

/**
 * Alerts that one receiver is told of together: what {@code GET /api/v2/alerts/groups} of
 * Alertmanager answers, a list of them.
 *
 * @param alerts the alerts
 * @param labels what the group was made by
 * @param receiver who is told
 * @param routeLabels the labels of the route
 * @param extra fields of a later version
 * @see <a
 *     href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">Alertmanager
 *     API v2, {@code alertGroup}</a>
 */
@SchemaType(name = "alert-group", version = 1)
public record AlertGroup(
    List<ActiveAlert> alerts,
    Map<String, String> labels,
    ActiveAlert.ReceiverName receiver,
    Map<String, String> routeLabels,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param alerts the alerts
   * @param labels what the group was made by
   * @param receiver who is told
   * @param routeLabels the labels of the route
   * @param extra fields of a later version
   */
  public AlertGroup {
    alerts = Frozen.list(alerts);
    labels = Frozen.map(labels);
    routeLabels = Frozen.map(routeLabels);
    extra = Frozen.map(extra);
  }
}
