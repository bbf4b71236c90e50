package io.kubernaut.types.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Documents;
import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.value.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-008")
class RoutingTreeTest {

  private final RoutingConfig config =
      Codecs.yaml(RoutingConfig.class).read(Documents.resource("routing/tree.yaml"));
  private final RoutingTree tree = config.tree();

  // Labels, and the receivers that are told, in order.
  @ParameterizedTest(name = "{0} goes to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Nothing below takes it: the root does.
        "alertname=A                                     | default",
        "severity=info                                   | default",
        // The first that matches takes it; those behind are not tried.
        "severity=critical                               | pager",
        "severity=critical team=shop                     | pager",
        "team=shop                                       | shop",
        // A node below takes it, and what it does not say comes from above.
        "team=shop env=production                        | shop-prod",
        "team=shop env=staging                           | shop",
        "team=shop env=staging quiet=yes                 | nobody",
        // Without a receiver of its own it tells the one above.
        "team=shop env=test                              | shop",
        // continue: the next on the same level are tried too.
        "team=pay                                        | audit pay",
        "team=pay severity=critical                      | pager",
        "team=pay region=eu-west-1                       | audit pay pay-eu",
        "team=pay region=us-east-1                       | audit pay",
        "region=eu-west-1                                | default",
        // continue goes on although a node below took it; the last need not match.
        "kind=audit                                      | audit",
        // Old notation: match and match_re both have to match.
        "service=db tier=gold                            | db",
        "service=db tier=silver                          | db",
        "service=db tier=bronze                          | default",
        "service=cache tier=gold                         | default",
        // Negative matchers: a label that is missing has the empty value.
        "job=batch                                       | batch",
        "job=batch env=production                        | default",
        "job=batch owner=ops                             | default"
      })
  void findsWhoIsTold(String labels, String receivers) {
    assertThat(tree.match(labels(labels)).stream().map(RoutingTree.Stop::receiver))
        .containsExactly(receivers.split(" ", -1));
  }

  // Labels; then grouping, waiting, interval, repeating, muted, and the way, of the last stop.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a=b                     | alertname,cluster | 30s | 5m | 4h  |          | {}",
        "severity=critical       | ...               | 0s  | 5m | 4h  |          | {}/{severity=\"critical\"}",
        "team=shop               | team              | 1m  | 2m | 4h  | weekends | {}/{team=\"shop\"}",
        "team=shop env=production| team              | 1m  | 2m | 30m |          | {}/{team=\"shop\"}/{env=\"production\"}",
        "team=shop env=test      | alertname,env     | 1m  | 2m | 4h  |          | {}/{team=\"shop\"}/{env=\"test\"}",
        "team=pay                | alertname,cluster | 30s | 5m | 4h  |          | {}/{team=\"pay\"}",
        "job=batch               | alertname,cluster | 30s | 5m | 1d  |          | {}/{env!=\"production\",job=\"batch\",owner!~\".+\"}"
      })
  void inheritsWhatItDoesNotSay(
      String labels,
      String groupBy,
      String wait,
      String interval,
      String repeat,
      String muted,
      String key) {
    RoutingTree.Stop stop = last(labels);

    assertThat(grouping(stop)).isEqualTo(groupBy);
    assertThat(stop.groupWait()).isEqualTo(time(wait));
    assertThat(stop.groupInterval()).isEqualTo(time(interval));
    assertThat(stop.repeatInterval()).isEqualTo(time(repeat));
    assertThat(String.join(",", stop.muteTimeIntervals())).isEqualTo(muted == null ? "" : muted);
    assertThat(stop.key()).isEqualTo(key);
  }

  private static String grouping(RoutingTree.Stop stop) {
    return stop.groupByAll() ? "..." : stop.groupBy().stream().sorted().collect(joining(","));
  }

  private static Duration time(String text) {
    return PrometheusDuration.parse(text).duration();
  }

  @Test
  void putsAlertsIntoGroups() {
    Map<String, String> labels = Map.of("alertname", "A", "cluster", "eu", "pod", "p-1");

    assertThat(last("a=b").groupLabels(labels))
        .isEqualTo(Map.of("alertname", "A", "cluster", "eu"));
    assertThat(last("severity=critical").groupLabels(labels)).isEqualTo(labels);
    assertThat(last("team=shop").groupLabels(labels)).isEmpty();
  }

  // The key that Alertmanager 0.25 put into its webhook for such a tree and alert.
  @Test
  void namesAGroupAsAlertmanagerDoes() {
    RoutingTree two =
        RoutingTree.of(
            Route.to("default")
                .groupBy("alertname")
                .route(
                    Route.to("crit")
                        .matching("severity=\"critical\"")
                        .groupBy("alertname", "namespace"))
                .build());
    Map<String, String> labels =
        Map.of("alertname", "HighCPU", "namespace", "shop", "pod", "a", "severity", "critical");

    assertThat(two.match(labels).get(0).groupKey(labels))
        .isEqualTo("{}/{severity=\"critical\"}:{alertname=\"HighCPU\", namespace=\"shop\"}");
  }

  @Test
  void asksForAReceiverAtTheRoot() {
    Route nobody = Documents.read(Route.class, "{'group_by':['a']}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoutingTree.of(nobody))
        .withMessageContaining("The root route has no receiver");
  }

  @Test
  void survivesEveryFormatAndKeepsOtherParts() {
    RoundTrip.inEveryCodec(
        RoutingConfig.class, new RoutingConfig(config.route(), config.receivers(), Map.of()));
    for (Codec<RoutingConfig> codec :
        List.of(Codecs.json(RoutingConfig.class), Codecs.yaml(RoutingConfig.class))) {
      assertThat(codec.read(codec.write(config))).isEqualTo(config);
    }
    assertThat(config.extra()).containsOnlyKeys("global", "inhibit_rules", "time_intervals");
    assertThat(config.receiver("pager").orElseThrow().extra())
        .containsOnlyKeys("pagerduty_configs");
    assertThat(config.receiver("none")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{receiver: nobody}                                  | /route/receiver",
        "{receiver: a, routes: [{routes: [{receiver: b}]}]}  | /route/routes/0/routes/0/receiver",
        "{group_by: [x]}                                     | /route/receiver",
        "{receiver: a, matchers: [x=y]}                      | /route/matchers",
        "{receiver: a, match: {x: y}}                        | /route/matchers",
        "{receiver: a, continue: true}                       | /route/continue",
        "{receiver: a, mute_time_intervals: [x]}             | /route/mute_time_intervals",
        "{receiver: a, group_by: [x, x]}                     | /route/group_by",
        "{receiver: a, group_by: ['...', x]}                 | /route/group_by",
        "{receiver: a, group_interval: 0s}                   | /route/group_interval",
        "{receiver: a, repeat_interval: 0s}                  | /route/repeat_interval",
        "{receiver: a, group_wait: 1.5h}                     | /route/group_wait",
        "{receiver: a, routes: [{matchers: ['x=~\"(\"']}]}   | /route/routes/0/matchers/0",
        "{receiver: a, routes: [{match_re: {x: '('}}]}       | /route/routes/0/match_re/x"
      })
  void refusesATreeThatContradictsItself(String route, String pointer) {
    String document = "route: " + route + "\nreceivers: [{name: a}]\n";

    assertThatThrownBy(() -> Codecs.yaml(RoutingConfig.class).read(document.getBytes(UTF_8)))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(pointer + " = ");
  }

  @Test
  void refusesReceiversOfTheSameName() {
    String document = "route: {receiver: a}\nreceivers: [{name: a}, {name: a}]\n";

    assertThatThrownBy(() -> Codecs.yaml(RoutingConfig.class).read(document.getBytes(UTF_8)))
        .hasMessageContaining(
            "/receivers/1/name = \"a\"  must not be the name of another receiver");
  }

  @Test
  void aWebhookMayNotWantToKnowOfTheEnd() {
    Receiver.Webhook always = Receiver.webhook("a", "http://x").webhookConfigs().get(0);
    Receiver.Webhook firingOnly =
        Documents.read(
                Receiver.class,
                "{'name':'a','webhook_configs':[{'url':'http://u:p@x','send_resolved':false}]}")
            .webhookConfigs()
            .get(0);
    AlertNotification over = AlertNotification.of("a", List.of(), Instant.EPOCH);

    assertThat(always.wants(over)).isTrue();
    assertThat(firingOnly.wants(over)).isFalse();
    assertThat(firingOnly.toString()).doesNotContain("u:p");
  }

  private RoutingTree.Stop last(String labels) {
    List<RoutingTree.Stop> stops = tree.match(labels(labels));
    return stops.get(stops.size() - 1);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String each : text.strip().split(" +", -1)) {
      labels.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    return labels;
  }
}
