package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of alerts, and how.
 *
 * @param name the name that routes use
 * @param webhookConfigs where bodies of {@link AlertNotification} are sent to
 * @param extra other ways, such as {@code slack_configs}, as they are written
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#receiver">Alertmanager,
 *     {@code receiver}</a>
 */
@Sparse
@SchemaType(name = "receiver", version = 1)
public record Receiver(
    @NotBlank String name,
    @JsonProperty("webhook_configs") List<Webhook> webhookConfigs,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param name the name that routes use
   * @param webhookConfigs where bodies of {@link AlertNotification} are sent to
   * @param extra other ways
   */
  public Receiver {
    webhookConfigs = Frozen.list(webhookConfigs);
    extra = Frozen.map(extra);
  }

  /**
   * Returns a receiver with one webhook.
   *
   * @param name the name that routes use
   * @param url where it is sent to
   * @return the receiver
   */
  public static Receiver webhook(String name, String url) {
    return new Receiver(name, List.of(new Webhook(url, null, null, Map.of())), Map.of());
  }

  /**
   * Where a body is sent to.
   *
   * @param url where; a secret in some systems, so it is not shown
   * @param sendResolved whether the end of alerts is told too; without it, it is
   * @param maxAlerts how many alerts a body holds at most; without it or 0, all
   * @param extra other settings, such as {@code http_config}, as they are written
   */
  public record Webhook(
      @Nullable String url,
      @JsonProperty("send_resolved") @Nullable Boolean sendResolved,
      @JsonProperty("max_alerts") @Nullable @Min(0) Integer maxAlerts,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param url where
     * @param sendResolved whether the end of alerts is told too
     * @param maxAlerts how many alerts a body holds at most
     * @param extra other settings
     */
    public Webhook {
      extra = Frozen.map(extra);
    }

    /**
     * Tells whether a body is sent.
     *
     * @param notification the body
     * @return false if all its alerts are over and nobody wants to know
     */
    public boolean wants(AlertNotification notification) {
      return notification.isFiring() || !Boolean.FALSE.equals(sendResolved);
    }

    /** Returns the settings without the place and what else may be secret. */
    @Override
    public String toString() {
      return "Webhook[sendResolved=" + sendResolved + ", maxAlerts=" + maxAlerts + "]";
    }
  }
}
