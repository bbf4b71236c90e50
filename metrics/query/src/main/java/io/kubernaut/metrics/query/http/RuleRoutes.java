package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.internal.text.GoNumbers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rules and alerts. */
final class RuleRoutes {

  private final RuleSource source;

  RuleRoutes(RuleSource source) {
    this.source = source;
  }

  List<Route> routes() {
    ApiHandler rules = this::rules;
    ApiHandler alerts =
        request -> Answer.streamed(request.request(), this::alerts, List.of(), List.of());
    return List.of(
        Route.get("/api/v1/rules", Access.READ, rules.toHandler())
            .describedAs("Rules and how they fare"),
        Route.get("/api/v1/alerts", Access.READ, alerts.toHandler())
            .describedAs("Alerts that are pending or firing"),
        Route.get(
            "/api/v1/alertmanagers",
            Access.READ,
            request ->
                Answer.small(
                    json -> json.raw("{\"activeAlertmanagers\":[],\"droppedAlertmanagers\":[]}"))));
  }

  private void alerts(JsonText json) throws IOException {
    List<RuleSource.Alert> alerts = new ArrayList<>();
    for (RuleSource.Group group : source.groups()) {
      for (RuleSource.Rule rule : group.rules()) {
        if (rule instanceof RuleSource.Alerting alerting) {
          alerts.addAll(alerting.alerts());
        }
      }
    }
    json.raw("{\"alerts\":").array(alerts, RuleRoutes::alert).raw('}');
  }

  private Response rules(ApiRequest request) {
    RuleFilter filter = RuleFilter.of(request);
    List<RuleSource.Group> groups = filter.apply(source.groups());
    int limit = request.limit("group_limit");
    int first = first(groups, request.text("group_next_token"));
    int end = (int) Math.min(groups.size(), (long) first + limit);
    List<RuleSource.Group> page = groups.subList(first, end);
    Optional<String> next =
        end < groups.size() ? Optional.of(token(groups.get(end))) : Optional.empty();
    return Answer.streamed(
        request.request(),
        json -> {
          json.raw("{\"groups\":");
          json.array(page, (out, group) -> group(out, group, filter.withAlerts()));
          if (next.isPresent()) {
            json.raw(",\"groupNextToken\":").text(next.get());
          }
          json.raw('}');
        },
        List.of(),
        List.of());
  }

  private static String token(RuleSource.Group group) {
    return "%08x".formatted((group.file() + ";" + group.name()).hashCode());
  }

  private static int first(List<RuleSource.Group> groups, Optional<String> token) {
    if (token.isEmpty()) {
      return 0;
    }
    OptionalInt first =
        IntStream.range(0, groups.size())
            .filter(i -> token(groups.get(i)).equals(token.get()))
            .findFirst();
    return first.orElseThrow(
        () ->
            ApiException.badParameter(
                "group_next_token", "invalid group_next_token: there is no such group any more"));
  }

  private static void group(JsonText json, RuleSource.Group group, boolean withAlerts)
      throws IOException {
    json.raw("{\"name\":").text(group.name()).raw(",\"file\":").text(group.file());
    json.raw(",\"rules\":").array(group.rules(), (out, rule) -> rule(out, rule, withAlerts));
    json.raw(",\"interval\":").number(seconds(group.interval()));
    json.raw(",\"limit\":").number((long) group.limit());
    taken(json, group.last());
    json.raw('}');
  }

  private static void taken(JsonText json, RuleSource.Evaluation last) throws IOException {
    json.raw(",\"evaluationTime\":").number(seconds(last.took()));
    json.raw(",\"lastEvaluation\":").text(last.at().toString());
  }

  private static void rule(JsonText json, RuleSource.Rule rule, boolean withAlerts)
      throws IOException {
    if (rule instanceof RuleSource.Recording recording) {
      json.raw("{\"name\":").text(recording.name()).raw(",\"query\":").text(recording.query());
      json.raw(",\"labels\":").labels(recording.labels());
      health(json, recording.last());
      json.raw(",\"type\":\"recording\"}");
    } else if (rule instanceof RuleSource.Alerting alerting) {
      alerting(json, alerting, withAlerts);
    }
  }

  private static void health(JsonText json, RuleSource.Evaluation last) throws IOException {
    boolean never = last.equals(RuleSource.Evaluation.NEVER);
    json.raw(",\"health\":").text(never ? "unknown" : last.error().isPresent() ? "err" : "ok");
    if (last.error().isPresent()) {
      json.raw(",\"lastError\":").text(last.error().get());
    }
    taken(json, last);
  }

  private static void alerting(JsonText json, RuleSource.Alerting rule, boolean withAlerts)
      throws IOException {
    json.raw("{\"state\":").text(state(rule));
    json.raw(",\"name\":").text(rule.name()).raw(",\"query\":").text(rule.query());
    json.raw(",\"duration\":").number(seconds(rule.heldFor()));
    json.raw(",\"keepFiringFor\":").number(seconds(rule.keptFiring()));
    json.raw(",\"labels\":").labels(rule.labels());
    json.raw(",\"annotations\":").labels(rule.annotations());
    json.raw(",\"alerts\":");
    json.array(withAlerts ? rule.alerts() : List.of(), RuleRoutes::alert);
    health(json, rule.last());
    json.raw(",\"type\":\"alerting\"}");
  }

  private static String state(RuleSource.Alerting rule) {
    if (rule.alerts().stream().anyMatch(RuleSource.Alert::firing)) {
      return "firing";
    }
    return rule.alerts().isEmpty() ? "inactive" : "pending";
  }

  private static void alert(JsonText json, RuleSource.Alert alert) throws IOException {
    json.raw("{\"labels\":").labels(alert.labels());
    json.raw(",\"annotations\":").labels(alert.annotations());
    json.raw(",\"state\":").text(alert.firing() ? "firing" : "pending");
    json.raw(",\"activeAt\":").text(alert.activeAt().toString());
    json.raw(",\"value\":").text(GoNumbers.scientific(alert.value())).raw('}');
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
