package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.cloud.BillingLine;
import io.kubernaut.types.cloud.FocusRules;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rule model of FOCUS on our lines: each rule that rows can be judged by holds for an export of
 * ours, and a line that was changed so that it is broken is refused by our own rules, too.
 */
final class FocusRuleCases {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int JUDGED = 245;
  private static final Map<String, Integer> LEFT_OUT =
      Map.of(
          "checks another thing than its text says",
          7,
          "is about lines that another rule forbids",
          1,
          "is advice",
          22,
          "is one of two that exclude each other",
          2,
          "needs to know more than the rows say",
          201,
          "stands for its parts",
          143);

  /** Where our rules refuse the column that is left without another. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("CapacityReservationId-C-005-C", "CapacityReservationStatus");

  private FocusRuleCases() {}

  static Stream<DynamicTest> in(Path folder) {
    FocusModel model = FocusModel.of(folder.resolve("model-1.2.json"));
    FocusRows rows = FocusLines.rows(FocusLines.all());
    return Stream.concat(
        Stream.of(
            dynamicTest("leaves no rule out unseen", () -> accounts(model)),
            dynamicTest(
                "own rules hold for the export",
                () -> assertThat(FocusRules.check(FocusLines.all())).isEmpty())),
        model.judged().stream()
            .flatMap(
                rule ->
                    Stream.of(
                        dynamicTest(rule.id() + " holds", () -> holds(rule, rows)),
                        dynamicTest(rule.id() + " is seen broken", () -> seen(rule, rows)))));
  }

  private static void accounts(FocusModel model) {
    Map<String, Integer> leftOut = model.leftOut();
    int judged = model.judged().size();
    System.out.printf(
        "FOCUS: %d of %d rules judged, left out: %s%n", judged, model.size(), leftOut);
    assertThat(leftOut).isEqualTo(LEFT_OUT);
    assertThat(judged).isEqualTo(JUDGED);
  }

  private static void holds(FocusModel.Rule rule, FocusRows rows) {
    assertThat(IntStream.range(0, rows.size()))
        .as("rows that it applies to: %s", rule.text())
        .anyMatch(i -> rule.applies(rows, rows.row(i)));
    assertThat(rule.brokenBy(rows)).as(rule.text()).isEmpty();
  }

  private static void seen(FocusModel.Rule rule, FocusRows rows) {
    if (rule.function().equals("ColumnPresent")) {
      FocusRows none = new FocusRows(Set.of(), List.of(rows.row(0)));
      assertThat(rule.brokenBy(none)).as(rule.text()).isNotEmpty();
      return;
    }
    Set<String> columns = asked(rule);
    int tried = 0;
    for (int i = 0; i < rows.size(); i++) {
      ObjectNode changed = rows.row(i).deepCopy();
      breakIt(rule.requirement(), changed);
      if (rule.column().equals("PricingQuantity")) {
        keepUnit(changed);
      }
      FocusRows broken = rows.with(i, changed);
      if (rule.applies(rows, rows.row(i)) && rule.brokenBy(broken).contains(i)) {
        tried++;
        assertThat(refusals(broken))
            .as("%s in row %d: %s", rule.text(), i, changed)
            .anyMatch(pointer -> columns.contains(pointer.substring(pointer.lastIndexOf('/') + 1)));
      }
    }
    assertThat(tried).as("changes that break it: %s", rule.text()).isPositive();
  }

  // The rule that quantity and unit go together must not be the one that is broken instead.
  private static void keepUnit(ObjectNode row) {
    if (!row.hasNonNull("PricingQuantity")) {
      row.remove("PricingUnit");
    } else if (!row.hasNonNull("PricingUnit")) {
      row.put("PricingUnit", "Hours");
    }
  }

  /** Returns the columns of a rule that we may refuse: its own, and what it computes or finds. */
  private static Set<String> asked(FocusModel.Rule rule) {
    return Stream.concat(
            Stream.of(rule.column(), ELSEWHERE.getOrDefault(rule.id(), rule.column())),
            Stream.of("ResultColumnName", "ColumnBName", "ColumnName")
                .map(field -> rule.requirement().path(field).asText()))
        .filter(column -> !column.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the places of what our own rules find wrong. */
  private static List<String> refusals(FocusRows rows) {
    List<BillingLine> lines = new ArrayList<>();
    try {
      for (int i = 0; i < rows.size(); i++) {
        byte[] document = rows.row(i).toString().getBytes(StandardCharsets.UTF_8);
        lines.add(Codecs.json(BillingLine.class).read(document));
      }
    } catch (InvalidDocumentException e) {
      return pointers(e.violations());
    }
    return pointers(FocusRules.check(lines));
  }

  private static List<String> pointers(List<Violation> violations) {
    return violations.stream().map(Violation::pointer).toList();
  }

  /** Changes a row so that a requirement does not hold. */
  private static void breakIt(JsonNode check, ObjectNode row) {
    String column = check.path("ColumnName").asText();
    switch (check.path("CheckFunction").asText()) {
      case "AND" -> breakIt(check.at("/Items/0"), row);
      case "OR" -> {
        JsonNode first = check.at("/Items/0");
        if (first.has("ColumnName")) {
          row.put(first.path("ColumnName").asText(), "Nonsense");
        } else {
          breakIt(first, row);
        }
      }
      case "CheckValue" -> row.set(column, another(check.path("Value"), column));
      case "CheckNotValue" -> row.set(column, check.path("Value"));
      case "CheckGreaterOrEqualThanValue" -> row.put(column, new BigDecimal("-0.01"));
      case "ColumnByColumnEqualsColumnValue" -> {
        String result = check.path("ResultColumnName").asText();
        row.put(result, row.path(result).decimalValue().add(new BigDecimal("0.02")));
      }
      case "CheckDistinctCount" -> row.put(check.path("ColumnBName").asText(), "Networking");
      case "TypeString", "FormatString", "FormatCurrency" -> row.put(column, 7);
      case "TypeDateTime" -> row.put(column, "soon");
      case "FormatDateTime" -> row.put(column, "2026-01-07 10:00");
      case "FormatNumeric" -> row.put(column, "1,000");
      case "FormatKeyValue" -> row.putObject(column).putArray("a");
      case "CheckNationalCurrency" -> row.put(column, "ZZZ");
      default -> row.put(column, "much");
    }
  }

  private static JsonNode another(JsonNode value, String column) {
    if (value.isTextual()) {
      return NODES.textNode("Caching");
    }
    boolean isNumber =
        column.endsWith("Price") || column.endsWith("Quantity") || column.endsWith("Cost");
    if (column.equals("SkuPriceDetails")) {
      return NODES.objectNode().put("CoreCount", 4);
    }
    return switch (column) {
      case "PricingCategory" -> NODES.textNode("Standard");
      case "CommitmentDiscountCategory" -> NODES.textNode("Spend");
      case "CapacityReservationStatus" -> NODES.textNode("Used");
      default -> isNumber ? NODES.numberNode(new BigDecimal("1.5")) : NODES.textNode("one");
    };
  }
}
