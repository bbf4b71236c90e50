package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.kubernaut.types.cloud.BillingLine;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * FOCUS: every column of the specification is there with its rules; every row of the samples reads.
 */
final class FocusCases {

  private FocusCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Stream.concat(
        Stream.of(dynamicTest("has every column", () -> hasEveryColumn(folder))),
        Cases.files(folder, ".csv").stream()
            .filter(file -> file.getFileName().toString().contains("_sample_"))
            .map(file -> dynamicTest(file.getFileName().toString(), () -> readsEveryRow(file))));
  }

  private static void hasEveryColumn(Path folder) {
    JsonNode schema = Schema.of(BillingLine.class).jsonSchema();
    JsonNode line = schema.at("/$defs/BillingLine");
    Set<String> required = new HashSet<>();
    line.path("required").forEach(name -> required.add(name.asText()));
    Set<String> columns = new HashSet<>();
    for (JsonNode column : Cases.json(folder.resolve("columns-1.2.json")).path("columns")) {
      String id = column.path("id").asText();
      columns.add(id);
      assertThat(line.path("properties").has(id)).as(id).isTrue();
      boolean mustBeThere =
          column.path("featureLevel").asText().equals("Mandatory")
              && column.path("allowsNulls").asText().equals("False");
      assertThat(required.contains(id)).as("%s is required", id).isEqualTo(mustBeThere);
    }
    List<String> known = new ArrayList<>();
    line.path("properties").fieldNames().forEachRemaining(known::add);
    assertThat(known).containsExactlyInAnyOrderElementsOf(columns);
  }

  private static void readsEveryRow(Path file) throws IOException {
    int rows = 0;
    try (MappingIterator<Map<String, String>> all =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      while (all.hasNext()) {
        Map<String, String> row = all.next();
        BillingLine line = BillingLine.of(row);
        rows++;
        assertThat(line.billed().amount())
            .as("row %s", rows)
            .isEqualByComparingTo(row.get("BilledCost"));
        assertThat(Codecs.csv(BillingLine.class).read(Codecs.csv(BillingLine.class).write(line)))
            .as("row %s", rows)
            .isEqualTo(line);
      }
    }
    assertThat(rows).isPositive();
  }
}
