package io.kubernaut.types.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule model of FOCUS, run on rows.
 *
 * <p>A rule has a requirement and perhaps a condition, both trees of check functions, and a
 * keyword. A composite rule stands for its parts, and its condition for theirs. What cannot be
 * judged by rows alone is left out, each with the reason, so that no rule is left out unseen.
 */
final class FocusModel {

  /** Rules whose checks do not say what their text says, and how. */
  private static final Map<String, String> CONTRADICTORY =
      Map.of(
          "BilledCost-C-005-C",
          "asks it of every reseller, where the text asks it of payments to third parties",
          "CommitmentDiscountStatus-C-003-C",
          "requires a value where the text requires none",
          "CommitmentDiscountStatus-C-004-C",
          "has the condition of the rule before",
          "CommitmentDiscountStatus-C-005-M",
          "has other words than the column, which has Used and Unused",
          "ConsumedQuantity-C-006-C",
          "asks it of corrections, where the text excepts them",
          "EffectiveCost-C-005-C",
          "asks it of every purchase, where the text asks it of those that cover later charges",
          "PricingQuantity-C-008-M",
          "asks what its condition says, where the text asks for a number");

  /** Rules about lines that cannot be: another rule forbids what their condition asks. */
  private static final Set<String> UNMET = Set.of("BillingAccountType-C-004-C");

  /**
   * A rule that is judged: its own requirement, and its conditions with those of its composites.
   */
  record Rule(String id, String column, String text, JsonNode requirement, List<JsonNode> when) {

    String function() {
      return requirement.path("CheckFunction").asText();
    }

    // A list of words is asked of what has a word: others say who must have one.
    boolean applies(FocusRows rows, JsonNode row) {
      boolean isAsked = !function().equals("OR") || row.hasNonNull(column);
      return isAsked && when.stream().allMatch(condition -> rows.holds(condition, row));
    }

    /** Returns the rows that break it. */
    List<Integer> brokenBy(FocusRows rows) {
      List<Integer> broken = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        JsonNode row = rows.row(i);
        if (applies(rows, row) && !rows.holds(requirement, row)) {
          broken.add(i);
        }
      }
      return broken;
    }
  }

  private final JsonNode rules;
  private final Map<String, List<JsonNode>> composites = new LinkedHashMap<>();

  private FocusModel(JsonNode rules) {
    this.rules = rules;
    rules.properties().forEach(rule -> parts(rule.getKey(), requirement(rule.getKey())));
  }

  static FocusModel of(Path file) {
    return new FocusModel(Cases.json(file).path("ModelRules"));
  }

  private JsonNode requirement(String id) {
    return rules.at("/" + id + "/ValidationCriteria/Requirement");
  }

  private void parts(String composite, JsonNode requirement) {
    requirement
        .path("Items")
        .forEach(
            item -> {
              if (item.has("ModelRuleId")) {
                composites
                    .computeIfAbsent(item.get("ModelRuleId").asText(), ignored -> new ArrayList<>())
                    .add(rules.get(composite));
              }
            });
  }

  /** Returns how many rules there are. */
  int size() {
    return rules.size();
  }

  /** Returns the rules that rows can be judged by. */
  List<Rule> judged() {
    List<Rule> judged = new ArrayList<>();
    rules
        .properties()
        .forEach(
            rule -> {
              if (reason(rule.getKey(), rule.getValue()).isEmpty()) {
                judged.add(rule(rule.getKey(), rule.getValue()));
              }
            });
    return judged;
  }

  /** Returns the reasons for leaving rules out, and how many each is for. */
  Map<String, Integer> leftOut() {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    rules
        .properties()
        .forEach(
            rule ->
                reason(rule.getKey(), rule.getValue())
                    .ifPresent(reason -> reasons.merge(reason, 1, Integer::sum)));
    return reasons;
  }

  private Optional<String> reason(String id, JsonNode rule) {
    if (CONTRADICTORY.containsKey(id)) {
      return Optional.of("checks another thing than its text says");
    }
    if (UNMET.contains(id)) {
      return Optional.of("is about lines that another rule forbids");
    }
    if (rule.path("Function").asText().equals("Composite")) {
      return Optional.of("stands for its parts");
    }
    if (rule.path("Type").asText().equals("Dynamic")) {
      return Optional.of("needs to know more than the rows say");
    }
    String keyword = rule.at("/ValidationCriteria/Keyword").asText();
    if (!keyword.startsWith("MUST")) {
      return Optional.of("is advice");
    }
    boolean isAlternative =
        rule.at("/ValidationCriteria/Condition").isEmpty()
            && composites.getOrDefault(id, List.of()).stream().anyMatch(FocusModel::isAlternative);
    return isAlternative ? Optional.of("is one of two that exclude each other") : Optional.empty();
  }

  private static boolean isAlternative(JsonNode composite) {
    return composite.at("/ValidationCriteria/Requirement/CheckFunction").asText().equals("OR");
  }

  private Rule rule(String id, JsonNode rule) {
    JsonNode criteria = rule.path("ValidationCriteria");
    List<JsonNode> when = new ArrayList<>(List.of(criteria.path("Condition")));
    composites
        .getOrDefault(id, List.of())
        .forEach(composite -> when.add(composite.at("/ValidationCriteria/Condition")));
    when.removeIf(JsonNode::isEmpty);
    return new Rule(
        id,
        rule.path("Reference").asText(),
        criteria.path("MustSatisfy").asText(),
        criteria.path("Requirement"),
        when);
  }
}
