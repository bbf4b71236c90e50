package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of cells; a cell is null if nothing at all stands between its commas. */
final class CsvRows {

  private static final Pattern PLAIN = Pattern.compile("[^\\s\",;#'][^\",\\r\\n]*(?<!\\s)");

  private static final ObjectReader STANDARD = reader(Limits.standard());

  private CsvRows() {}

  static List<List<@Nullable String>> read(byte[] document, Limits limits) throws IOException {
    ObjectReader reader = limits.equals(Limits.standard()) ? STANDARD : reader(limits);
    return reader.readValue(document);
  }

  private static ObjectReader reader(Limits limits) {
    CsvMapper mapper =
        CsvMapper.builder(
                CsvFactory.builder().streamReadConstraints(Mappers.constraints(limits)).build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    TypeFactory types = mapper.getTypeFactory();
    return mapper.readerFor(
        types.constructCollectionType(
            List.class, types.constructCollectionType(List.class, String.class)));
  }

  static byte[] write(List<List<@Nullable String>> rows) {
    StringBuilder out = new StringBuilder();
    for (List<@Nullable String> row : rows) {
      out.append(row.stream().map(CsvRows::cell).collect(Collectors.joining(","))).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(@Nullable String cell) {
    if (cell == null || PLAIN.matcher(cell).matches()) {
      return cell == null ? "" : cell;
    }
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
