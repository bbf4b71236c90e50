package io.kubernaut.types.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubernaut.types.schema.RawJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the texts of a row into a document: numbers, times and objects get their kind, {@code NULL}
 * is nothing, and times without an offset are in UTC, as FOCUS says.
 */
final class FocusColumns {

  private static final Set<String> DECIMALS =
      Set.of(
          "BilledCost",
          "CommitmentDiscountQuantity",
          "ConsumedQuantity",
          "ContractedCost",
          "ContractedUnitPrice",
          "EffectiveCost",
          "ListCost",
          "ListUnitPrice",
          "PricingCurrencyContractedUnitPrice",
          "PricingCurrencyEffectiveCost",
          "PricingCurrencyListUnitPrice",
          "PricingQuantity");

  private static final Set<String> TIMES =
      Set.of("BillingPeriodEnd", "BillingPeriodStart", "ChargePeriodEnd", "ChargePeriodStart");

  private static final Set<String> OBJECTS = Set.of("SkuPriceDetails", "Tags");

  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,40}(?:\\.\\d{1,40})?(?:[eE][+-]?\\d{1,3})?");

  private static final List<DateTimeFormatter> TIME_FORMATS =
      List.of(
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSS]", Locale.ROOT),
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT));

  private FocusColumns() {}

  static byte[] document(Map<String, String> columns) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    columns.forEach(
        (column, text) -> {
          if (!text.isBlank() && !text.equals("NULL")) {
            document.set(column, value(column, text));
          }
        });
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  // What is not in its form stays text, and the type then says what it must be.
  private static JsonNode value(String column, String text) {
    if (DECIMALS.contains(column) && NUMBER.matcher(text).matches()) {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }
    if (TIMES.contains(column)) {
      return TextNode.valueOf(time(text));
    }
    return OBJECTS.contains(column) ? object(text) : TextNode.valueOf(text);
  }

  private static JsonNode object(String text) {
    try {
      return RawJson.of(text).node();
    } catch (IllegalArgumentException ignored) {
      // It stays text.
      return TextNode.valueOf(text);
    }
  }

  private static String time(String text) {
    for (DateTimeFormatter format : TIME_FORMATS) {
      try {
        return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC).toString();
      } catch (DateTimeParseException ignored) {
        // The next form may fit.
      }
    }
    return text;
  }
}
