package io.kubernaut.metrics.query.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rules a client wants to see.
 *
 * @param type {@code alert}, {@code record} or empty for both
 * @param names names of rules, none for all
 * @param groups names of groups, none for all
 * @param files files, none for all
 * @param withAlerts whether it wants the alerts as well
 */
record RuleFilter(
    String type, Set<String> names, Set<String> groups, Set<String> files, boolean withAlerts) {

  static RuleFilter of(ApiRequest request) {
    String type = request.text("type").orElse("");
    if (!type.isEmpty() && !type.equals("alert") && !type.equals("record")) {
      throw ApiException.badData("not supported value \"%s\"".formatted(type));
    }
    return new RuleFilter(
        type,
        new HashSet<>(request.all("rule_name[]")),
        new HashSet<>(request.all("rule_group[]")),
        new HashSet<>(request.all("file[]")),
        !request.text("exclude_alerts").orElse("false").equals("true"));
  }

  List<RuleSource.Group> apply(List<RuleSource.Group> all) {
    List<RuleSource.Group> wanted = new ArrayList<>();
    for (RuleSource.Group group : all) {
      if (passes(groups, group.name()) && passes(files, group.file())) {
        List<RuleSource.Rule> rules = group.rules().stream().filter(this::passes).toList();
        if (!rules.isEmpty() || (names.isEmpty() && type.isEmpty())) {
          wanted.add(
              new RuleSource.Group(
                  group.name(),
                  group.file(),
                  group.interval(),
                  group.limit(),
                  rules,
                  group.last()));
        }
      }
    }
    return wanted;
  }

  private boolean passes(RuleSource.Rule rule) {
    boolean alerting = rule instanceof RuleSource.Alerting;
    return passes(names, rule.name()) && (type.isEmpty() || type.equals("alert") == alerting);
  }

  private static boolean passes(Set<String> wanted, String given) {
    return wanted.isEmpty() || wanted.contains(given);
  }
}
