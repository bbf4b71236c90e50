package io.kubernaut.types.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows with a header, and the check functions of the rule model on them. A column that a row leaves
 * out is null there, and what is null has any type, form and size: other rules say whether it may
 * be null.
 */
final class FocusRows {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  private final Set<String> header;
  private final List<ObjectNode> rows;

  FocusRows(Set<String> header, List<ObjectNode> rows) {
    this.header = header;
    this.rows = rows;
  }

  int size() {
    return rows.size();
  }

  ObjectNode row(int at) {
    return rows.get(at);
  }

  /** Returns these rows with one in the place of another. */
  FocusRows with(int at, ObjectNode row) {
    List<ObjectNode> changed = new ArrayList<>(rows);
    changed.set(at, row);
    return new FocusRows(header, changed);
  }

  boolean holds(JsonNode check, JsonNode row) {
    // Some conditions of the model have their operator as a field.
    if (check.has("AND")) {
      JsonNode all = check.get("AND");
      return all instanceof ArrayNode items ? all(items, row) : holds(all, row);
    }
    JsonNode a = value(check, "ColumnName", row);
    JsonNode first = value(check, "ColumnAName", row);
    JsonNode second = value(check, "ColumnBName", row);
    String function = check.path("CheckFunction").asText();
    return switch (function) {
      case "AND" -> all(check.path("Items"), row);
      case "OR" -> items(check).anyMatch(item -> holds(item, row));
      case "ColumnPresent" -> header.contains(check.path("ColumnName").asText());
      case "CheckValue" -> same(a, check.path("Value"));
      case "CheckNotValue" -> !same(a, check.path("Value"));
      case "CheckSameValue" -> same(first, second);
      case "CheckNotSameValue" -> !same(first, second);
      case "CheckGreaterOrEqualThanValue" ->
          a.isNull() || a.decimalValue().compareTo(check.path("Value").decimalValue()) >= 0;
      case "ColumnByColumnEqualsColumnValue" ->
          product(first, second, value(check, "ResultColumnName", row));
      case "CheckDistinctCount" -> first.isNull() || parents(check, first) == 1;
      case "CheckNationalCurrency" -> a.isNull() || isCurrency(a.asText());
      // Asked of null, too, so that no unknown function holds.
      default -> form(function, a) || a.isNull();
    };
  }

  private static Stream<JsonNode> items(JsonNode check) {
    return StreamSupport.stream(check.path("Items").spliterator(), false);
  }

  private boolean all(JsonNode items, JsonNode row) {
    return StreamSupport.stream(items.spliterator(), false).allMatch(item -> holds(item, row));
  }

  private static JsonNode value(JsonNode check, String field, JsonNode row) {
    String column = check.path(field).asText(field.equals("ColumnName") ? condition(check) : "");
    JsonNode value = row.path(column);
    boolean isEmpty = value.isObject() && value.isEmpty();
    return value.isMissingNode() || isEmpty ? NullNode.getInstance() : value;
  }

  // One rule of the model calls the column of its condition so.
  private static String condition(JsonNode check) {
    return check.path("CheckCondition").asText();
  }

  private static boolean same(JsonNode one, JsonNode other) {
    boolean areNumbers = one.isNumber() && other.isNumber();
    return areNumbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
  }

  private static boolean product(JsonNode one, JsonNode other, JsonNode result) {
    if (one.isNull() || other.isNull() || result.isNull()) {
      return true;
    }
    BigDecimal apart = one.decimalValue().multiply(other.decimalValue());
    return apart.subtract(result.decimalValue()).abs().compareTo(new BigDecimal("0.005")) <= 0;
  }

  private int parents(JsonNode check, JsonNode child) {
    Set<JsonNode> parents = new HashSet<>();
    for (JsonNode row : rows) {
      if (same(value(check, "ColumnAName", row), child)) {
        parents.add(value(check, "ColumnBName", row));
      }
    }
    return parents.size();
  }

  private static boolean form(String function, JsonNode value) {
    return switch (function) {
      case "TypeDecimal", "CheckDecimalValue" -> value.isNumber();
      case "TypeString" -> value.isTextual();
      case "TypeDateTime" -> isTime(value.asText());
      case "FormatDateTime" -> TIME.matcher(value.asText()).matches();
      case "FormatNumeric" -> value.isNumber() && NUMBER.matcher(value.asText()).matches();
      case "FormatString" -> value.isTextual() && !value.asText().isBlank();
      case "FormatKeyValue" ->
          value.isObject()
              && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode);
      case "FormatCurrency" ->
          value.isTextual() && (isCurrency(value.asText()) || !value.asText().isBlank());
      default -> throw new IllegalArgumentException("No such check function: " + function);
    };
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text) != null;
    } catch (DateTimeParseException ignored) {
      return false;
    }
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }
}
